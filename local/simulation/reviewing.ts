// The people who settle duplicates: two who decide about pairs and carry some out in Jira, one who runs many at once.
// What each of them asked for is noted, because nothing else may be written to Jira.

import type { ActionView, BulkView, MergePreview } from '../../src/contract';
import type { Dice } from './dice';
import { people } from './site';
import type { Stage } from './stage';

const minuteMs = 60_000;

/** One click of a person on a plan that was shown. */
export interface AskedMerge {
  readonly who: string;
  readonly duplicateId: number;
  readonly canonicalId: number;
  readonly planToken: string;
  /** In Jira, while the plan was made. */
  readonly statusesShown: readonly string[];
  action: ActionView | null;
}

export interface AskedBulk {
  readonly who: string;
  readonly selected: number;
  readonly ids: ReadonlySet<number>;
  readonly statusesShown: ReadonlyMap<number, readonly string[]>;
  view: BulkView;
  undo: BulkView | null;
}

export class Asked {
  readonly merges: AskedMerge[] = [];
  readonly bulks: AskedBulk[] = [];
}

export async function reviews(stage: Stage, who: string, asked: Asked): Promise<void> {
  const part = `reviews ${who}`;
  const dice = stage.dice(part);
  const versions = new Map<string, number>();
  for (let round = 0; round < 4; round++) {
    await stage.sleepUpTo(4 * minuteMs, part);
    const [one, other] = likes(stage, dice);
    const [a, b] = one < other ? [one, other] : [other, one];
    const name = `${a}-${b}`;
    const expectedVersion = versions.get(name) ?? 0;
    if (dice.chance(0.5)) {
      const verdict = dice.one(['duplicate', 'related', 'not-duplicate', 'snoozed'] as const);
      const snoozeDays = verdict === 'snoozed' ? 3 : null;
      const said = await stage.persist(who, 'review.decide', { a, b, verdict, snoozeDays, expectedVersion });
      if (said?.ok === true) versions.set(name, said.value.review.version);
      if (said?.ok !== true || !dice.chance(0.3)) continue;
      await stage.persist(who, 'review.undoDecision', { a, b, expectedVersion: said.value.review.version });
    } else {
      const merge = await plans(stage, who, { duplicateId: other, canonicalId: one });
      if (merge === null) continue;
      asked.merges.push(merge);
      await carriesOn(stage, merge);
      if (dice.chance(0.3) && merge.action !== null) await takesBack(stage, merge);
    }
  }
}

export async function runsABulkAction(stage: Stage, asked: Asked): Promise<void> {
  const who = people.eve.accountId;
  const dice = stage.dice('bulk');
  await stage.sleepUpTo(4 * minuteMs, 'bulk');
  const pairs = Array.from({ length: 3 }, () => likes(stage, dice)).map(([canonicalId, duplicateId]) => ({
    duplicateId,
    canonicalId,
  }));
  const before = new Map(stage.issueIds().map((id) => [id, statusOf(stage, id)]));
  const shown = await stage.persist(who, 'review.bulkPreview', { pairs });
  if (shown?.ok !== true) return;
  const ids = shown.value.rows.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId]);
  const statusesShown = new Map(ids.map((id) => [id, [before.get(id) ?? '', statusOf(stage, id)]]));
  const bulk: AskedBulk = {
    who,
    selected: pairs.length,
    ids: new Set(ids),
    statusesShown,
    view: shown.value,
    undo: null,
  };
  asked.bulks.push(bulk);
  await stage.persist(who, 'review.bulkStart', { planToken: shown.value.bulkId });
  await stage.sleepUpTo(minuteMs, 'bulk');
  if (dice.chance(0.2)) await stage.persist(who, 'review.bulkCancel', { bulkId: shown.value.bulkId });
}

/** The same click again. */
export async function carriesOn(stage: Stage, merge: AskedMerge): Promise<void> {
  if (merge.action?.state === 'undoing') return takesBack(stage, merge);
  const answer = await stage.persist(merge.who, 'review.applyMerge', { planToken: merge.planToken });
  if (answer?.ok === true) merge.action = answer.value;
}

/** Whose last click was not answered looks what became of it. */
export async function looksAgain(stage: Stage, merge: AskedMerge): Promise<void> {
  if (merge.action === null) return carriesOn(stage, merge);
  const answer = await stage.persist(merge.who, 'review.action', { actionId: merge.action.actionId });
  if (answer?.ok === true) merge.action = answer.value;
}

export async function takesBack(stage: Stage, merge: AskedMerge): Promise<void> {
  if (merge.action === null) return;
  const answer = await stage.persist(merge.who, 'review.undoAction', { actionId: merge.action.actionId });
  if (answer?.ok === true) merge.action = answer.value;
}

export function isOpen({ action }: AskedMerge): boolean {
  return action === null || action.state === 'running' || action.state === 'interrupted' || action.state === 'undoing';
}

async function plans(
  stage: Stage,
  who: string,
  request: { readonly duplicateId: number; readonly canonicalId: number },
): Promise<AskedMerge | null> {
  const before = statusOf(stage, request.duplicateId);
  const answer = await stage.persist(who, 'review.previewMerge', request);
  const shown: MergePreview | null = answer?.ok === true ? answer.value : null;
  if (shown === null || shown.planToken === null) return null;
  const { planToken, duplicate, canonical } = shown;
  const statusesShown = [before, statusOf(stage, request.duplicateId)];
  return { who, duplicateId: duplicate.id, canonicalId: canonical.id, planToken, statusesShown, action: null };
}

function statusOf(stage: Stage, id: number): string {
  return stage.site.state.issueOf(id)?.status ?? '';
}

/** Two issues about the same subject, which are a multiple of five apart. */
function likes(stage: Stage, dice: Dice): readonly [number, number] {
  const ids = stage.issueIds();
  const first = dice.below(Math.max(1, ids.length - 5));
  return [ids[first] ?? 0, ids[first + 5] ?? ids.at(-1) ?? 0];
}
