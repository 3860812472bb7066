// One action in Jira as it is remembered: the plan, how far it got, and what exactly it added, so that undo removes that
// and nothing else. What a step is about to add is written down before it is added; a kill in between leaves a step that
// is `started`, and whoever goes on finds out from Jira whether it happened. No texts and no names are kept.

import * as v from 'valibot';
import type { ActionView, Obstacle, StepResult } from '../contract';
import { limits } from '../limits';
import type { Work } from './merge-plan';

const obstacles = [
  'same-issue',
  'already-duplicate',
  'cycle',
  'customer-loses',
  'guarded',
  'guard-broken',
  'not-allowed',
  'no-link-type',
  'no-transition',
  'required-field',
  'already-closed',
  'other-project',
  'only-oneself',
  'nothing-to-do',
  'switched-off',
  'decided-otherwise',
  'changed-since-preview',
  'gone',
  'undo-expired',
  'jira-refused',
  'stopped',
] as const satisfies readonly Obstacle[];
export const obstacleSchema = v.picklist(obstacles);

const hashesSchema = v.array(v.number());
export const workSchema: v.GenericSchema<unknown, Work> = v.variant('kind', [
  v.object({ kind: v.literal('link'), linkTypeId: v.string() }),
  v.object({ kind: v.literal('watchers') }),
  v.object({ kind: v.literal('vote') }),
  v.object({ kind: v.literal('labels'), hashes: hashesSchema }),
  v.object({ kind: v.literal('components'), hashes: hashesSchema }),
  v.object({ kind: v.literal('priority'), fromId: v.string(), toId: v.string() }),
  v.object({ kind: v.literal('attachments'), ids: v.array(v.string()) }),
  v.object({ kind: v.literal('comment'), textHash: v.number() }),
  v.object({
    kind: v.literal('transition'),
    transitionId: v.string(),
    fromStatusId: v.string(),
    toStatusId: v.string(),
    resolutionId: v.nullable(v.string()),
  }),
]);

/** What a step added: ids of links and comments, hashes of labels, components and people. */
const addedSchema = v.object({ ids: v.array(v.string()), hashes: v.array(v.number()) });
export type Added = v.InferOutput<typeof addedSchema>;
export const nothingAdded: Added = { ids: [], hashes: [] };

const stepSchema = v.object({
  work: workSchema,
  state: v.picklist(['waiting', 'started', 'done', 'already', 'skipped', 'failed', 'undone', 'not-undone']),
  obstacle: v.nullable(obstacleSchema),
  detail: v.nullable(v.string()),
  added: addedSchema,
});
export type ActionStep = v.InferOutput<typeof stepSchema>;

export const leaseSchema = v.nullable(v.object({ holder: v.string(), untilMs: v.number() }));

export const actionSchema = v.object({
  v: v.literal(1),
  id: v.string(),
  bulkId: v.nullable(v.string()),
  /** In whose name everything is written. */
  by: v.string(),
  atMs: v.number(),
  state: v.picklist(['running', 'interrupted', 'done', 'partly', 'failed', 'undoing', 'undone', 'partly-undone']),
  duplicateId: v.number(),
  canonicalId: v.number(),
  /** Of the pair when the plan was made: who decided since has been faster. */
  reviewVersion: v.number(),
  steps: v.array(stepSchema),
  lease: leaseSchema,
  retryAfterSeconds: v.nullable(v.number()),
});
export type Action = v.InferOutput<typeof actionSchema>;

export interface ActionSeed {
  readonly id: string;
  readonly bulkId: string | null;
  readonly by: string;
  readonly duplicateId: number;
  readonly canonicalId: number;
  readonly reviewVersion: number;
  readonly work: readonly Work[];
}

export function newAction({ work, ...seed }: ActionSeed, lease: NonNullable<Action['lease']>, nowMs: number): Action {
  const steps = work.map((one): ActionStep => ({
    work: one,
    state: 'waiting',
    obstacle: null,
    detail: null,
    added: nothingAdded,
  }));
  return { v: 1, ...seed, atMs: nowMs, state: 'running', steps, lease, retryAfterSeconds: null };
}

export function withStep(action: Action, index: number, change: Partial<ActionStep>): Action {
  return { ...action, steps: action.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) };
}

/** Nobody works on it any more, whatever it came to. */
export function atRest(action: Action, state: Action['state'], retryAfterSeconds: number | null = null): Action {
  return { ...action, state, lease: null, retryAfterSeconds };
}

/** How it ended, from its steps alone. */
export function stateAfterApply({ steps }: Action): Action['state'] {
  const isAsWanted = (step: ActionStep): boolean => step.state === 'done' || step.state === 'already';
  if (steps.every(isAsWanted)) return 'done';
  return steps.some(({ state }) => state === 'done' || state === 'not-undone') ? 'partly' : 'failed';
}

export function stateAfterUndo({ steps }: Action): Action['state'] {
  return steps.some((step) => step.state === 'not-undone') ? 'partly-undone' : 'undone';
}

/** An addition to one issue, by somebody who found it instead of filing a new one: there is no pair to decide about. */
export function isAddition({ duplicateId, canonicalId }: Pick<Action, 'duplicateId' | 'canonicalId'>): boolean {
  return duplicateId === canonicalId;
}

/** Until then Jira has hardly gone on so far that taking it back would surprise everybody. */
export function undoEndsMs({ atMs }: { readonly atMs: number }): number {
  return atMs + limits.undoRetentionMs;
}

export function isHeld({ lease }: { readonly lease: Action['lease'] }, nowMs: number): boolean {
  return lease !== null && lease.untilMs > nowMs;
}

export function actionViewOf(action: Action): ActionView {
  const { id, state, duplicateId, canonicalId, by, atMs, steps, retryAfterSeconds } = action;
  return {
    actionId: id,
    state,
    duplicateId,
    canonicalId,
    byAccountId: by,
    at: new Date(atMs).toISOString(),
    steps: steps.map(stepResultOf),
    retryAfterSeconds,
    undoableUntil: new Date(undoEndsMs(action)).toISOString(),
  };
}

function stepResultOf({ work, state, obstacle, detail }: ActionStep): StepResult {
  return { kind: work.kind, state: state === 'started' ? 'running' : state, obstacle, detail };
}
