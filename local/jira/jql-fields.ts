// What each JQL field means for an issue. A field says which operators it takes, which values exist for it, and what an
// issue has there; jql-compile puts the terms together. An unknown field or value gets Jira's own sentence, and to who
// may not see it a project or an issue does not exist.

import { textOf } from './adf';
import { JiraError } from './jira-error';
import {
  comparison,
  comparisons,
  demandOperator,
  isNegative,
  namedTest,
  noSuchField,
  noSuchFunction,
  noSuchValue,
  optional,
  setTest,
  textTest,
  timeTest,
} from './jql-kinds';
import type { JqlScope, Test } from './jql-kinds';
import type { Term, Value } from './jql-parse';
import { aliasTest, propertyTest } from './jql-properties';
import { accountIdOf, canBrowseProject, visibilityFor } from './permissions';
import { componentId, type Issue, type Named } from './state';

/** @throws JiraError 400 in Jira's words when the field, the operator or a value does not exist. */
export function testOfTerm(term: Term, scope: JqlScope): Test {
  if (term.property !== null) {
    if (canonicalField(term.field) !== 'issue.property') throw noSuchField(term.field);
    return propertyTest(term, term.property);
  }
  const alias = scope.apps.aliasOf(term.field);
  if (alias !== undefined) return aliasTest(term, alias);
  const make = fieldTests.get(canonicalField(term.field));
  if (make === undefined) throw noSuchField(term.field);
  return make(term, scope);
}

const aliases = new Map(
  Object.entries({
    key: 'issuekey',
    id: 'issuekey',
    issue: 'issuekey',
    type: 'issuetype',
    components: 'component',
    label: 'labels',
    createddate: 'created',
    updateddate: 'updated',
    resolutiondate: 'resolved',
    'cf[10020]': 'sprint',
  }),
);

export function canonicalField(field: string): string {
  const lower = field.toLowerCase();
  return aliases.get(lower) ?? lower;
}

function issueKeyTest(term: Term, scope: JqlScope): Test {
  demandOperator(term, comparison);
  const { state } = scope;
  const canSee = visibilityFor(state, scope.actor);
  const compare = comparisons[term.operator];
  if (compare !== undefined) {
    const value = term.values[0];
    if (value?.kind !== 'text') throw noSuchValue(term, '');
    if (/^\d+$/.test(value.text)) {
      const limit = Number(value.text);
      return (issue) => compare(issue.id - limit);
    }
    const limit = partsOfKey(value.text);
    if (limit === null) throw noSuchIssue(term, value.text);
    return (issue) => {
      const parts = partsOfKey(issue.key);
      return parts !== null && parts.project === limit.project && compare(parts.number - limit.number);
    };
  }
  const ids = new Set<number>();
  for (const value of term.values) {
    if (value.kind === 'empty') continue;
    if (value.kind === 'function') {
      for (const id of issuesOfFunction(value, scope)) ids.add(id);
      continue;
    }
    const issue = state.issueOf(value.text);
    if (issue === undefined || !canSee(issue)) throw noSuchIssue(term, value.text);
    ids.add(issue.id);
  }
  return isNegative(term.operator) ? (issue) => !ids.has(issue.id) : (issue) => ids.has(issue.id);
}

export function partsOfKey(key: string): { readonly project: string; readonly number: number } | null {
  const match = /^([A-Z][A-Z0-9_]*)-(\d+)$/i.exec(key);
  return match?.[1] === undefined ? null : { project: match[1].toUpperCase(), number: Number(match[2]) };
}

function noSuchIssue(term: Term, value: string): JiraError {
  const sentence = /^\d+$/.test(value)
    ? `A value with ID '${value}' does not exist for the field '${term.field}'.`
    : `An issue with key '${value}' does not exist for field '${term.field}'.`;
  return new JiraError(400, [sentence]);
}

function issuesOfFunction(value: Value & { readonly kind: 'function' }, { state, actor }: JqlScope): readonly number[] {
  if (value.name.toLowerCase() !== 'linkedissues') throw noSuchFunction(value);
  const [key = '', words] = value.args;
  const issue = state.issueOf(key);
  if (issue === undefined || !visibilityFor(state, actor)(issue)) {
    throw new JiraError(400, [`Issue '${key}' could not be found in function 'linkedIssues'.`]);
  }
  return state.linksOf(issue.id).flatMap((link) => {
    const type = state.linkTypes.find(({ name }) => name === link.type);
    const isSource = link.sourceId === issue.id;
    if (words !== undefined && words !== type?.name && words !== (isSource ? type?.outward : type?.inward)) return [];
    return [isSource ? link.destinationId : link.sourceId];
  });
}

function projectTest(term: Term, { state, actor }: JqlScope): Test {
  return setTest(
    term,
    (issue) => [String(issue.projectId)],
    (value) => {
      const byName = [...state.projects.values()].find(({ name }) => name.toLowerCase() === value.toLowerCase());
      const project = state.projectOf(value.toUpperCase()) ?? byName;
      if (project === undefined || !canBrowseProject(state, actor, project)) throw noSuchValue(term, value);
      return [String(project.id)];
    },
  );
}

function personTest(term: Term, has: (issue: Issue) => readonly string[], { state, actor }: JqlScope): Test {
  const values: Value[] = term.values.flatMap((value): Value[] => {
    if (value.kind !== 'function') return [value];
    const name = value.name.toLowerCase();
    if (name === 'currentuser') return optional(accountIdOf(state, actor)).map((text) => ({ kind: 'text', text }));
    if (name !== 'membersof') throw noSuchFunction(value);
    const group = value.args[0] ?? '';
    return [...state.people.values()]
      .filter(({ groups }) => groups.includes(group))
      .map(({ accountId }) => ({ kind: 'text', text: accountId }));
  });
  return setTest({ ...term, values }, has, (value) => {
    const people = [...state.people.values()].filter(
      ({ accountId, displayName, email }) =>
        accountId === value || displayName.toLowerCase() === value.toLowerCase() || email === value,
    );
    if (people.length === 0 && value !== state.appUser.accountId) throw noSuchValue(term, value);
    return people.length === 0 ? [value] : people.map(({ accountId }) => accountId);
  });
}

const categoryNames: readonly Named[] = [
  { id: 2, name: 'To Do' },
  { id: 4, name: 'In Progress' },
  { id: 3, name: 'Done' },
];
const nameOfCategory = { new: 'To Do', indeterminate: 'In Progress', done: 'Done' } as const;

/** Values that exist somewhere among the projects, numbered for the sake of findNamed. */
const namesIn = (lists: readonly (readonly string[] | undefined)[]): readonly Named[] =>
  [...new Set(lists.flatMap((list) => list ?? []))].map((name, at) => ({ id: -1 - at, name }));

/** By name in every project that has one of that name, or by id in the one project that it belongs to. */
function componentTest(term: Term, { state, actor }: JqlScope): Test {
  const all = [...state.projects.values()]
    .filter((project) => canBrowseProject(state, actor, project))
    .flatMap(({ id: projectId, components = [] }) =>
      components.map((name, at) => ({ id: componentId(projectId, at), name, mark: `${projectId} ${name}` })),
    );
  return setTest(
    term,
    ({ projectId, components }) => components.map((name) => `${projectId} ${name}`),
    (value) => {
      const named = all.filter(({ name }) => name.toLowerCase() === value.toLowerCase());
      const found = named.length > 0 ? named : all.filter(({ id }) => id === value);
      if (found.length === 0) throw noSuchValue(term, value);
      return found.map(({ mark }) => mark);
    },
  );
}

/** How many there are, where the field of the same name in other tools asks who. */
function countTest(term: Term, countOf: (issue: Issue) => number): Test {
  demandOperator(
    term,
    comparison.filter((operator) => operator !== 'is' && operator !== 'is not'),
  );
  const compare = comparisons[term.operator];
  const wanted = term.values.map((value) => {
    if (value.kind !== 'text' || !/^\d+$/.test(value.text)) {
      throw new JiraError(400, [`The field '${term.field}' needs a whole number.`]);
    }
    return Number(value.text);
  });
  if (compare !== undefined) return (issue) => compare(countOf(issue) - (wanted[0] ?? 0));
  return (issue) => wanted.includes(countOf(issue)) !== isNegative(term.operator);
}

function resolutionTest(term: Term, { state }: JqlScope): Test {
  const values = term.values.map((value): Value =>
    value.kind === 'text' && value.text.toLowerCase() === 'unresolved' ? { kind: 'empty' } : value,
  );
  const isSolved = isNegative(term.operator) && values.every(({ kind }) => kind === 'empty');
  if (isSolved) return (issue) => issue.resolution !== null;
  return namedTest({ ...term, values }, state.resolutions, (issue) => optional(issue.resolution));
}

const sprintFunctions = new Map([
  ['opensprints', 'active'],
  ['closedsprints', 'closed'],
  ['futuresprints', 'future'],
]);

function sprintTest(term: Term, { state }: JqlScope): Test {
  const sprints = [...state.issues.values()].flatMap(({ sprint }) => sprint ?? []);
  const values = term.values.flatMap((value): Value[] => {
    if (value.kind !== 'function') return [value];
    const wanted = sprintFunctions.get(value.name.toLowerCase());
    if (wanted === undefined) throw noSuchFunction(value);
    return sprints.filter((sprint) => sprint.state === wanted).map(({ id }) => ({ kind: 'text', text: String(id) }));
  });
  const has = (issue: Issue) => (issue.sprint === null ? [] : [issue.sprint.name]);
  return namedTest({ ...term, values }, sprints, has);
}

const fieldTests: ReadonlyMap<string, (term: Term, scope: JqlScope) => Test> = new Map(
  Object.entries<(term: Term, scope: JqlScope) => Test>({
    issuekey: issueKeyTest,
    project: projectTest,
    issuetype: (term, { state }) => namedTest(term, state.issueTypes, (issue) => [issue.type]),
    status: (term, { state }) => namedTest(term, state.statuses, (issue) => [issue.status]),
    statuscategory: (term, { state }) =>
      namedTest(term, categoryNames, (issue) => [nameOfCategory[state.statusOf(issue).category]]),
    resolution: resolutionTest,
    priority: (term, { state }) => namedTest(term, state.priorities, (issue) => optional(issue.priority)),
    component: componentTest,
    affectedversion: (term, { state }) =>
      namedTest(term, namesIn([...state.projects.values()].map(({ versions }) => versions)), (issue) => issue.versions),
    labels: (term) =>
      setTest(
        term,
        ({ labels }) => labels.map((label) => label.toLowerCase()),
        (value) => [value.toLowerCase()],
      ),
    level: (term, { state }) =>
      namedTest(
        term,
        namesIn([...state.projects.values()].map(({ securityLevels }) => securityLevels?.map(({ name }) => name))),
        (issue) => optional(issue.securityLevel),
      ),
    sprint: sprintTest,
    reporter: (term, scope) => personTest(term, (issue) => optional(issue.reporter), scope),
    creator: (term, scope) => personTest(term, (issue) => optional(issue.reporter), scope),
    assignee: (term, scope) => personTest(term, (issue) => optional(issue.assignee), scope),
    watcher: (term, scope) => personTest(term, (issue) => issue.watchers, scope),
    watchers: (term) => countTest(term, ({ watchers }) => watchers.length),
    votes: (term) => countTest(term, ({ votes }) => votes.length),
    voter: (term, scope) => personTest(term, (issue) => issue.votes, scope),
    created: (term, scope) => timeTest(term, (issue) => issue.createdMs, scope),
    updated: (term, scope) => timeTest(term, (issue) => issue.updatedMs, scope),
    resolved: (term, scope) => timeTest(term, (issue) => issue.resolvedMs, scope),
    parent: (term, { state, actor }) =>
      setTest(
        term,
        (issue) => (issue.parentId === null ? [] : [String(issue.parentId)]),
        (value) => {
          const parent = state.issueOf(value);
          if (parent === undefined || !visibilityFor(state, actor)(parent)) throw noSuchIssue(term, value);
          return [String(parent.id)];
        },
      ),
    issuelinktype: (term, { state }) =>
      setTest(
        term,
        (issue) =>
          state.linksOf(issue.id).flatMap((link) => {
            const type = state.linkTypes.find(({ name }) => name === link.type);
            return type === undefined ? [] : [type.name, link.sourceId === issue.id ? type.outward : type.inward];
          }),
        (value) => [value],
      ),
    summary: (term) => textTest(term, (issue) => issue.summary),
    description: (term) => textTest(term, (issue) => textOf(issue.description)),
    environment: (term) => textTest(term, (issue) => issue.environment ?? ''),
    comment: (term) => textTest(term, (issue) => issue.comments.map(({ body }) => textOf(body)).join('\n')),
    text: (term) =>
      textTest(term, (issue) =>
        [
          issue.summary,
          textOf(issue.description),
          issue.environment ?? '',
          ...issue.comments.map(({ body }) => textOf(body)),
        ].join('\n'),
      ),
  }),
);
