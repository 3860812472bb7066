// `issue in duplicatesOf("KEY")` and `issue in possibleDuplicates("SPACE")` for filters, boards and subscriptions. Jira
// keeps one answer for all people and then shows each person what that person may see. So the answer itself must not
// depend on anything that only some of them may know: only pairs count whose two issues lie in one project and have no
// security level, which the same people see. An unknown key, a hidden one and one without duplicates answer alike.

import type { MatchCalls } from '../jira/match';
import type { SiteJira } from '../jira/gateway';
import type { Computation, ComputedFunctions } from '../jira/jql-functions';
import { limits } from '../limits';
import { candidatesAfterChanges, emptyTail, entriesOf, entriesSince } from '../scan/tail';
import { decodeLists } from '../similarity/results';
import type { Stores } from '../storage/stores';
import { ofOneAudience, openPairsOfOneAudience, undecided } from './one-audience';

export interface FunctionContext {
  readonly jira: Pick<SiteJira, 'issueByKey' | 'projectIdOf'>;
  /** As the app. */
  readonly matches: MatchCalls['matches'];
  readonly stores: Stores;
  readonly nowMs: () => number;
}

export interface FunctionCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly operator: string;
}

/** The JQL that stands for the call. @throws AppError */
export async function jqlOf({ name, args, operator }: FunctionCall, context: FunctionContext): Promise<string> {
  const [argument = ''] = args;
  const ids =
    name === 'duplicatesOf' ? await duplicatesOf(argument, context) : await possibleDuplicates(argument, context);
  return jqlOfIds(ids, operator === 'not in' || operator === '!=');
}

/** Replaces what Jira remembers where it would be another answer now. The number of those replaced. */
export async function refreshFunctions(functions: ComputedFunctions, context: FunctionContext): Promise<number> {
  const changed: { id: string; value: string }[] = [];
  for (const computation of await functions.list()) {
    const value = await jqlOf(callOf(computation), context);
    if (value !== computation.value) changed.push({ id: computation.id, value });
  }
  if (changed.length > 0) await functions.replace(changed);
  return changed.length;
}

function callOf({ functionName, operator, args }: Computation): FunctionCall {
  return { name: functionName, args, operator };
}

const nothing = 'created < "1971-01-01"';
const everything = 'created >= "1971-01-01"';

/**
 * Ranges and not a list: Jira refuses a list for everybody who may not see one of its issues, and names that issue. A
 * range is no claim that anything exists.
 */
export function jqlOfIds(ids: readonly number[], isNegated: boolean): string {
  if (ids.length === 0) return isNegated ? everything : nothing;
  const runs: { first: number; last: number }[] = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run.last + 1 === id) run.last = id;
    else runs.push({ first: id, last: id });
  }
  const condition = runs.map(({ first, last }) => `(id >= ${first} AND id <= ${last})`).join(' OR ');
  return isNegated ? `NOT (${condition})` : `(${condition})`;
}

async function duplicatesOf(key: string, context: FunctionContext): Promise<number[]> {
  const { stores } = context;
  const issue = await context.jira.issueByKey(key);
  if (issue === null) return [];
  const coverage = (await stores.coverage(issue.project.id).read())?.value ?? null;
  if (coverage === null) return [];
  const part = coverage.results.lists.find(({ firstId, lastId }) => firstId <= issue.id && issue.id <= lastId);
  const keys = part === undefined ? [] : [part.key];
  const { values, record } = await stores.tail.readBeside(keys);
  const [list] = stores.results.parts(keys, values);
  const changes = entriesSince(entriesOf(record?.value ?? emptyTail), coverage.startedAtMs);
  const stored = list === undefined ? null : decodeLists(list).of(issue.id);
  const likely = (candidatesAfterChanges(issue.id, stored, changes) ?? []).filter(({ tier }) => tier !== 'none');
  const pairs = likely.map(({ id }) => pairOf(issue.id, id)).filter(({ a, b }) => a !== b);
  const open = await undecided(pairs, context);
  const ids = open.map(({ a, b }) => (a === issue.id ? b : a)).filter((id) => !issue.linkedIds.includes(id));
  const audience = await ofOneAudience([issue.id, ...ids], issue.project.id, context);
  return audience.has(issue.id) ? ids.filter((id) => audience.has(id)) : [];
}

/** Issues of the space that have an undecided duplicate in it, the likeliest first, at most as many as Jira takes. */
async function possibleDuplicates(projectKey: string, context: FunctionContext): Promise<number[]> {
  const projectId = await context.jira.projectIdOf(projectKey);
  const coverage = projectId === null ? null : ((await context.stores.coverage(projectId).read())?.value ?? null);
  if (projectId === null || coverage === null) return [];
  const open = await openPairsOfOneAudience(projectId, coverage, limits.maxFunctionIssues, context);
  return open.flatMap(({ a, b }) => [a, b]).slice(0, limits.maxFunctionIssues);
}

function pairOf(one: number, other: number): { a: number; b: number } {
  return { a: Math.min(one, other), b: Math.max(one, other) };
}
