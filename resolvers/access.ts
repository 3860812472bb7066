// What each method lets a person do, and in which spaces. The boundary refuses whoever lacks the role for it, and every
// method that does not stand here; the table of roles on the admin page is made from the same capabilities. What has to
// be in the audit log says here with which details. That a person sees only what Jira shows them is not decided here:
// each use case reads as that person.

import type { AuditDetail } from '../src/administration/audit-chain';
import type { AuditEvent, Capability, MethodName, RequestOf } from '../src/contract';

interface Access<M extends MethodName> {
  readonly capability: Capability;
  /** The spaces of a request; absent where they are found only by reading, which the use case does. */
  readonly spaces?: (request: RequestOf<M>) => readonly number[];
  /** Written into the audit log before it is done; no line for null. Decisions and actions have a history of their own, and come from there. */
  readonly audit?: readonly [event: AuditEvent, detail: (request: RequestOf<M>) => AuditDetail | null];
}

const look = { capability: 'look' } as const;
const decide = { capability: 'decide' } as const;
const act = { capability: 'act' } as const;
const analyse = { capability: 'analyse' } as const;
const administer = { capability: 'administer' } as const;
const configure = {
  capability: 'configure',
  spaces: ({ projectId }: { readonly projectId: number }) => [projectId],
} as const;

export const access: { readonly [M in MethodName]: Access<M> } = {
  'panel.candidates': look,
  'panel.keepThreshold': look,
  'person.read': look,
  'person.save': look,
  'project.choices': look,
  'project.checkJql': look,
  'project.startScan': {
    capability: 'analyse',
    spaces: ({ projectIds }) => projectIds,
    audit: ['scan.start', ({ projectIds, jql }) => ({ ...idsOf(projectIds), hasJql: jql === null ? 'no' : 'yes' })],
  },
  'project.latestScan': look,
  'project.cancelScan': { ...analyse, audit: ['scan.cancel', ({ scanId }) => ({ scanId })] },
  'project.resumeScan': { ...analyse, audit: ['scan.resume', ({ scanId }) => ({ scanId })] },
  'project.pairs': look,
  'project.series': look,
  'inbox.read': look,
  'inbox.markRead': look,
  'inbox.mute': look,
  'inbox.follow': look,
  'schedules.list': look,
  'schedules.save': {
    capability: 'analyse',
    spaces: ({ projectId }) => [projectId],
    audit: [
      'settings.save',
      ({ projectId, schedule }) => ({
        projectId,
        kind: 'schedule',
        every: schedule.every,
        isPaused: schedule.isPaused ? 'yes' : 'no',
      }),
    ],
  },
  'schedules.remove': {
    capability: 'analyse',
    spaces: ({ projectId }) => [projectId],
    audit: ['settings.save', ({ projectId, scheduleId }) => ({ projectId, kind: 'schedule-removed', scheduleId })],
  },
  'scopes.list': look,
  'scopes.save': {
    capability: 'analyse',
    spaces: ({ projectId }) => [projectId],
    audit: ['settings.save', ({ projectId, scope }) => ({ projectId, kind: 'scope', spaces: scope.projectIds.length })],
  },
  'scopes.remove': {
    capability: 'analyse',
    spaces: ({ projectId }) => [projectId],
    audit: ['settings.save', ({ projectId, scopeId }) => ({ projectId, kind: 'scope-removed', scopeId })],
  },
  'analyses.list': look,
  'analyses.detail': look,
  'analyses.compare': look,
  'analyses.delete': {
    capability: 'analyse',
    spaces: ({ projectId }) => [projectId],
    audit: ['data.remove', ({ projectId, scanId }) => ({ kind: 'analysis', projectId, scanId })],
  },
  'compare.pair': look,
  'explanation.pair': look,
  'explanation.status': administer,
  'live.search': look,
  'hints.find': look,
  'hints.projects': look,
  'hints.switch': {
    ...configure,
    audit: ['hints.switch', ({ projectId, isOn }) => ({ projectId, isOn: isOn ? 'yes' : 'no' })],
  },
  'marks.refresh': {
    ...configure,
    audit: ['action', ({ projectId, isRemoving }) => ({ kind: isRemoving ? 'marks-removed' : 'marks', projectId })],
  },
  'reports.rows': look,
  'reports.sprint': look,
  'reports.templates': look,
  'reports.saveTemplates': configure,
  'reports.history': look,
  'reports.noteExport': {
    ...look,
    audit: ['export', ({ projectId, what, format, rows }) => ({ projectId, what, format, rows })],
  },
  'summaries.read': look,
  'summaries.save': {
    ...configure,
    audit: [
      'settings.save',
      ({ projectId, digest }) => ({ projectId, kind: 'summary', isPaused: digest.isPaused ? 'yes' : 'no' }),
    ],
  },
  'summaries.remove': {
    ...configure,
    audit: ['settings.save', ({ projectId }) => ({ projectId, kind: 'summary-removed' })],
  },
  'external.list': look,
  'external.matches': look,
  'external.ofIssue': look,
  'external.dismiss': {
    ...decide,
    audit: [
      'decision',
      ({ projectId, backlogId, issueId, isDismissed }) => ({
        projectId,
        kind: isDismissed ? 'external-not-duplicate' : 'external-undone',
        backlogId,
        issueId,
      }),
    ],
  },
  'external.begin': { ...configure, audit: ['external.import', ({ projectId }) => ({ projectId })] },
  'external.addPart': configure,
  'external.finish': configure,
  'external.remove': {
    ...configure,
    audit: ['external.remove', ({ projectId, backlogId }) => ({ projectId, backlogId })],
  },
  'insights.precision': look,
  'dashboard.figures': look,
  'insights.backtest': look,
  'insights.sample': look,
  'insights.simulate': look,
  'insights.startBacktest': analyse,
  'insights.applyThreshold': {
    ...administer,
    audit: ['threshold.apply', ({ expectedThreshold, threshold }) => ({ before: expectedThreshold, after: threshold })],
  },
  'review.queue': look,
  'review.spaces': look,
  'review.clusters': look,
  'review.history': look,
  'review.demand': look,
  'review.mapping': look,
  'review.previewComment': look,
  'review.graphHealth': look,
  'review.repairs': look,
  'review.decide': decide,
  'review.undoDecision': decide,
  'review.assign': decide,
  'review.chooseCanonical': decide,
  'review.splitCluster': decide,
  'review.mergeClusters': decide,
  'review.previewMerge': act,
  'review.applyMerge': act,
  'review.action': act,
  'review.previewUndo': act,
  'review.undoAction': act,
  'review.previewAdd': act,
  'review.applyAdd': { ...act, audit: ['action', () => ({ kind: 'added' })] },
  'review.repair': {
    ...act,
    audit: ['repair', ({ projectId, problemIds }) => ({ projectId, count: problemIds.length })],
  },
  'review.undoRepair': {
    ...act,
    audit: ['repair', ({ projectId, repairId }) => ({ projectId, undo: repairId.slice(0, 40) })],
  },
  'review.bulkPreview': act,
  'review.bulkStart': { ...act, audit: ['bulk', ({ planToken }) => ({ kind: 'start', bulkId: planToken })] },
  'review.bulkStatus': act,
  'review.bulks': look,
  'review.bulkResume': { ...act, audit: ['bulk', ({ bulkId }) => ({ kind: 'resume', bulkId })] },
  'review.bulkCancel': { ...act, audit: ['bulk', ({ bulkId }) => ({ kind: 'cancel', bulkId })] },
  'review.bulkUndo': { ...act, audit: ['bulk', ({ bulkId }) => ({ kind: 'undo', bulkId })] },
  'review.saveMapping': { ...configure, audit: ['mapping.save', ({ projectId }) => ({ projectId })] },
  'start.estimate': administer,
  'admin.overview': administer,
  'admin.saveSettings': {
    ...administer,
    audit: [
      'settings.save',
      ({ defaultThreshold, pointsBudgetPerHour }) => ({ defaultThreshold, pointsBudgetPerHour }),
    ],
  },
  'settings.read': administer,
  'settings.save': {
    ...administer,
    audit: [
      'settings.save',
      ({ settings }) => ({
        defaultThreshold: settings.defaultThreshold,
        pointsBudgetPerHour: settings.pointsBudgetPerHour,
        weights: Object.values(settings.fieldWeights).join(','),
        followsChanges: settings.followsChanges ? 'yes' : 'no',
        excludedTypes: settings.items.excludedTypeIds.length,
        excludedStatuses: settings.items.excludedStatusIds.length,
        excludedLabels: settings.items.excludedLabels.length,
        includesClosed: settings.items.includesClosed ? 'yes' : 'no',
        maxAgeDays: settings.items.maxAgeDays ?? 'any',
        synonyms: settings.words.synonyms.length,
        stopWords: settings.words.stopWords.length,
        ignoredLines: settings.words.ignoredLines.length,
        leftOutLanguages: settings.words.leftOutLanguages.join(',') || 'none',
        explanations: settings.explanations.isOn ? settings.explanations.perDay : 'no',
      }),
    ],
  },
  'settings.undo': { ...administer, audit: ['settings.undo', ({ version }) => ({ version })] },
  'settings.forecast': administer,
  'settings.preview': administer,
  'words.learnLines': administer,
  'words.readLines': administer,
  'space.settings': look,
  'space.saveSettings': {
    ...configure,
    audit: ['settings.save', ({ projectId, threshold }) => ({ projectId, threshold: threshold ?? 'site' })],
  },
  'roles.read': administer,
  'roles.save': {
    ...administer,
    audit: [
      'roles.save',
      ({ managerGroupIds, managerRoleIds }) => ({ groups: managerGroupIds.length, roles: managerRoleIds.length }),
    ],
  },
  'roles.groups': administer,
  'roles.explain': administer,
  'roles.mine': look,
  'teams.read': administer,
  'teams.save': {
    ...administer,
    audit: [
      'teams.save',
      ({ teamId, team }) => ({
        teamId: teamId ?? 'new',
        spaces: team.projectIds.length,
        components: team.components.length,
        groups: team.groupIds.length,
        roles: team.roleIds.length,
        hasJql: team.jql === null ? 'no' : 'yes',
      }),
    ],
  },
  'teams.remove': { ...administer, audit: ['teams.save', ({ teamId }) => ({ teamId, removed: 'yes' })] },
  'teams.undo': { ...administer, audit: ['teams.save', ({ version }) => ({ undo: version })] },
  'teams.choices': look,
  'audit.list': administer,
  'audit.check': administer,
  'audit.exported': {
    ...administer,
    audit: ['export', ({ rows, format }) => ({ what: 'audit', rows, format })],
  },
  'backup.read': { ...administer, audit: ['backup', ({ at }) => (at === 0 ? {} : null)] },
  'backup.restore': {
    ...administer,
    audit: ['restore', ({ part, isDryRun }) => (isDryRun ? null : { kind: part.kind, checksum: part.checksum })],
  },
  'health.read': administer,
  'health.startSelfTest': administer,
  'health.selfTest': administer,
  'health.noteTimings': look,
  'data.stored': administer,
  'data.traces': administer,
  // Whose data it was is what must not be kept: the line says only that somebody was erased.
  'data.erasePerson': { ...administer, audit: ['person.erase', () => ({ because: 'asked' })] },
  'retention.read': administer,
  'retention.save': {
    ...administer,
    audit: ['retention.save', ({ auditDays, isOnHold }) => ({ auditDays, isOnHold: isOnHold ? 'yes' : 'no' })],
  },
};

/** A line of the log has room for some; how many there were is said anyway. */
function idsOf(projectIds: readonly number[]): AuditDetail {
  return { spaces: projectIds.length, projectIds: projectIds.slice(0, 8).join(',') };
}
