// "It exists already": what somebody was about to file becomes a comment on the issue that is there, with their vote and
// as one who watches it. Their words are kept line by line and stand nowhere but in Jira: the plan that they were shown
// carries only a hash of them. Previewed, done once, and undone like every other action.

import type { ActionView, AddPreview, StepPreview } from '../contract';
import { AppError } from '../errors';
import type { MergeIssue } from '../jira/merge-issue';
import { limits } from '../limits';
import { hashText } from '../similarity/hash';
import { Leased } from '../storage/leased';
import { type Action, actionViewOf, isHeld, newAction } from './action';
import { quotedDocument } from './comment-template';
import { leaseFor, whoeverHasIt } from './merge';
import { carryOut } from './merge-apply';
import type { Work } from './merge-plan';
import { readPlan, signPlan } from './plan-token';
import { notSeen, type ReviewContext } from './review-context';

export async function previewAdd(issueId: number, text: string, context: ReviewContext): Promise<AddPreview> {
  const { jira, stores, accountId } = context;
  const issue = (await jira.mergeIssues([issueId])).get(issueId);
  if (issue === undefined) throw notSeen();
  const mayComment =
    (await jira.issuePermissions(['ADD_COMMENTS'], [issueId])).get('ADD_COMMENTS')?.has(issueId) ?? false;
  const steps = [commentStep(mayComment), voteStep(issue, accountId), step('watchers', 'planned')];
  const expiresMs = context.nowMs() + limits.planLifeMs;
  const work = steps.filter(({ state }) => state === 'planned').map(({ kind }) => workOf(kind, text));
  const plan = {
    actionId: context.newId(),
    by: accountId,
    expiresMs,
    duplicateId: issueId,
    canonicalId: issueId,
    reviewVersion: 0,
    work,
  };
  return {
    // Without the comment their words would be lost, and a vote alone is not what they asked for.
    planToken: mayComment ? signPlan(plan, await stores.planKey()) : null,
    expiresAt: new Date(expiresMs).toISOString(),
    issue: { id: issue.id, key: issue.key, summary: issue.summary },
    steps,
  };
}

/** Safe to repeat with the same token and the same text. */
export async function applyAdd(token: string, text: string, context: ReviewContext): Promise<ActionView> {
  const { stores, nowMs } = context;
  const plan = readPlan(token, await stores.planKey(), context.accountId);
  const comment = plan.work.find((work) => work.kind === 'comment');
  if (plan.duplicateId !== plan.canonicalId || comment?.textHash !== hashText(text)) {
    throw new AppError('BAD_INPUT', 'This is not the text that was previewed.');
  }
  const record = stores.action(plan.actionId);
  const known = await record.read();
  if (known === null && plan.expiresMs < nowMs())
    throw new AppError('CONFLICT', 'This preview is too old. Open it again.');
  const { actionId, by, duplicateId, canonicalId, reviewVersion, work } = plan;
  const seed = { id: actionId, bulkId: null, by, duplicateId, canonicalId, reviewVersion, work };
  const next: Action =
    known === null
      ? newAction(seed, leaseFor(context), nowMs())
      : { ...known.value, state: 'running', lease: leaseFor(context) };
  const isOpen = known === null || known.value.state === 'running' || known.value.state === 'interrupted';
  if (!isOpen || (known !== null && isHeld(known.value, nowMs()))) return actionViewOf(known.value);
  const leased = await Leased.take(record, known?.version ?? 0, next);
  if (leased === null) return actionViewOf((await record.read())?.value ?? next);
  const given = {
    comment: { textHash: comment.textHash, document: quotedDocument(text, actionId) },
    furtherWatchers: [context.accountId],
  };
  return actionViewOf(await whoeverHasIt(actionId, () => carryOut(leased, context, given), context));
}

function workOf(kind: StepPreview['kind'], text: string): Work {
  if (kind === 'comment') return { kind, textHash: hashText(text) };
  return kind === 'vote' ? { kind } : { kind: 'watchers' };
}

function commentStep(mayComment: boolean): StepPreview {
  return mayComment
    ? step('comment', 'planned')
    : { ...step('comment', 'impossible'), obstacle: 'not-allowed', detail: 'ADD_COMMENTS' };
}

/** source: Jira lets nobody vote for what they reported themselves, nor for what is resolved. */
function voteStep(issue: MergeIssue, accountId: string): StepPreview {
  if (issue.hasVoted) return step('vote', 'already');
  if (issue.reporterAccountId === accountId)
    return { ...step('vote', 'impossible'), obstacle: 'not-allowed', detail: 'reporter' };
  if (issue.resolutionId !== null) return { ...step('vote', 'impossible'), obstacle: 'already-closed' };
  return step('vote', 'planned');
}

function step(kind: StepPreview['kind'], state: StepPreview['state']): StepPreview {
  return { kind, state, obstacle: null, detail: null, count: 1, undo: 'exact' };
}
