// The fields of an issue that a request sets, checked as Jira checks them: every fault is told at once, under the name of
// its field. Used by create, edit and transition.

import * as v from 'valibot';
import { documentProblem, maxFieldCharacters, textOf } from '../adf';
import { JiraError } from '../jira-error';
import type { AdfDocument } from '../seed';
import { findNamed } from '../state';
import type { Issue, Named, Project, SiteState } from '../state';
import { historyItem } from './operation';
import type { HistoryItem } from './operation';

export const fieldsBody = v.looseObject({
  fields: v.optional(v.record(v.string(), v.unknown()), {}),
  update: v.optional(v.record(v.string(), v.array(v.record(v.string(), v.unknown()))), {}),
  transition: v.optional(v.looseObject({ id: v.string() })),
});
export type FieldsBody = v.InferOutput<typeof fieldsBody>;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface FieldChange {
  readonly change: Partial<Issue>;
  readonly items: readonly HistoryItem[];
}

const reference = v.looseObject({
  id: v.optional(v.string()),
  key: v.optional(v.string()),
  name: v.optional(v.string()),
  accountId: v.optional(v.string()),
});

/** @throws JiraError 400 with a sentence for each field that cannot be set so. */
export function fieldChange(state: SiteState, project: Project, before: Issue, body: FieldsBody): FieldChange {
  const change: Partial<Writable<Issue>> = {};
  const items: HistoryItem[] = [];
  const errors: Record<string, string> = {};
  for (const [field, value] of Object.entries(withUpdates(before, body, errors))) {
    const set = Object.hasOwn(setters, field) ? setters[field] : undefined; // a field may be called `constructor`
    const outcome =
      set === undefined
        ? `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`
        : set(value, state, project);
    if (typeof outcome === 'string') errors[field] = outcome;
    else {
      const [name, next] = [outcome.member, outcome.value];
      items.push(historyItem(field, shown(before[name]), shown(next)));
      Object.assign(change, { [name]: next });
    }
  }
  if (Object.keys(errors).length > 0) throw new JiraError(400, [], errors);
  return { change, items };
}

/** `update` verbs of list fields, applied to what is there, as if the result had been set. */
function withUpdates(
  before: Issue,
  body: FieldsBody,
  errors: Record<string, string>,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = { ...body.fields };
  for (const [field, verbs] of Object.entries(body.update)) {
    let list: unknown[] =
      field === 'labels'
        ? [...before.labels]
        : field === 'components'
          ? before.components.map((name) => ({ name }))
          : [];
    for (const verb of verbs) {
      const [name, value] = Object.entries(verb)[0] ?? [];
      const isSame = (one: unknown) => JSON.stringify(one) === JSON.stringify(value);
      if (name === 'set') fields[field] = value;
      else if (field !== 'labels' && field !== 'components')
        errors[field] = `Field '${field}' does not support operation '${name}' Supported operation(s) are: 'set'.`;
      else if (name === 'add') list = list.some(isSame) ? list : [...list, value];
      else if (name === 'remove') list = list.filter((one) => !isSame(one));
      if (name === 'add' || name === 'remove') fields[field] = list;
    }
  }
  return fields;
}

type Outcome = string | { readonly member: keyof Issue; readonly value: unknown };
type Setter = (value: unknown, state: SiteState, project: Project) => Outcome;

const setters: Readonly<Record<string, Setter | undefined>> = {
  summary: (value) => {
    if (typeof value !== 'string' || value.trim() === '') return 'You must specify a summary of the issue.';
    if (/[\r\n]/.test(value)) return 'The summary is invalid because it contains newline characters.';
    return value.length > 255 ? 'Summary must be less than 255 characters.' : { member: 'summary', value };
  },
  description: (value) => richText('description', value),
  environment: (value) => {
    const outcome = richText('environment', value);
    return typeof outcome === 'string'
      ? outcome
      : { ...outcome, value: outcome.value === null ? null : textOf(outcome.value as AdfDocument) };
  },
  labels: (value) => {
    const labels = v.safeParse(v.array(v.string()), value);
    if (!labels.success) return 'data was not an array';
    const spaced = labels.output.find((label) => /\s/.test(label));
    return spaced === undefined
      ? { member: 'labels', value: [...new Set(labels.output)] }
      : `The label '${spaced}' contains spaces which is invalid.`;
  },
  components: (value, _state, project) => {
    const list = v.safeParse(v.array(reference), value);
    if (!list.success) return 'data was not an array';
    const names = list.output.map(({ name }) => name ?? '');
    const unknown = names.find((name) => project.components?.includes(name) !== true);
    return unknown === undefined ? { member: 'components', value: names } : `Component name '${unknown}' is not valid`;
  },
  priority: (value, { priorities }) =>
    named('priority', value, priorities, 'Specify the Priority (id or name) in the string format'),
  resolution: (value, { resolutions }) => named('resolution', value, resolutions, 'Specify a valid resolution'),
  issuetype: (value, state, project) =>
    named('type', value, state.typesOfProject(project), 'Specify a valid issue type'),
  assignee: (value, state) => person('assignee', value, state),
  reporter: (value, state) => person('reporter', value, state),
  parent: (value, state, project) => {
    const parsed = v.safeParse(reference, value);
    const parent = parsed.success ? state.issueOf(parsed.output.id ?? parsed.output.key ?? '') : undefined;
    return parent?.projectId === project.id
      ? { member: 'parentId', value: parent.id }
      : 'Could not find issue by id or key.';
  },
  security: (value, _state, project) => {
    if (value === null) return { member: 'securityLevel', value: null };
    const parsed = v.safeParse(reference, value);
    const level = project.securityLevels?.find(({ name }) => parsed.success && name === parsed.output.name);
    return level === undefined ? 'Security level is not valid' : { member: 'securityLevel', value: level.name };
  },
};

function richText(member: 'description' | 'environment', value: unknown): Outcome {
  if (value === null) return { member, value: null };
  if (documentProblem(value) !== null)
    return 'Operation value must be an Atlassian Document (see the Atlassian Document Format)';
  return textOf(value as AdfDocument).length > maxFieldCharacters
    ? 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.'
    : { member, value };
}

function named(member: keyof Issue, value: unknown, all: readonly Named[], sentence: string): Outcome {
  const parsed = v.safeParse(reference, value);
  if (!parsed.success) return sentence;
  const found = findNamed(all, parsed.output.id ?? parsed.output.name ?? '');
  return found === undefined ? sentence : { member, value: found.name };
}

function person(member: 'assignee' | 'reporter', value: unknown, state: SiteState): Outcome {
  if (value === null && member === 'assignee') return { member, value: null };
  const parsed = v.safeParse(reference, value);
  const accountId = parsed.success ? (parsed.output.accountId ?? parsed.output.id) : undefined;
  if (accountId === undefined || !state.people.has(accountId)) {
    return member === 'assignee' ? 'User cannot be assigned issues.' : 'The reporter specified is not a user.';
  }
  return { member, value: accountId };
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') return Array.isArray(value) ? value.join(' ') : textOf(value as AdfDocument);
  return String(value);
}
