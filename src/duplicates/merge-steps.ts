// What each step of a plan does in Jira, and how it is taken back. `prepare` looks at Jira and says what exactly will be
// added; that is stored before `perform` adds it. `perform` may run again after a kill or a lost answer and must then end
// in the same state; `undo` removes what was added and nothing else, and may also run again.

import type { Obstacle, StepKind } from '../contract';
import { AppError } from '../errors';
import type { ActingJira } from '../jira/acting';
import type { AdfDocument } from '../jira/comments';
import type { MergeIssue } from '../jira/merge-issue';
import { together } from '../jira/together';
import { limits } from '../limits';
import { hashText } from '../similarity/hash';
import { type Added, nothingAdded } from './action';
import { carriesMarker } from './comment-template';
import type { Work } from './merge-plan';
import { wayBack } from './transition-choice';

export interface StepContext {
  readonly jira: ActingJira;
  /** Who acts now: for an undo perhaps not who acted then. */
  readonly accountId: string;
  readonly actionId: string;
  readonly actionBy: string;
  /** As read when this invocation began. */
  readonly duplicate: MergeIssue;
  readonly canonical: MergeIssue;
  /** Null: there is nothing to say any more. */
  readonly comment: { readonly textHash: number; readonly document: AdfDocument } | null;
  /** Besides those of the duplicate. */
  readonly furtherWatchers: readonly string[];
  /** Salts the hashes of people. */
  readonly salt: number;
}

interface Blocked {
  readonly kind: 'blocked';
  readonly obstacle: Obstacle;
  readonly detail: string | null;
}
export type Prepared = { readonly kind: 'do'; readonly added: Added } | { readonly kind: 'already' } | Blocked;
/** `do`: it can be taken back now, and `perform` takes it back. */
export type Undoing =
  { readonly kind: 'do'; readonly perform: () => Promise<void> } | { readonly kind: 'gone' } | Blocked;

interface Step<W extends Work> {
  prepare(work: W, context: StepContext): Promise<Prepared>;
  /** What was added in the end; a part of what was prepared when Jira refused a part of it. */
  perform(work: W, added: Added, context: StepContext): Promise<Added>;
  /** Looks only: a rehearsal shows the same as the real thing. */
  undo(work: W, added: Added, context: StepContext): Promise<Undoing>;
}
type Steps = { readonly [K in StepKind]: Step<Extract<Work, { kind: K }>> };

export function prepareStep(work: Work, context: StepContext): Promise<Prepared> {
  return stepOf(work).prepare(work, context);
}

export function performStep(work: Work, added: Added, context: StepContext): Promise<Added> {
  return stepOf(work).perform(work, added, context);
}

export function undoStep(work: Work, added: Added, context: StepContext): Promise<Undoing> {
  return stepOf(work).undo(work, added, context);
}

function stepOf(work: Work): Step<Work> {
  return steps[work.kind] as Step<Work>;
}

const doNothingNew: Prepared = { kind: 'do', added: nothingAdded };
const already: Prepared = { kind: 'already' };
const gone: Undoing = { kind: 'gone' };
const blocked = (obstacle: Obstacle, detail: string | null = null): Blocked => ({ kind: 'blocked', obstacle, detail });
const doHashes = (hashes: readonly number[]): Prepared =>
  hashes.length === 0 ? already : { kind: 'do', added: { ids: [], hashes: [...hashes] } };

const steps: Steps = {
  link: {
    async prepare({ linkTypeId }, { duplicate, canonical }) {
      return linkBetween(duplicate, canonical.id, linkTypeId) === null ? doNothingNew : already;
    },
    async perform({ linkTypeId }, _added, { jira, duplicate, canonical }) {
      await jira.addLink(linkTypeId, duplicate.id, canonical.id);
      const link = linkBetween(await freshIssue(jira, duplicate.id), canonical.id, linkTypeId);
      // Jira answers an added link with nothing; one that is not there afterwards was taken away again by somebody.
      if (link === null) throw new AppError('CONFLICT', 'The link is not there any more.');
      return { ids: [link], hashes: [] };
    },
    async undo({ linkTypeId }, _added, { jira, duplicate, canonical }) {
      const link = linkBetween(duplicate, canonical.id, linkTypeId);
      return link === null ? gone : removing(() => jira.removeLink(link));
    },
  },

  watchers: {
    async prepare(_work, context) {
      const missing = await missingWatchers(context);
      return doHashes(missing.map((accountId) => hashText(accountId, context.salt)));
    },
    async perform(_work, added, context) {
      const { jira, canonical, salt } = context;
      const wanted = new Set(added.hashes);
      const left = new Set(added.hashes);
      const people = (await missingWatchers(context)).filter((one) => wanted.has(hashText(one, salt)));
      for (const accountId of people) {
        // Who may not see the issue that is kept, or has left: not an error of the action, this person stays out.
        if (!(await triedWatcher(jira, canonical.id, accountId))) left.delete(hashText(accountId, salt));
      }
      return { ids: [], hashes: [...left] };
    },
    async undo(_work, { hashes }, { jira, canonical, salt }) {
      const mine = (await jira.watchers(canonical.id)).filter((accountId) =>
        hashes.includes(hashText(accountId, salt)),
      );
      if (mine.length === 0) return gone;
      return removing(async () => {
        for (const accountId of mine) await jira.removeWatcher(canonical.id, accountId);
      });
    },
  },

  vote: {
    async prepare(_work, { canonical }) {
      return canonical.hasVoted ? already : doNothingNew;
    },
    async perform(_work, added, { jira, canonical }) {
      await jira.addVote(canonical.id);
      return added;
    },
    async undo(_work, _added, { jira, canonical, accountId, actionBy }) {
      if (accountId !== actionBy) return blocked('only-oneself');
      return canonical.hasVoted ? removing(() => jira.removeVote(canonical.id)) : gone;
    },
  },

  labels: listStep('labels', (issue) => issue.labels),
  components: listStep('components', (issue) => issue.componentNames),

  priority: {
    async prepare({ fromId, toId }, { canonical }) {
      if (canonical.priorityId === toId) return already;
      return canonical.priorityId === fromId ? doNothingNew : blocked('changed-since-preview');
    },
    async perform({ toId }, added, { jira, canonical }) {
      await jira.editIssue(canonical.id, { field: 'priority', priorityId: toId });
      return added;
    },
    async undo({ fromId, toId }, _added, { jira, canonical }) {
      if (canonical.priorityId === fromId) return gone;
      if (canonical.priorityId !== toId) return blocked('changed-since-preview');
      return changing(() => jira.editIssue(canonical.id, { field: 'priority', priorityId: fromId }));
    },
  },

  attachments: {
    async prepare({ ids }, { jira, duplicate, canonical }) {
      const linked = await jira.linkedAttachmentIds(canonical.id, ids);
      const missing = ids.filter((id) => duplicate.attachmentIds.includes(id) && !linked.includes(id));
      return missing.length === 0 ? already : { kind: 'do', added: { ids: missing, hashes: [] } };
    },
    async perform(_work, added, { jira, duplicate, canonical }) {
      // The name of a file can tell as much as a title, and not everybody who sees the one issue sees the other.
      const titleOf = (id: string): string => `${duplicate.key}: attachment ${duplicate.attachmentIds.indexOf(id) + 1}`;
      await jira.addAttachmentLinks(canonical.id, new Map(added.ids.map((id) => [id, titleOf(id)])));
      return added;
    },
    async undo(_work, { ids }, { jira, canonical }) {
      const mine = await jira.linkedAttachmentIds(canonical.id, ids);
      if (mine.length === 0) return gone;
      return {
        kind: 'do',
        perform: async () => {
          for (const id of mine) await removeIfThere(() => jira.removeAttachmentLink(canonical.id, id));
        },
      };
    },
  },

  comment: {
    async prepare({ textHash }, { comment }) {
      return comment?.textHash === textHash ? doNothingNew : blocked('changed-since-preview');
    },
    async perform({ textHash }, _added, context) {
      const { jira, duplicate, comment } = context;
      // Read back first, always: this is the only write that Jira would repeat.
      const [oldest, ...extra] = (await ownComments(context)).reverse();
      for (const id of extra) await removeIfThere(() => jira.removeComment(duplicate.id, id));
      if (oldest !== undefined) return { ids: [oldest], hashes: [] };
      if (comment?.textHash !== textHash) throw new AppError('CONFLICT', 'The text of the comment was changed.');
      return { ids: [await jira.addComment(duplicate.id, comment.document)], hashes: [] };
    },
    async undo(_work, _added, context) {
      const ids = await ownComments(context);
      if (ids.length === 0) return gone;
      return removing(async () => {
        for (const id of ids) await removeIfThere(() => context.jira.removeComment(context.duplicate.id, id));
      });
    },
  },

  transition: {
    async prepare({ fromStatusId, toStatusId }, { duplicate }) {
      const { status } = duplicate;
      if (status.id === toStatusId) return already;
      if (status.id !== fromStatusId) return blocked('changed-since-preview', status.name);
      return doNothingNew;
    },
    async perform({ transitionId, fromStatusId, toStatusId, resolutionId }, added, { jira, duplicate }) {
      // Read again at the last moment: Jira would also take an issue that somebody has moved on meanwhile.
      const { status } = await freshIssue(jira, duplicate.id);
      if (status.id === toStatusId) return added;
      if (status.id !== fromStatusId) throw new AppError('CONFLICT', 'The work item is in another status now.');
      await jira.transition(duplicate.id, transitionId, resolutionId);
      return added;
    },
    async undo({ fromStatusId, toStatusId }, _added, { jira, duplicate }) {
      if (duplicate.status.id === fromStatusId) return gone;
      if (duplicate.status.id !== toStatusId) return blocked('changed-since-preview', duplicate.status.name);
      const back = wayBack(await jira.transitions(duplicate.id), fromStatusId);
      if (back === null) return blocked('no-transition');
      return changing(() => jira.transition(duplicate.id, back.id, null));
    },
  },
};

/** Adds what the duplicate has and the other one lacks, by the hashes of the plan. */
function listStep(
  field: 'labels' | 'components',
  valuesOf: (issue: MergeIssue) => readonly string[],
): Steps['labels'] & Steps['components'] {
  const missing = ({ hashes }: Pick<Added, 'hashes'>, { duplicate, canonical }: StepContext): string[] =>
    valuesOf(duplicate).filter((value) => hashes.includes(hashText(value)) && !valuesOf(canonical).includes(value));
  return {
    async prepare({ hashes }, context) {
      return doHashes(missing({ hashes: [...hashes] }, context).map((value) => hashText(value)));
    },
    async perform(_work, added, context) {
      const add = missing(added, context);
      if (add.length > 0) await context.jira.editIssue(context.canonical.id, { field, add, remove: [] });
      return added;
    },
    async undo(_work, { hashes }, { jira, canonical }) {
      const remove = valuesOf(canonical).filter((value) => hashes.includes(hashText(value)));
      if (remove.length === 0) return gone;
      return changing(() => jira.editIssue(canonical.id, { field, add: [], remove }));
    },
  };
}

/** Here "not found" means that this person does not see the issue any more, so nothing was taken back. */
function changing(perform: () => Promise<void>): Undoing {
  return { kind: 'do', perform };
}

function removing(perform: () => Promise<void>): Undoing {
  return { kind: 'do', perform: () => removeIfThere(perform) };
}

/** What is gone already needs no removing. */
async function removeIfThere(remove: () => Promise<void>): Promise<void> {
  try {
    await remove();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'NOT_FOUND')) throw error;
  }
}

async function freshIssue(jira: ActingJira, id: number): Promise<MergeIssue> {
  const issue = (await jira.mergeIssues([id])).get(id);
  if (issue === undefined) throw new AppError('NOT_FOUND', 'The work item does not exist, or you may not see it.');
  return issue;
}

function linkBetween(duplicate: MergeIssue, canonicalId: number, typeId: string): string | null {
  const link = duplicate.links.find(
    (one) => one.typeId === typeId && one.direction === 'outward' && one.otherId === canonicalId,
  );
  return link?.id ?? null;
}

async function missingWatchers({ jira, duplicate, canonical, furtherWatchers }: StepContext): Promise<string[]> {
  const [wanting, watching] = await together([jira.watchers(duplicate.id), jira.watchers(canonical.id)]);
  const reporter =
    duplicate.reporterAccountId === null || duplicate.id === canonical.id ? [] : [duplicate.reporterAccountId];
  const people = new Set([...furtherWatchers, ...wanting, ...reporter]);
  return [...people].filter((accountId) => !watching.includes(accountId)).slice(0, limits.maxWatchersCarried);
}

async function triedWatcher(jira: ActingJira, issueId: number, accountId: string): Promise<boolean> {
  try {
    await jira.addWatcher(issueId, accountId);
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.code === 'BAD_INPUT' || error.code === 'NOT_FOUND')) return false;
    throw error;
  }
}

/** Comments of this action by whoever acted, newest first. */
async function ownComments({ jira, duplicate, actionId, actionBy }: StepContext): Promise<string[]> {
  const comments = await jira.newestComments(duplicate.id);
  return comments
    .filter(({ authorAccountId, body }) => authorAccountId === actionBy && carriesMarker(body, actionId))
    .map(({ id }) => id);
}
