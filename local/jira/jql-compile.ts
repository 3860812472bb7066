// A parsed query as something that runs: a test for one issue, an order, and the bounds (projects, first and last id)
// within which any match must lie. The bounds come only from terms joined by AND at the top, so that they can be trusted.

import { canonicalField, partsOfKey, testOfTerm } from './jql-fields';
import { noSuchField } from './jql-kinds';
import type { JqlScope, Test } from './jql-kinds';
import { badRequest, JiraError } from './jira-error';
import type { Condition, Query, SortKey, Term } from './jql-parse';
import type { Issue, SiteState } from './state';

export interface CompiledQuery {
  readonly matches: Test;
  /** Projects by id; null when the query does not say. */
  readonly projectIds: ReadonlySet<number> | null;
  readonly firstId: number;
  readonly lastId: number;
  /** `ascending` and `descending` are orders by id, which need no sorting. */
  readonly order: 'ascending' | 'descending' | ((a: Issue, b: Issue) => number);
}

const maxSortKeys = 7;

/** @throws JiraError 400 when the query is not bounded, or names what does not exist. */
export function compileJql(query: Query, scope: JqlScope): CompiledQuery {
  if (query.where === null) {
    throw badRequest('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  return compileCondition(query.where, query.orderBy, scope);
}

function compileCondition(where: Condition, orderBy: readonly SortKey[], scope: JqlScope): CompiledQuery {
  const matches = testOf(where, scope);
  let projectIds: ReadonlySet<number> | null = null;
  let firstId = 0;
  let lastId = Number.MAX_SAFE_INTEGER;
  for (const term of topTerms(where)) {
    const field = canonicalField(term.field);
    if (field === 'project' && (term.operator === '=' || term.operator === 'in')) {
      projectIds = new Set(
        [...scope.state.projects.values()].filter((project) => allows(term, project, scope)).map(({ id }) => id),
      );
    }
    const value = term.values[0];
    if (field !== 'issuekey' || term.property !== null || value?.kind !== 'text' || !/^\d+$/.test(value.text)) continue;
    const id = Number(value.text);
    if (term.operator === '>') firstId = Math.max(firstId, id + 1);
    if (term.operator === '>=') firstId = Math.max(firstId, id);
    if (term.operator === '<') lastId = Math.min(lastId, id - 1);
    if (term.operator === '<=') lastId = Math.min(lastId, id);
    if (term.operator === '=') [firstId, lastId] = [Math.max(firstId, id), Math.min(lastId, id)];
  }
  return { matches, projectIds, firstId, lastId, order: orderOf(orderBy, scope.state) };
}

function allows(term: Term, project: { readonly id: number }, scope: JqlScope): boolean {
  return testOfTerm(term, scope)({ projectId: project.id } as Issue);
}

function topTerms(where: Condition): readonly Term[] {
  if (where.kind === 'term') return [where];
  return where.kind === 'and' ? where.parts.flatMap((part) => (part.kind === 'term' ? [part] : [])) : [];
}

function testOf(condition: Condition, scope: JqlScope): Test {
  if (condition.kind === 'term') {
    const computed = scope.apps.conditionOf(condition);
    return computed === null ? testOfTerm(condition, scope) : testOf(computed, scope);
  }
  const tests = condition.parts.map((part) => testOf(part, scope));
  return condition.kind === 'and'
    ? (issue) => tests.every((test) => test(issue))
    : (issue) => tests.some((test) => test(issue));
}

/** Without ORDER BY Jira promises nothing; newest first is what it does. */
function orderOf(sortKeys: readonly SortKey[], state: SiteState): CompiledQuery['order'] {
  if (sortKeys.length > maxSortKeys) throw badRequest(`A query may be ordered by at most ${maxSortKeys} fields.`);
  const first = sortKeys[0];
  if (first === undefined) return 'descending';
  if (first.field.toLowerCase() === 'id') return first.isDescending ? 'descending' : 'ascending';
  const comparers = sortKeys.map(({ field, isDescending }) => {
    const known = sorters(state);
    const name = canonicalField(field);
    const compare = Object.hasOwn(known, name) ? known[name] : undefined;
    if (compare === undefined) throw noSuchField(field);
    return isDescending ? (a: Issue, b: Issue) => compare(b, a) : compare;
  });
  return (a, b) => {
    for (const compare of comparers) {
      const difference = compare(a, b);
      if (difference !== 0) return difference;
    }
    return b.id - a.id;
  };
}

type Comparer = (a: Issue, b: Issue) => number;

const byText = (of: (issue: Issue) => string | null): Comparer => {
  return (a, b) => (of(a) ?? '\uffff').localeCompare(of(b) ?? '\uffff', 'en');
};

function sorters(state: SiteState): Readonly<Record<string, Comparer | undefined>> {
  const positionOf = (all: readonly { readonly name: string }[], name: string | null) => {
    const at = all.findIndex((one) => one.name === name);
    return at < 0 ? all.length : at;
  };
  return {
    issuekey: (a, b) => {
      const [left, right] = [partsOfKey(a.key), partsOfKey(b.key)];
      return (left?.project ?? '').localeCompare(right?.project ?? '') || (left?.number ?? 0) - (right?.number ?? 0);
    },
    // Nobody drags here, so the order is that in which Jira ranks what nobody has dragged.
    rank: (a, b) => a.id - b.id,
    created: (a, b) => a.createdMs - b.createdMs,
    updated: (a, b) => a.updatedMs - b.updatedMs,
    resolved: (a, b) => (a.resolvedMs ?? Infinity) - (b.resolvedMs ?? Infinity) || 0,
    // The first priority is the highest, and "ascending" goes from the lowest up.
    priority: (a, b) => positionOf(state.priorities, b.priority) - positionOf(state.priorities, a.priority),
    status: (a, b) => positionOf(state.statuses, a.status) - positionOf(state.statuses, b.status),
    resolution: (a, b) => positionOf(state.resolutions, a.resolution) - positionOf(state.resolutions, b.resolution),
    project: byText((issue) => state.projects.get(issue.projectId)?.name ?? null),
    issuetype: byText((issue) => issue.type),
    summary: byText((issue) => issue.summary),
    reporter: byText((issue) => issue.reporter),
    assignee: byText((issue) => issue.assignee),
  };
}

/** What is wrong with a query, as a list of sentences; empty when it can run. */
export function problemsOf(run: () => void): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof JiraError) return error.errorMessages;
    throw error;
  }
}
