// I1 to I4 and I13, I14: an analysis loses nothing, counts nothing twice, ends by itself, is alone, and survives that issues
// disappear from under it.

import type { ScanProgress } from '../../../src/contract';
import type { Scan } from '../../../src/scan/scan-record';
import type { CoverageRecord } from '../../../src/storage/stores';
import type { PersonCall } from '../history';
import { hasEnded } from '../scanning';
import type { Run } from '../simulate';
import { entriesInBlocks, idsInBlocks, recordsOf, scanOf, type StoredPair } from '../stored';

const dayMs = 86_400_000;

/** I1: every issue that was there from start to end is in the result exactly once. */
export function noLoss(run: Run): string[] {
  const stored = judgedScan(run);
  if (stored === null) return [];
  const ids = idsInBlocks(run.dump, stored);
  if (ids === null) return ['a block that the finished analysis names is gone'];
  const { stage, history } = run;
  const lost = [...stage.site.state.issues.values()].filter(
    ({ id, createdMs }) =>
      createdMs < stored.startedAtMs && (history.touchedMs.get(id) ?? 0) < stored.startedAtMs && !ids.includes(id),
  );
  return lost.map(({ key }) => `${key} is missing from the analysis`);
}

/**
 * The finished analysis of the storm, or one that began after its end and has taken its place: what is not shown any more
 * is swept. Null when none has finished.
 */
function judgedScan({ scan, dump }: Run): Scan | null {
  const stored = scan?.state === 'finished' ? scanOf(dump, scan.scanId) : undefined;
  if (stored === undefined) return null;
  const shown = recordsOf(dump, 'coverage:').map(({ value }) => (value as CoverageRecord).scanId);
  const endedMs = stored.finishedAtMs ?? 0;
  const newer = shown.map((id) => scanOf(dump, id)).find((one) => (one?.startedAtMs ?? 0) >= endedMs);
  return newer ?? stored;
}

/** I1, as a person sees it: an answer that Jira refused to give is never shown as "there is nothing". */
export function noEmptyInsteadOfFailed({ history }: Run): string[] {
  return history.calls.flatMap((call) => {
    if (call.answer?.ok !== true || !isEmptyList(call.answer.value)) return [];
    const reads = history.points.filter(
      ({ atMs, accountId, operation }) =>
        accountId === call.who &&
        atMs >= call.startMs &&
        atMs <= call.endMs &&
        operation === 'POST /rest/api/3/issue/bulkfetch',
    );
    const last = reads.at(-1)?.fault;
    const isRefused = last?.kind === 'answer' || last?.kind === 'lose-answer' || last?.kind === 'alter';
    return isRefused ? [`${call.method} shows an empty list to ${call.who} although Jira did not answer`] : [];
  });
}

function isEmptyList(value: unknown): boolean {
  const { state, candidates, rows } = value as Partial<Record<string, unknown>>;
  const list = candidates ?? rows;
  return state === 'ready' && Array.isArray(list) && list.length === 0;
}

/** I2: no issue, pair or figure is counted twice, and progress never goes back. */
export function noDouble(run: Run): string[] {
  const { dump, stage, history, stormPairs, lastPairs } = run;
  const found: string[] = [];
  const stored = judgedScan(run);
  const ids = stored === null ? null : idsInBlocks(dump, stored);
  if (stored !== null && ids !== null) {
    // An analysis that started from another one keeps older entries of what changed; the last one counts. That other one
    // may have begun later: whoever waits long with a start that Jira did not answer finds it finished.
    const isTaken = recordsOf(dump, 'scan:').some(({ rest, value }) => {
      return rest !== stored.id && (value as Scan).walkedAtMs === stored.walkedAtMs;
    });
    const isWalk = stored.walkedAtMs >= stored.startedAtMs && !isTaken;
    const entries = entriesInBlocks(dump, stored);
    if (isWalk && entries !== ids.length) found.push('an issue stands in two blocks');
    const counted = stored.blocks.reduce((sum, { issueCount }) => sum + issueCount, 0);
    if (isWalk && counted !== ids.length) found.push(`${counted} issues are counted and ${ids.length} are stored`);
    const read = stored.results?.issueCount;
    if (read !== undefined && read !== ids.length) found.push(`the result is about ${read} issues of ${ids.length}`);
    const most = stage.site.state.issues.size + history.touchedMs.size;
    const pages = history.requests.filter(({ request }) => request.path.endsWith('/search/jql')).length;
    if (stored.pointsUsed > pages + most) found.push(`${stored.pointsUsed} points for ${pages} pages`);
  }
  for (const pairs of [stormPairs, lastPairs]) {
    const names = (pairs ?? []).map(({ a, b }) => `${a}-${b}`);
    if (new Set(names).size !== names.length) found.push('a pair is listed twice');
  }
  return [...found, ...goingBack(history.calls)];
}

function goingBack(calls: readonly PersonCall[]): string[] {
  const seen = new Map<string, { readonly endMs: number; readonly fraction: number }>();
  return calls.flatMap((call) => {
    const progress = progressIn(call);
    if (progress === null) return [];
    const before = seen.get(progress.scanId);
    seen.set(progress.scanId, { endMs: call.endMs, fraction: progress.fraction });
    const isBack = before !== undefined && before.endMs < call.startMs && progress.fraction < before.fraction;
    return isBack ? [`progress went from ${before.fraction} back to ${progress.fraction}`] : [];
  });
}

function progressIn({ method, answer }: PersonCall): ScanProgress | null {
  if (method !== 'project.latestScan' || answer?.ok !== true) return null;
  return (answer.value as { readonly progress: ScanProgress | null }).progress;
}

/** I3: what was disturbed ends with the same result as what was not. */
export function sameResult({ stormPairs, lastPairs, twinPairs }: Run): string[] {
  if (twinPairs === null) return [];
  const isSame = (pairs: readonly StoredPair[]) => JSON.stringify(pairs) === JSON.stringify(twinPairs);
  return [
    ...(stormPairs !== null && !isSame(stormPairs) ? ['the disturbed analysis found other pairs'] : []),
    ...(lastPairs !== null && !isSame(lastPairs) ? ['the analysis after the storm found other pairs'] : []),
  ];
}

/** I4: everything ends within a day, and nothing that failed says so without a reason. */
export function liveness({ scan, calmMs, history, dump }: Run): string[] {
  const found: string[] = [];
  if (!hasEnded(scan)) return [`a day after the storm the analysis is ${scan?.state ?? 'not there'}`];
  if (calmMs > dayMs) found.push(`it took ${Math.round(calmMs / 3_600_000)} hours to come to rest`);
  for (const call of history.calls) {
    const progress = progressIn(call);
    if (progress?.state === 'failed' && progress.failure === null) found.push('an analysis failed without a reason');
  }
  for (const { rest, value } of [...recordsOf(dump, 'action:'), ...recordsOf(dump, 'bulk:')]) {
    const { state } = value as { readonly state: string };
    if (unfinished.has(state)) found.push(`the action ${rest} stays ${state}`);
  }
  return found;
}

const unfinished: ReadonlySet<string> = new Set(['running', 'interrupted', 'undoing', 'queued', 'waiting-for-jira']);

/** I13: one analysis of a scope at a time, and one delivery at a time that works on it. */
export function oneAtATime({ history, plan }: Run): string[] {
  // Who cancels or resumes says that nobody works on it; then two may meet, and the later one's writes count.
  if (plan.isCancelled || history.calls.some(({ method }) => method === 'project.resumeScan')) return [];
  const spans = new Map<string, { from: number; to: number }>();
  for (const { functionKey, operation, invocationId, atMs } of history.points) {
    if (functionKey !== 'scan-step' || invocationId === null || !isWork(operation)) continue;
    const span = spans.get(invocationId);
    if (span === undefined) spans.set(invocationId, { from: atMs, to: atMs });
    else span.to = atMs;
  }
  const sorted = [...spans.values()].sort((one, other) => one.from - other.from);
  return sorted.flatMap((span, index) => {
    const before = sorted[index - 1];
    return before !== undefined && before.to > span.from
      ? ['two deliveries worked on one analysis at the same time']
      : [];
  });
}

function isWork(operation: string): boolean {
  return operation.endsWith('/search/jql') || operation === 'batch/set';
}

/** I14: issues that were deleted, moved or hidden meanwhile never make the whole analysis fail. */
export function survivesChanges({ history, scan, plan }: Run): string[] {
  const found = scan?.state === 'finished' && scan.partial.length > 0 ? ['a space was called unreadable'] : [];
  for (const call of history.calls) {
    const failure = progressIn(call)?.failure;
    if (failure === null || failure === undefined) continue;
    if (failure.code === 'NOT_FOUND' || failure.code === 'BAD_JQL' || failure.code === 'BAD_INPUT') {
      found.push(`the analysis failed with ${failure.code}${plan.isEdited ? ' while issues changed' : ''}`);
    }
  }
  return found;
}
