// I5 to I8, I12 and I17: what is written to Jira is what a person asked for, once, the right way round, as that person;
// and undo leaves nothing behind.

import type { HistoryRow } from '../../../src/contract';
import type { JiraRequest } from '../history';
import type { Run } from '../simulate';
import { recordsOf } from '../stored';

const reading = /\/(search\/jql|search\/approximate-count|issue\/bulkfetch|permissions\/check|jql\/parse|jql\/match)$/;

/** What the app wrote to Jira; people's own changes do not pass through the app. */
function writes({ history }: Run): JiraRequest[] {
  return history.requests.filter(({ request }) => request.method !== 'GET' && !reading.test(pathOf(request)));
}

function pathOf({ path }: { readonly path: string }): string {
  return path.split('?')[0] ?? path;
}

/** I5: at most one link for a pair, from the duplicate to the original. */
export function linkOnce(run: Run): string[] {
  const { asked, stage } = run;
  const wanted = new Set(asked.merges.map(({ duplicateId, canonicalId }) => `${duplicateId}-${canonicalId}`));
  for (const { view } of asked.bulks) {
    for (const { duplicateId, canonicalId } of view.rows) wanted.add(`${duplicateId}-${canonicalId}`);
  }
  const found: string[] = [];
  const seen = new Set<string>();
  for (const issue of stage.site.state.issues.values()) {
    for (const { sourceId, destinationId, type } of stage.site.state.linksOf(issue.id)) {
      if (sourceId !== issue.id) continue;
      const name = `${sourceId}-${destinationId}`;
      if (!wanted.has(name)) found.push(`nobody asked for the link ${name}`);
      if (seen.has(`${type} ${name}`) || seen.has(`${type} ${destinationId}-${sourceId}`))
        found.push(`${name} is linked twice`);
      seen.add(`${type} ${name}`);
    }
  }
  return found;
}

/** I6: at most one comment for an action. */
export function commentOnce(run: Run): string[] {
  const found: string[] = [];
  const posted = new Map<string, number>();
  for (const { request, status } of writes(run)) {
    if (request.method !== 'POST' || !pathOf(request).endsWith('/comment') || status !== 201) continue;
    const marker = markerIn(request.body ?? '');
    if (marker === null) found.push('a comment carries no marker of its action');
    else posted.set(marker, (posted.get(marker) ?? 0) + 1);
  }
  for (const [marker, times] of posted) if (times > 1) found.push(`action ${marker} commented ${times} times`);
  return found;
}

/** Ids of actions are the only words of 16 hex digits in a comment. */
function markerIn(body: string): string | null {
  return /(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])/.exec(body)?.[0] ?? null;
}

/** I7: an issue is moved on only from a status that was shown to whoever clicked, or back from where it was moved to. */
export function transitionSafe(run: Run): string[] {
  const shown = new Map<number, Set<string>>();
  const show = (id: number, statuses: readonly string[]) =>
    shown.set(id, new Set([...(shown.get(id) ?? ['Done']), ...statuses]));
  for (const { duplicateId, statusesShown } of run.asked.merges) show(duplicateId, statusesShown);
  for (const { statusesShown } of run.asked.bulks) for (const [id, statuses] of statusesShown) show(id, statuses);
  return writes(run).flatMap(({ request, statusBefore, status }) => {
    const id = Number(/\/issue\/(\d+)\/transitions$/.exec(pathOf(request))?.[1] ?? Number.NaN);
    if (Number.isNaN(id) || statusBefore === null || status >= 300) return [];
    return shown.get(id)?.has(statusBefore) === true
      ? []
      : [`${id} was moved on from ${statusBefore}, which nobody saw`];
  });
}

/** I8: every write is made by a person who asked for it, to an issue that this person chose. */
export function actsAsUser(run: Run): string[] {
  const chosen = new Map<string, Set<number>>();
  const choose = (who: string, ids: Iterable<number>) => chosen.set(who, new Set([...(chosen.get(who) ?? []), ...ids]));
  for (const { who, duplicateId, canonicalId } of run.asked.merges) choose(who, [duplicateId, canonicalId]);
  for (const { who, ids, view } of run.asked.bulks) {
    choose(who, [...ids, ...view.rows.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId])]);
  }
  return writes(run).flatMap(({ request, actor }) => {
    const path = pathOf(request);
    if (/\/(jql\/function\/computation|uiModifications)/.test(path)) return [];
    if (actor.kind !== 'user') return [`the app itself wrote ${request.method} ${path}`];
    const id = Number(/\/issue\/(\d+)/.exec(path)?.[1] ?? Number.NaN);
    const isChosen = Number.isNaN(id) ? chosen.has(actor.accountId) : chosen.get(actor.accountId)?.has(id) === true;
    return isChosen ? [] : [`${actor.accountId} wrote ${request.method} ${path} without having asked`];
  });
}

/** I12: the versions of a pair have no gap and no double, and every answer "saved" is one of them. */
export function noLostDecision({ dump, history }: Run): string[] {
  const found: string[] = [];
  const lines = recordsOf(dump, 'reviews:').flatMap(
    ({ value }) => (value as { readonly lines: readonly Pick<HistoryRow, 'a' | 'b' | 'version' | 'after'>[] }).lines,
  );
  const versions = new Map<string, number[]>();
  for (const { a, b, version } of lines) versions.set(`${a}-${b}`, [...(versions.get(`${a}-${b}`) ?? []), version]);
  for (const [name, known] of versions) {
    const isWhole = [...known].sort((one, other) => one - other).every((version, index) => version === index + 1);
    if (!isWhole) found.push(`the history of ${name} has the versions ${known.join(' ')}`);
  }
  for (const { method, request, answer } of history.calls) {
    if (method !== 'review.decide' || answer?.ok !== true) continue;
    const { a, b } = request as { readonly a: number; readonly b: number };
    const { outcome, review } = answer.value as {
      outcome: string;
      review: { version: number; verdict: string | null };
    };
    if (outcome !== 'saved' || review.verdict === null) continue;
    const line = lines.find((one) => one.a === a && one.b === b && one.version === review.version);
    if (line?.after !== review.verdict) found.push(`a decision about ${a}-${b} was saved and is not there`);
  }
  return found;
}

/** I17: every row of a bulk action ends as something, none gets lost, and undo leaves nothing behind. */
export function auditAndUndo({ asked, facts, plan, history }: Run): string[] {
  const found: string[] = [];
  for (const { view, selected } of asked.bulks) {
    if (view.rows.length !== selected) found.push(`${selected} rows were selected and ${view.rows.length} are there`);
    for (const { state, obstacle } of view.state === 'finished' ? view.rows : []) {
      if (state === 'waiting' || state === 'running' || state === 'ready') found.push(`a row ended as ${state}`);
      if ((state === 'failed' || state === 'impossible') && obstacle === null)
        found.push('a row failed without a reason');
    }
  }
  if (!plan.isUnwound) return found;
  const isWhole =
    asked.merges.every(({ action }) => action === null || action.state === 'undone' || action.state === 'failed') &&
    asked.bulks.every(({ undo }) => undo === null || undo.rows.every(({ state }) => state === 'undone'));
  if (!isWhole) return found;
  for (const [id, before] of facts.before) {
    const after = facts.after.get(id);
    if (after !== undefined && after !== before && !history.touchedMs.has(id)) {
      found.push(`after undoing everything ${id} is ${after} and was ${before}`);
    }
  }
  return found;
}
