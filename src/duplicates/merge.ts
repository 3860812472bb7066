// "Mark as duplicate", from the preview to its undo. A preview writes nothing and hands out a signed plan; applying it
// makes a fresh plan first and goes ahead only if that is still the same, so nobody's click does something that they did
// not see. The same token may come twice: the second time it finds the action of the first.

import type { ActionView, MergePreview, StepPreview } from '../contract';
import { AppError } from '../errors';
import { limits } from '../limits';
import { LeaseLost } from '../scan/leased-scan';
import { Leased } from '../storage/leased';
import { pairOf } from '../storage/reviews';
import { type Action, actionViewOf, atRest, isAddition, isHeld, newAction, undoEndsMs } from './action';
import { claimPair } from './claim';
import { commentLines } from './comment-template';
import { carryOut, rehearseUndo, takeBack } from './merge-apply';
import { gatherFacts, type MergeRequest } from './merge-facts';
import { type MergeFacts, type MergePlan, planMerge, type PlannedStep, stillFits, undoOf, workOf } from './merge-plan';
import { readPlan, type SignedPlan, signPlan } from './plan-token';
import { mustMayDecide, notSeen, type ReviewContext } from './review-context';
import { storedEvidence } from './stored-evidence';

export async function previewMerge(request: MergeRequest, context: ReviewContext): Promise<MergePreview> {
  const { facts, plan } = await freshPlan(request, context);
  const work = workOf(plan);
  const expiresMs = context.nowMs() + limits.planLifeMs;
  const isPossible = plan.obstacles.length === 0 && work.length > 0;
  const actionId = isPossible ? context.newId() : null;
  const hasComment = plan.steps.some(({ kind, state }) => kind === 'comment' && state === 'planned');
  const keys = { canonical: plan.canonical.key, duplicate: plan.duplicate.key };
  return {
    planToken: actionId === null ? null : await tokenFor(actionId, plan, work, expiresMs, context),
    actionId,
    expiresAt: new Date(expiresMs).toISOString(),
    duplicate: nameOf(plan.duplicate),
    canonical: nameOf(plan.canonical),
    redirectedFrom: plan.redirectedFrom === null ? null : nameOf(plan.redirectedFrom),
    obstacles: plan.obstacles,
    warnings: plan.warnings,
    steps: plan.steps.map(stepPreviewOf),
    commentText: hasComment ? commentLines(facts.mapping.commentTemplate ?? '', keys).join('\n') : null,
    neverUndone: work.length > 0 ? ['history', 'updated-date', 'notifications'] : [],
  };
}

export async function applyMerge(token: string, context: ReviewContext): Promise<ActionView> {
  const plan = readPlan(token, await context.stores.planKey(), context.accountId);
  const record = context.stores.action(plan.actionId);
  const known = await record.read();
  if (known !== null) return actionViewOf(await carriedOn(known.value, known.version, context));
  if (plan.expiresMs < context.nowMs()) throw new AppError('EXPIRED', 'This preview is too old. Open it again.');
  const action = newAction(seedOf(plan, null, context), leaseFor(context), context.nowMs());
  return actionViewOf(await begin(action, context));
}

/**
 * Checks a stored plan against a fresh one, claims the pair and carries the plan out. Also for the rows of a bulk action.
 * What does not fit any more ends as a failed action that has written nothing and is not remembered.
 */
export async function begin(action: Action, context: ReviewContext): Promise<Action> {
  const [facts] = await gatherFacts([action], context);
  if (facts === undefined || facts === null) return refused(action, 'gone');
  const misfit = misfitOf(action, planMerge(facts));
  if (misfit !== null) return misfit;
  // The record before the claim: a claim must never name an action that nobody can undo.
  const leased = await Leased.take(context.stores.action(action.id), 0, action);
  if (leased === null) return (await context.stores.action(action.id).read())?.value ?? action;
  return claimAndCarryOut(leased, facts.duplicate.projectId, context);
}

export async function readAction(actionId: string, context: ReviewContext): Promise<ActionView> {
  return actionViewOf((await existing(actionId, context)).value);
}

export async function previewUndo(actionId: string, context: ReviewContext): Promise<ActionView> {
  return actionViewOf(await rehearseUndo((await existing(actionId, context)).value, context));
}

/** Anybody who may decide about the pair; what Jira reserves for the one who acted then stays and is said so. */
export async function undoAction(actionId: string, context: ReviewContext): Promise<ActionView> {
  const known = await existing(actionId, context);
  const { value: action } = known;
  if (!isAddition(action)) await mustMayDecide(pairOf(action.duplicateId, action.canonicalId), context);
  if (action.state === 'undone') return actionViewOf(action);
  if (undoEndsMs(action) < context.nowMs()) throw new AppError('EXPIRED', 'It is too long ago to be taken back.');
  if (isHeld(action, context.nowMs())) throw new AppError('CONFLICT', 'This action is still under way.');
  const leased = await Leased.take(context.stores.action(actionId), known.version, {
    ...action,
    state: 'undoing',
    lease: leaseFor(context),
  });
  if (leased === null) throw new AppError('CONFLICT', 'Somebody else has just changed this action.');
  return actionViewOf(await whoeverHasIt(actionId, () => takeBack(leased, context), context));
}

/** Takes over what was interrupted; shows what is finished or in other hands. */
export async function carriedOn(action: Action, version: number, context: ReviewContext): Promise<Action> {
  const isOpen = action.state === 'running' || action.state === 'interrupted';
  if (!isOpen || isHeld(action, context.nowMs())) return action;
  const next: Action = { ...action, state: 'running', lease: leaseFor(context) };
  const leased = await Leased.take(context.stores.action(action.id), version, next);
  if (leased === null) return (await context.stores.action(action.id).read())?.value ?? action;
  return claimAndCarryOut(leased, null, context);
}

async function claimAndCarryOut(
  leased: Leased<Action>,
  projectId: number | null,
  context: ReviewContext,
): Promise<Action> {
  const action = leased.value;
  const pair = pairOf(action.duplicateId, action.canonicalId);
  const seen = projectId === null ? null : await storedEvidence(pair, projectId, context.stores);
  const claim = await claimPair(action, seen, context);
  if (claim.isMine) return whoeverHasIt(action.id, () => carryOut(leased, context), context);
  await leased.save(atRest(refused(action, 'decided-otherwise'), 'failed'));
  return leased.value;
}

/** When somebody took the action over meanwhile, theirs is the truth. */
export async function whoeverHasIt(
  actionId: string,
  work: () => Promise<Action>,
  context: ReviewContext,
): Promise<Action> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    const known = await context.stores.action(actionId).read();
    if (known === null) throw error;
    return known.value;
  }
}

export function leaseFor(context: ReviewContext): NonNullable<Action['lease']> {
  return { holder: context.newId(), untilMs: context.nowMs() + context.leaseMs };
}

function seedOf(plan: SignedPlan, bulkId: string | null, context: ReviewContext) {
  const { actionId, duplicateId, canonicalId, reviewVersion, work } = plan;
  return { id: actionId, bulkId, by: context.accountId, duplicateId, canonicalId, reviewVersion, work };
}

async function freshPlan(
  request: MergeRequest,
  context: ReviewContext,
): Promise<{ facts: MergeFacts; plan: MergePlan }> {
  const [facts] = await gatherFacts([request], context);
  if (facts === undefined || facts === null) throw notSeen();
  return { facts, plan: planMerge(facts) };
}

async function tokenFor(
  actionId: string,
  plan: MergePlan,
  work: ReturnType<typeof workOf>,
  expiresMs: number,
  context: ReviewContext,
): Promise<string> {
  const [duplicateId, canonicalId] = [plan.duplicate.id, plan.canonical.id];
  const [review, key] = await Promise.all([
    context.stores.reviews.read(pairOf(duplicateId, canonicalId)),
    context.stores.planKey(),
  ]);
  const signed = {
    actionId,
    by: context.accountId,
    expiresMs,
    duplicateId,
    canonicalId,
    reviewVersion: review?.version ?? 0,
    work,
  };
  return signPlan(signed, key);
}

/** Null when the fresh plan does what the stored one says, or what is left of it. */
function misfitOf(action: Action, fresh: MergePlan): Action | null {
  const [first] = fresh.obstacles;
  if (first !== undefined) return refused(action, first.obstacle, first.detail);
  if (fresh.canonical.id !== action.canonicalId) return refused(action, 'changed-since-preview');
  const steps = action.steps.map((step) => {
    const now = fresh.steps.find(({ kind }) => kind === step.work.kind);
    const isDoable = now !== undefined && (now.state === 'planned' || now.state === 'already');
    return isDoable && stillFits(step.work, now.work)
      ? step
      : { ...step, state: 'failed' as const, obstacle: whyNot(now) };
  });
  if (steps.every(({ state }) => state === 'waiting')) return null;
  return atRest(
    {
      ...action,
      steps: steps.map((step) =>
        step.state === 'waiting' ? { ...step, state: 'skipped', obstacle: 'stopped' } : step,
      ),
    },
    'failed',
  );
}

function whyNot(now: PlannedStep | undefined) {
  return now?.state === 'impossible' ? now.obstacle : 'changed-since-preview';
}

function refused(action: Action, obstacle: NonNullable<PlannedStep['obstacle']>, detail: string | null = null): Action {
  const steps = action.steps.map((step) => ({ ...step, state: 'failed' as const, obstacle, detail }));
  return atRest({ ...action, steps }, 'failed');
}

async function existing(actionId: string, context: ReviewContext) {
  const known = await context.stores.action(actionId).read();
  if (known === null) throw new AppError('NOT_FOUND', 'It is too long ago: this action is not known any more.');
  const { by, duplicateId, canonicalId } = known.value;
  // Whoever acted may always look at it and undo it, which costs no points however often a page asks; others only while
  // they see both.
  if (by === context.accountId) return known;
  const seen = await context.jira.mergeIssues([duplicateId, canonicalId]);
  if (seen.size < new Set([duplicateId, canonicalId]).size) {
    throw new AppError('NOT_FOUND', 'It is too long ago: this action is not known any more.');
  }
  return known;
}

function nameOf({ id, key, summary }: MergePlan['duplicate']) {
  return { id, key, summary };
}

function stepPreviewOf(step: PlannedStep): StepPreview {
  const { kind, state, obstacle, detail, count } = step;
  return { kind, state, obstacle, detail, count, undo: undoOf(step) };
}
