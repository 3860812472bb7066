// What each method lets a person do, and in which spaces. The boundary refuses whoever lacks the role for it, and every
// method that does not stand here; the table of roles on the admin page is made from the same capabilities. That a person
// sees only what Jira shows them is not decided here: each use case reads as that person.

import type { Capability, MethodName, RequestOf } from '../src/contract';

interface Access<M extends MethodName> {
  readonly capability: Capability;
  /** The spaces of a request; absent where they are found only by reading, which the use case does. */
  readonly spaces?: (request: RequestOf<M>) => readonly number[];
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
  'project.choices': look,
  'project.checkJql': look,
  'project.startScan': { capability: 'analyse', spaces: ({ projectIds }) => projectIds },
  'project.latestScan': look,
  'project.cancelScan': analyse,
  'project.resumeScan': analyse,
  'project.pairs': look,
  'project.series': look,
  'compare.pair': look,
  'live.search': look,
  'hints.find': look,
  'hints.projects': look,
  'hints.switch': configure,
  'insights.precision': look,
  'insights.sample': look,
  'insights.simulate': look,
  'insights.applyThreshold': administer,
  'review.queue': look,
  'review.spaces': look,
  'review.clusters': look,
  'review.history': look,
  'review.demand': look,
  'review.mapping': look,
  'review.previewComment': look,
  'review.graphHealth': look,
  'review.decide': decide,
  'review.undoDecision': decide,
  'review.assign': decide,
  'review.chooseCanonical': decide,
  'review.splitCluster': decide,
  'review.previewMerge': act,
  'review.applyMerge': act,
  'review.action': act,
  'review.previewUndo': act,
  'review.undoAction': act,
  'review.previewAdd': act,
  'review.applyAdd': act,
  'review.mergeClusters': act,
  'review.repair': act,
  'review.bulkPreview': act,
  'review.bulkStart': act,
  'review.bulkStatus': act,
  'review.bulkCancel': act,
  'review.bulkUndo': act,
  'review.saveMapping': configure,
  'admin.overview': administer,
  'admin.saveSettings': administer,
  'roles.read': administer,
  'roles.save': administer,
  'roles.groups': administer,
  'roles.mine': look,
};
