// Carries a stored action out, or takes it back, step by step. Before a step writes to Jira the record says that it is
// about to; after a kill the next one who holds the lease goes on with exactly that step. Jira saying no is the result of
// that step; Jira not answering interrupts the action, which can be carried on with the same token later.

import type { Obstacle } from '../contract';
import { type AppError, appErrorOf } from '../errors';
import type { MergeIssue } from '../jira/merge-issue';
import { LeaseLost } from '../scan/leased-scan';
import { hashText } from '../similarity/hash';
import type { Leased } from '../storage/leased';
import { pairOf } from '../storage/reviews';
import {
  type Action,
  type ActionStep,
  atRest,
  isAddition,
  stateAfterApply,
  stateAfterUndo,
  undoEndsMs,
  withStep,
} from './action';
import { changeReview, releaseClaim } from './claim';
import { commentDocument } from './comment-template';
import { defaultMapping } from './mapping';
import { performStep, prepareStep, type StepContext, undoStep } from './merge-steps';
import type { ReviewContext } from './review-context';

/** What comes from whoever acts and not from the mapping of the project. */
type GivenToSteps = Pick<StepContext, 'comment' | 'furtherWatchers'>;

/** Ends with the record at rest, unless somebody else took it over. @throws LeaseLost */
export async function carryOut(
  leased: Leased<Action>,
  context: ReviewContext,
  given: GivenToSteps | null = null,
): Promise<Action> {
  return untilInterrupted(leased, async () => {
    const step = await stepContext(leased.value, context, given);
    if (step === null) {
      endAll(leased, ['waiting'], 'failed', 'gone');
      // A step that was under way may be there; whoever sees the two work items again can take it back.
      endAll(leased, ['started'], 'not-undone', 'gone');
    } else for (const index of leased.value.steps.keys()) await applyOne(index, leased, step);
    const state = stateAfterApply(leased.value);
    // Nothing was written, so nothing is to be undone: the pair is free for another try.
    if (state === 'failed' && !isAddition(leased.value)) await releaseClaim(leased.value, context);
    await leased.save(atRest(leased.value, state));
  });
}

/** The reverse, in reverse order; then the pair is remembered as not a duplicate. @throws LeaseLost */
export async function takeBack(leased: Leased<Action>, context: ReviewContext): Promise<Action> {
  return untilInterrupted(leased, async () => {
    const step = await stepContext(leased.value, context);
    if (step === null) endAll(leased, ['done', 'started'], 'not-undone', 'gone');
    else {
      for (const index of [...leased.value.steps.keys()].reverse()) {
        await undoOne(index, leased, step);
        // Whoever waits sees each step as it is taken back.
        await leased.save(leased.value);
      }
    }
    const { id, duplicateId, canonicalId } = leased.value;
    if (!isAddition(leased.value)) {
      await changeReview(pairOf(duplicateId, canonicalId), { kind: 'action-undone', actionId: id }, context);
    }
    // Not when a link is made: until the next analysis the panel shows the pair with its decision, to be undone there.
    if (mayHaveLostItsLink(leased.value)) await context.linksChanged([duplicateId, canonicalId]);
    await leased.save(atRest(leased.value, stateAfterUndo(leased.value)));
  });
}

/** What undo would come to now. Writes nothing. */
export async function rehearseUndo(action: Action, context: ReviewContext): Promise<Action> {
  const isOver = undoEndsMs(action) < context.nowMs();
  const step = isOver ? null : await stepContext(action, context);
  let rehearsed = action;
  const nothingGoes = { kind: 'blocked', obstacle: isOver ? 'undo-expired' : 'gone', detail: null } as const;
  for (const [index, one] of action.steps.entries()) {
    if (!isUndoable(one)) continue;
    const outcome = step === null ? nothingGoes : await undoStep(one.work, one.added, step);
    rehearsed = withStep(
      rehearsed,
      index,
      outcome.kind === 'blocked'
        ? { state: 'not-undone', obstacle: outcome.obstacle, detail: outcome.detail }
        : { state: 'undone', obstacle: null, detail: null },
    );
  }
  return { ...rehearsed, state: stateAfterUndo(rehearsed) };
}

/** Of several people, labels or attachments a step may have added some before Jira refused the rest. */
function isUndoable({ state, added }: ActionStep): boolean {
  return (
    state === 'done' ||
    state === 'started' ||
    state === 'not-undone' ||
    (state === 'failed' && added.hashes.length + added.ids.length > 0)
  );
}

async function applyOne(index: number, leased: Leased<Action>, context: StepContext): Promise<void> {
  const action = leased.value;
  const step = action.steps[index];
  if (step === undefined || (step.state !== 'waiting' && step.state !== 'started')) return;
  if (hasLostItsLink(action)) return keep(leased, index, { state: 'skipped', obstacle: 'stopped' });
  try {
    let { added } = step;
    if (step.state === 'waiting') {
      const prepared = await prepareStep(step.work, context);
      if (prepared.kind === 'already') return keep(leased, index, { state: 'already' });
      if (prepared.kind === 'blocked') {
        const { obstacle, detail } = prepared;
        return keep(leased, index, { state: 'failed', obstacle, detail });
      }
      added = prepared.added;
      await leased.save(withStep(leased.value, index, { state: 'started', added }));
    }
    added = await performStep(step.work, added, context);
    keep(leased, index, { state: 'done', added });
  } catch (error) {
    keep(leased, index, { state: 'failed', ...refusalOf(error) });
  }
}

async function undoOne(index: number, leased: Leased<Action>, context: StepContext): Promise<void> {
  const step = leased.value.steps[index];
  if (step === undefined) return;
  if (!isUndoable(step)) return;
  try {
    const outcome = await undoStep(step.work, step.added, context);
    if (outcome.kind === 'blocked') {
      const { obstacle, detail } = outcome;
      return keep(leased, index, { state: 'not-undone', obstacle, detail });
    }
    if (outcome.kind === 'do') await outcome.perform();
    keep(leased, index, { state: 'undone', obstacle: null, detail: null });
  } catch (error) {
    keep(leased, index, { state: 'not-undone', ...refusalOf(error) });
  }
}

/** Not saved yet: after a kill the step still is `started`, and performing or undoing it again ends the same way. */
function keep(leased: Leased<Action>, index: number, change: Partial<ActionStep>): void {
  leased.note(withStep(leased.value, index, change));
}

function endAll(
  leased: Leased<Action>,
  states: readonly ActionStep['state'][],
  state: ActionStep['state'],
  obstacle: Obstacle,
): void {
  const steps = leased.value.steps.map((step) => (states.includes(step.state) ? { ...step, state, obstacle } : step));
  leased.note({ ...leased.value, steps });
}

/** Jira may have removed it even where it gave no answer. */
function mayHaveLostItsLink({ steps }: Action): boolean {
  return steps.some(({ work, state }) => work.kind === 'link' && (state === 'undone' || state === 'not-undone'));
}

/** Without the link the rest would close an issue as the duplicate of nothing. */
function hasLostItsLink({ steps }: Action): boolean {
  return steps.some(({ work, state }) => work.kind === 'link' && state === 'failed');
}

/** Null when this person does not see one of the two any more. */
async function stepContext(
  action: Action,
  context: ReviewContext,
  given: GivenToSteps | null = null,
): Promise<StepContext | null> {
  const { jira, stores, accountId } = context;
  const issues = await jira.mergeIssues([action.duplicateId, action.canonicalId]);
  const duplicate = issues.get(action.duplicateId);
  const canonical = issues.get(action.canonicalId);
  if (duplicate === undefined || canonical === undefined) return null;
  const mapping = (await stores.mapping(duplicate.projectId).read())?.value ?? defaultMapping;
  return {
    jira,
    accountId,
    actionId: action.id,
    actionBy: action.by,
    duplicate,
    canonical,
    ...(given ?? { comment: commentOf(mapping.commentTemplate, action, duplicate, canonical), furtherWatchers: [] }),
    salt: await stores.salt(),
  };
}

function commentOf(
  template: string | null,
  action: Action,
  duplicate: MergeIssue,
  canonical: MergeIssue,
): StepContext['comment'] {
  if (template === null) return null;
  const document = commentDocument(template, { canonical: canonical.key, duplicate: duplicate.key }, action.id);
  return { textHash: hashText(template), document };
}

/** Jira's no, as the result of a step. @throws what is no answer of Jira's: the action then waits. */
function refusalOf(error: unknown): { obstacle: Obstacle; detail: string | null } {
  if (error instanceof LeaseLost) throw error;
  const { code, message } = appErrorOf(error);
  switch (code) {
    case 'NOT_ALLOWED':
      return { obstacle: 'not-allowed', detail: null };
    case 'NOT_FOUND':
      return { obstacle: 'gone', detail: null };
    case 'CONFLICT':
      return { obstacle: 'changed-since-preview', detail: null };
    case 'BAD_INPUT':
      return { obstacle: 'jira-refused', detail: message.slice(0, maxDetailCharacters) };
    default:
      throw error;
  }
}

const maxDetailCharacters = 200;

async function untilInterrupted(leased: Leased<Action>, work: () => Promise<void>): Promise<Action> {
  try {
    await work();
    return leased.value;
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    const known = appErrorOf(error);
    if (!isPassing(known)) throw known;
    const state = leased.value.state === 'undoing' ? 'undoing' : 'interrupted';
    await leased.save(atRest(leased.value, state, known.retryAfterSeconds ?? defaultRetrySeconds));
    return leased.value;
  }
}

const defaultRetrySeconds = 5;

function isPassing({ code }: AppError): boolean {
  return code === 'RATE_LIMITED' || code === 'JIRA_UNAVAILABLE' || code === 'STORAGE_UNAVAILABLE';
}
