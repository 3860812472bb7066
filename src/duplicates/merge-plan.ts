// "This is a duplicate of that" as a list of steps, before anything is written. The plan is data and computed from facts
// alone: the preview shows it, applying it performs exactly it, undo reads what it did. A step that cannot be done says
// why; when the link itself cannot be made there is no plan at all.

import type { MergePreview, Obstacle, StepKind, StepPreview } from '../contract';
import type { LinkType } from '../jira/links';
import type { MergeIssue } from '../jira/merge-issue';
import type { Transition } from '../jira/transitions';
import { limits } from '../limits';
import { hashText } from '../similarity/hash';
import { isCustomers, type MappingRules, stepKinds } from './mapping';
import { chooseTransition, namesDuplicate } from './transition-choice';

/** What a step will do, as it is stored. No names and no texts: labels and people are only known by their hashes. */
export type Work =
  | { readonly kind: 'link'; readonly linkTypeId: string }
  | { readonly kind: 'watchers' }
  | { readonly kind: 'vote' }
  | { readonly kind: 'labels'; readonly hashes: readonly number[] }
  | { readonly kind: 'components'; readonly hashes: readonly number[] }
  | { readonly kind: 'priority'; readonly fromId: string; readonly toId: string }
  | { readonly kind: 'attachments'; readonly ids: readonly string[] }
  | { readonly kind: 'comment'; readonly textHash: number }
  | {
      readonly kind: 'transition';
      readonly transitionId: string;
      readonly fromStatusId: string;
      readonly toStatusId: string;
      readonly resolutionId: string | null;
    };

export interface PlannedStep extends Omit<StepPreview, 'undo'> {
  /** Only with state `planned`. */
  readonly work: Work | null;
}

export type IssuePermission = 'LINK_ISSUES' | 'ADD_COMMENTS' | 'TRANSITION_ISSUES' | 'EDIT_ISSUES' | 'MANAGE_WATCHERS';
export const issuePermissions: readonly IssuePermission[] = [
  'LINK_ISSUES',
  'ADD_COMMENTS',
  'TRANSITION_ISSUES',
  'EDIT_ISSUES',
  'MANAGE_WATCHERS',
];

/** Everything that a plan depends on, read just now as the person who asks. */
export interface MergeFacts {
  readonly duplicate: MergeIssue;
  /** The issue that was asked for, then what each one duplicates, to the end of the chain or to `duplicate`. */
  readonly chain: readonly [MergeIssue, ...MergeIssue[]];
  readonly linkTypes: readonly LinkType[];
  /** From the present status of the duplicate. */
  readonly transitions: readonly Transition[];
  /** Most urgent first. */
  readonly priorityIds: readonly string[];
  readonly mapping: MappingRules;
  readonly holds: (permission: IssuePermission, issueId: number) => boolean;
  /** Names of the "never touch" rules that match one of the issues; null when they could not be evaluated. */
  readonly guardedBy: readonly string[] | null;
  readonly accountId: string;
}

export interface MergePlan {
  readonly duplicate: MergeIssue;
  readonly canonical: MergeIssue;
  readonly redirectedFrom: MergeIssue | null;
  readonly obstacles: MergePreview['obstacles'];
  readonly warnings: MergePreview['warnings'];
  readonly steps: readonly PlannedStep[];
}

export function planMerge(facts: MergeFacts): MergePlan {
  const { duplicate, chain } = facts;
  const canonical = openEnd(chain);
  const linkType = duplicateLinkType(facts.linkTypes, facts.mapping.linkTypeId);
  const steps = stepKinds.map((kind) => {
    if (kind !== 'link' && !facts.mapping.steps.includes(kind)) return off(kind);
    return planners[kind](facts, canonical, linkType);
  });
  return {
    duplicate,
    canonical,
    redirectedFrom: canonical.id === chain[0].id ? null : chain[0],
    obstacles: obstaclesOf(facts, canonical, linkType),
    warnings: warningsOf(facts, canonical, linkType),
    steps,
  };
}

export function workOf(plan: MergePlan): Work[] {
  return plan.steps.flatMap(({ work }) => work ?? []);
}

/**
 * Whether a step of a stored plan still is what a fresh plan would do, or a part of it that is left to do. Null in
 * `fresh` means that Jira is in the wanted state already.
 */
export function stillFits(stored: Work, fresh: Work | null): boolean {
  if (fresh === null || stored.kind !== fresh.kind) return fresh === null;
  if (stored.kind === 'priority' && fresh.kind === 'priority') return stored.toId === fresh.toId;
  if (stored.kind === 'attachments' && fresh.kind === 'attachments')
    return fresh.ids.every((id) => stored.ids.includes(id));
  if ('hashes' in stored && 'hashes' in fresh) return fresh.hashes.every((hash) => stored.hashes.includes(hash));
  return JSON.stringify(stored) === JSON.stringify(fresh);
}

/** The site's type for duplicates: the mapped one, else the one that is called so. */
export function duplicateLinkType(types: readonly LinkType[], mappedId: string | null): LinkType | null {
  if (mappedId !== null) return types.find(({ id }) => id === mappedId) ?? null;
  const named = types.filter(({ name, outward }) => namesDuplicate(name) || namesDuplicate(outward));
  return named.find(({ name }) => name === 'Duplicate') ?? named[0] ?? null;
}

/** What `issue` duplicates according to its links. */
export function originalsOf(issue: MergeIssue, linkTypeId: string): number[] {
  return issue.links
    .filter((link) => link.typeId === linkTypeId && link.direction === 'outward')
    .map(({ otherId }) => otherId);
}

/** The last open issue of the chain, so that links form a star; its end when all are closed. */
function openEnd(chain: MergeFacts['chain']): MergeIssue {
  return chain.findLast((issue) => !isClosed(issue)) ?? chain[chain.length - 1] ?? chain[0];
}

function isClosed(issue: MergeIssue): boolean {
  return issue.status.category === 'done';
}

function obstaclesOf(facts: MergeFacts, canonical: MergeIssue, linkType: LinkType | null): MergePlan['obstacles'] {
  const { duplicate, chain, guardedBy, holds } = facts;
  const found: { obstacle: Obstacle; detail: string | null }[] = [];
  const add = (obstacle: Obstacle, detail: string | null = null): void => void found.push({ obstacle, detail });
  if (duplicate.id === chain[0].id) add('same-issue');
  else if (chain.some(({ id }) => id === duplicate.id)) add('cycle');
  if (linkType === null) add('no-link-type');
  else {
    const others = originalsOf(duplicate, linkType.id).filter((id) => id !== canonical.id);
    if (others.length > 0) add('already-duplicate');
  }
  if (isCustomers(duplicate.labels, facts.mapping) && !isCustomers(canonical.labels, facts.mapping))
    add('customer-loses');
  if (guardedBy === null) add('guard-broken');
  for (const name of guardedBy ?? []) add('guarded', name);
  for (const { id } of [duplicate, canonical]) if (!holds('LINK_ISSUES', id)) add('not-allowed', 'LINK_ISSUES');
  return found.filter(
    (one, at) => found.findIndex((other) => other.obstacle === one.obstacle && other.detail === one.detail) === at,
  );
}

function warningsOf(
  { duplicate }: MergeFacts,
  canonical: MergeIssue,
  linkType: LinkType | null,
): MergePlan['warnings'] {
  const hasDuplicates = duplicate.links.some(
    ({ typeId, direction }) => typeId === linkType?.id && direction === 'inward',
  );
  return [
    ...(isClosed(canonical) ? (['canonical-closed'] as const) : []),
    ...(hasDuplicates ? (['becomes-chain'] as const) : []),
    ...(duplicate.projectId === canonical.projectId ? [] : (['different-project'] as const)),
  ];
}

type Planner = (facts: MergeFacts, canonical: MergeIssue, linkType: LinkType | null) => PlannedStep;

const planners: Readonly<Record<StepKind, Planner>> = {
  link({ duplicate, holds }, canonical, linkType) {
    if (linkType === null) return impossible('link', 'no-link-type');
    if (originalsOf(duplicate, linkType.id).includes(canonical.id)) return already('link');
    if (!holds('LINK_ISSUES', duplicate.id) || !holds('LINK_ISSUES', canonical.id)) {
      return impossible('link', 'not-allowed', 'LINK_ISSUES');
    }
    return planned({ kind: 'link', linkTypeId: linkType.id }, linkType.outward);
  },

  watchers({ duplicate, holds }, canonical) {
    // Who reported it wants to know as well; who of them watches already is only known when it is done.
    const people = Math.max(duplicate.watchCount, duplicate.reporterAccountId === null ? 0 : 1);
    if (people === 0) return already('watchers', 'nothing-to-do');
    if (!holds('MANAGE_WATCHERS', canonical.id))
      return impossible('watchers', 'not-allowed', 'MANAGE_WATCHERS', people);
    return planned({ kind: 'watchers' }, null, people);
  },

  vote({ duplicate, accountId }, canonical) {
    if (duplicate.voteCount === 0) return already('vote', 'nothing-to-do');
    if (!duplicate.hasVoted) return impossible('vote', 'only-oneself', null, duplicate.voteCount);
    if (canonical.hasVoted) return already('vote');
    // source: Jira lets nobody vote for what they reported themselves, nor for what is resolved.
    if (canonical.reporterAccountId === accountId) return impossible('vote', 'not-allowed', 'reporter');
    if (canonical.resolutionId !== null) return impossible('vote', 'already-closed');
    return planned({ kind: 'vote' });
  },

  labels({ duplicate, holds }, canonical) {
    const missing = duplicate.labels.filter((label) => !canonical.labels.includes(label));
    if (missing.length === 0) return already('labels', 'nothing-to-do');
    if (!holds('EDIT_ISSUES', canonical.id)) return impossible('labels', 'not-allowed', 'EDIT_ISSUES', missing.length);
    return planned({ kind: 'labels', hashes: missing.map((label) => hashText(label)) }, null, missing.length);
  },

  components({ duplicate, holds }, canonical) {
    const missing = duplicate.componentNames.filter((name) => !canonical.componentNames.includes(name));
    if (missing.length === 0) return already('components', 'nothing-to-do');
    if (duplicate.projectId !== canonical.projectId)
      return impossible('components', 'other-project', null, missing.length);
    if (!holds('EDIT_ISSUES', canonical.id))
      return impossible('components', 'not-allowed', 'EDIT_ISSUES', missing.length);
    return planned({ kind: 'components', hashes: missing.map((name) => hashText(name)) }, null, missing.length);
  },

  priority({ duplicate, priorityIds, holds }, canonical) {
    const [from, to] = [canonical.priorityId, duplicate.priorityId];
    const rank = (id: string | null): number => (id === null ? -1 : priorityIds.indexOf(id));
    if (from === null || to === null || rank(to) < 0 || rank(to) >= rank(from))
      return already('priority', 'nothing-to-do');
    if (!holds('EDIT_ISSUES', canonical.id)) return impossible('priority', 'not-allowed', 'EDIT_ISSUES');
    return planned({ kind: 'priority', fromId: from, toId: to });
  },

  attachments({ duplicate, holds }, canonical) {
    const ids = duplicate.attachmentIds.slice(0, limits.maxAttachmentsCarried);
    if (ids.length === 0) return already('attachments', 'nothing-to-do');
    if (!holds('LINK_ISSUES', canonical.id)) return impossible('attachments', 'not-allowed', 'LINK_ISSUES', ids.length);
    return planned({ kind: 'attachments', ids }, null, ids.length);
  },

  comment({ duplicate, mapping, holds }) {
    if (mapping.commentTemplate === null) return off('comment');
    if (!holds('ADD_COMMENTS', duplicate.id)) return impossible('comment', 'not-allowed', 'ADD_COMMENTS');
    return planned({ kind: 'comment', textHash: hashText(mapping.commentTemplate) });
  },

  transition({ duplicate, transitions, mapping, holds }) {
    if (isClosed(duplicate)) return already('transition', 'already-closed', duplicate.status.name);
    if (!holds('TRANSITION_ISSUES', duplicate.id)) return impossible('transition', 'not-allowed', 'TRANSITION_ISSUES');
    const choice = chooseTransition(transitions, mapping);
    if (choice.kind === 'none') return impossible('transition', choice.obstacle, choice.detail);
    const { transition, resolution } = choice;
    return planned(
      {
        kind: 'transition',
        transitionId: transition.id,
        fromStatusId: duplicate.status.id,
        toStatusId: transition.to.id,
        resolutionId: resolution?.id ?? null,
      },
      resolution === null ? transition.to.name : `${transition.to.name}, ${resolution.name}`,
    );
  },
};

function planned(work: Work, detail: string | null = null, count = 1): PlannedStep {
  return { kind: work.kind, state: 'planned', obstacle: null, detail, count, work };
}

function already(kind: StepKind, obstacle: Obstacle | null = null, detail: string | null = null): PlannedStep {
  return { kind, state: 'already', obstacle, detail, count: 0, work: null };
}

function impossible(kind: StepKind, obstacle: Obstacle, detail: string | null = null, count = 1): PlannedStep {
  return { kind, state: 'impossible', obstacle, detail, count, work: null };
}

function off(kind: StepKind): PlannedStep {
  return { kind, state: 'off', obstacle: 'switched-off', detail: null, count: 0, work: null };
}

/** A way back exists for everything but the workflow, which may have none. */
export function undoOf(step: PlannedStep): StepPreview['undo'] {
  if (step.state !== 'planned') return 'exact';
  return step.kind === 'transition' ? 'if-workflow-allows' : 'exact';
}
