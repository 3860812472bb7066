// A data file of issues, one JSON object a line, as a Jira site that could have held them. Only key, summary and created
// must be there. A line that cannot be used is reported with its number and skipped; a text that is repaired is reported
// too. Keys that Jira could not have given get one, and the file's own key stays beside it.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { maxFieldCharacters } from './adf';
import { freshSite } from './seed';
import type { CommentSeed, IssueSeed, PersonSeed, ProjectSeed, SiteSeed, StatusSeed } from './seed';

interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
  /** False when the issue was read nevertheless. */
  readonly isSkipped: boolean;
}

interface ImportedFile {
  readonly seed: SiteSeed;
  readonly problems: readonly LineProblem[];
  readonly issuesRead: number;
}

const text = v.nullish(v.string());
const texts = v.nullish(v.array(v.string()));
const time = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'is not a time in ISO 8601'),
);
const comment = v.union([v.string(), v.looseObject({ author: text, created: v.nullish(time), body: v.string() })]);
const line = v.looseObject({
  key: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.trim(), v.minLength(1, 'is empty')),
  summary: v.string(),
  created: time,
  project: text,
  type: text,
  status: text,
  resolution: text,
  priority: text,
  components: texts,
  labels: texts,
  versions: texts,
  updated: v.nullish(time),
  resolved: v.nullish(time),
  reporter: text,
  assignee: text,
  environment: text,
  parent: v.nullish(v.union([v.string(), v.pipe(v.number(), v.transform(String))])),
  description: text,
  comments: v.nullish(v.array(comment)),
});
type Line = v.InferOutput<typeof line>;

/** Three people are always there: one who administers the site and two who do not. */
const standingPeople: readonly PersonSeed[] = [
  {
    accountId: 'person-admin',
    displayName: 'Alex Admin',
    email: 'admin@example.com',
    groups: ['site-admins', 'jira-users'],
    isSiteAdmin: true,
  },
  { accountId: 'person-maria', displayName: 'Maria Member', email: 'maria@example.com', groups: ['jira-users'] },
  { accountId: 'person-noor', displayName: 'Noor Newcomer', email: 'noor@example.com', groups: ['jira-users'] },
];

const jiraKey = /^([A-Z][A-Z0-9_]{0,99})-([1-9]\d{0,9})$/;
const firstId = 10_000;

/** @throws the file system's own error when the file cannot be read */
export async function readJsonLines(path: string): Promise<ImportedFile> {
  const problems: LineProblem[] = [];
  const lines: Line[] = [];
  const lineOfKey = new Map<string, number>();
  const reader = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const raw of reader) {
    number += 1;
    const read = readLine(number === 1 ? raw.replace(/^\ufeff/, '') : raw);
    if (read === null) continue;
    const skip = (reason: string) => problems.push({ line: number, reason, isSkipped: true });
    if (typeof read === 'string') {
      skip(read);
      continue;
    }
    const first = lineOfKey.get(read.key);
    if (first !== undefined) {
      skip(`the key ${read.key} was already given on line ${first}`);
      continue;
    }
    lineOfKey.set(read.key, number);
    const { repaired, repairs } = repair(read);
    for (const reason of repairs) problems.push({ line: number, reason, isSkipped: false });
    lines.push(repaired);
  }
  return { seed: seedOfLines(lines), problems, issuesRead: lines.length };
}

/** Null for an empty line, a sentence for one that cannot be used. */
function readLine(raw: string): Line | string | null {
  if (raw.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    // SyntaxError, or RangeError from a nesting that the parser gives up on: either way the line is no JSON we can read.
    return `it is not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unknown error'})`;
  }
  const parsed = v.safeParse(line, value);
  if (parsed.success) return parsed.output.summary.trim() === '' ? 'summary: is empty' : parsed.output;
  const issue = parsed.issues[0];
  return `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`;
}

/** What no Jira could have stored is taken out; what is only longer than Jira takes today is kept whole. */
function repair(read: Line): { readonly repaired: Line; readonly repairs: readonly string[] } {
  const repairs: string[] = [];
  const clean = <T extends string | null | undefined>(field: string, value: T): T | string => {
    if (typeof value !== 'string') return value;
    // eslint-disable-next-line no-control-regex -- NUL is the very character that is looked for
    const cleaned = value.replace(/\u0000/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
    if (cleaned !== value) repairs.push(`${field}: characters that are no text were taken out`);
    return cleaned;
  };
  const description = clean('description', read.description);
  const summary = String(clean('summary', read.summary)).replace(/\s*[\r\n]+\s*/g, ' ');
  if (description && description.length > maxFieldCharacters) {
    repairs.push(
      `description: ${description.length} characters, more than the ${maxFieldCharacters} that Jira accepts; kept whole`,
    );
  }
  return { repaired: { ...read, summary, description, environment: clean('environment', read.environment) }, repairs };
}

/** Where an issue of the file stands in the site. */
interface Place {
  readonly id: number;
  readonly key: string;
  readonly projectKey: string;
}

function seedOfLines(lines: readonly Line[]): SiteSeed {
  const places = placesOf(lines);
  const people = new Map<string, PersonSeed>(standingPeople.map((person) => [person.accountId, person]));
  const personOf = (given: string | null | undefined): string | null => {
    if (!given) return null;
    const accountId = `imported-${shortHash(given)}`;
    if (!people.has(accountId)) {
      people.set(accountId, {
        accountId,
        displayName: `Reporter ${shortHash(given).slice(0, 4)}`,
        groups: [],
        isActive: false,
      });
    }
    return accountId;
  };
  const issues = lines.map((one): IssueSeed => issueOfLine(one, places, personOf));
  const distinct = (values: Iterable<string | null | undefined>) => [
    ...new Set([...values].flatMap((value) => value ?? [])),
  ];
  const typeNames = distinct(issues.map(({ type }) => type));
  return {
    ...freshSite,
    title: 'Imported issues',
    people: [...people.values()],
    projects: projectsOf(issues),
    issueTypes: distinct([...freshSite.issueTypes.map(({ name }) => name), ...typeNames]).map(
      (name) =>
        freshSite.issueTypes.find((type) => type.name === name) ?? {
          name,
          isSubtask: /sub-?task|technical task/i.test(name),
        },
    ),
    statuses: statusesOf(issues),
    resolutions: distinct([...freshSite.resolutions, ...issues.map(({ resolution }) => resolution)]),
    priorities: distinct([...freshSite.priorities, ...issues.map(({ priority }) => priority)]),
    issues,
  };
}

/**
 * Keys of Jira's shape stay. A plain number becomes the issue's id and, behind the project, its key. Anything else gets
 * the next free number of its project. Ids that the file does not give ascend in order of creation.
 */
function placesOf(lines: readonly Line[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const takenNumbers = new Map<string, number>();
  const waiting: { readonly one: Line; readonly projectKey: string }[] = [];
  let highestId = firstId - 1;
  const take = (projectKey: string, number: number) =>
    takenNumbers.set(projectKey, Math.max(number, takenNumbers.get(projectKey) ?? 0));
  const isNumber = (key: string) => /^[1-9]\d{0,14}$/.test(key);
  for (const one of lines) if (isNumber(one.key)) highestId = Math.max(highestId, Number(one.key));
  const inOrder = [...lines].sort((a, b) => Date.parse(a.created) - Date.parse(b.created));
  for (const one of inOrder) {
    const match = jiraKey.exec(one.key);
    const projectKey = match?.[1] ?? projectKeyOf(one.project);
    if (match !== null) {
      take(projectKey, Number(match[2]));
      places.set(one.key, { id: ++highestId, key: one.key, projectKey });
    } else if (isNumber(one.key)) {
      take(projectKey, Number(one.key));
      places.set(one.key, { id: Number(one.key), key: `${projectKey}-${one.key}`, projectKey });
    } else {
      waiting.push({ one, projectKey });
    }
  }
  for (const { one, projectKey } of waiting) {
    const number = (takenNumbers.get(projectKey) ?? 0) + 1;
    take(projectKey, number);
    places.set(one.key, { id: ++highestId, key: `${projectKey}-${number}`, projectKey });
  }
  return places;
}

function projectKeyOf(project: string | null | undefined): string {
  const key = (project ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9_]/g, '')
    .replace(/^[^A-Z]+/, '');
  return key.length < 2 ? `${key}DATA` : key.slice(0, 20);
}

function issueOfLine(
  one: Line,
  places: ReadonlyMap<string, Place>,
  personOf: (given: string | null | undefined) => string | null,
): IssueSeed {
  const place = places.get(one.key);
  if (place === undefined) throw new Error(`The issue ${one.key} has no place.`);
  const comments = (one.comments ?? []).map((given): CommentSeed => {
    const { author, created, body } = typeof given === 'string' ? { author: null, created: null, body: given } : given;
    return { author: personOf(author), created: created ?? one.created, body };
  });
  return {
    id: place.id,
    key: place.key,
    ...(place.key === one.key ? {} : { sourceKey: one.key }),
    project: place.projectKey,
    type: one.type ?? 'Task',
    status: one.status ?? (one.resolution ? 'Done' : 'To Do'),
    resolution: one.resolution ?? null,
    priority: one.priority ?? null,
    components: one.components ?? [],
    labels: one.labels ?? [],
    versions: one.versions ?? [],
    created: one.created,
    updated: one.updated ?? null,
    resolved: one.resolved ?? null,
    reporter: personOf(one.reporter),
    assignee: personOf(one.assignee),
    parent: (one.parent ? places.get(one.parent)?.key : null) ?? null,
    summary: one.summary,
    description: one.description ?? null,
    environment: one.environment ?? null,
    comments,
  };
}

function projectsOf(issues: readonly IssueSeed[]): readonly ProjectSeed[] {
  const parts = new Map<string, { readonly components: Set<string>; readonly versions: Set<string> }>();
  for (const { project, components, versions } of issues) {
    const of = parts.get(project) ?? { components: new Set(), versions: new Set() };
    parts.set(project, of);
    for (const name of components ?? []) of.components.add(name);
    for (const name of versions ?? []) of.versions.add(name);
  }
  return [...parts].map(([key, { components, versions }]) => ({
    key,
    name: key,
    browse: 'everyone',
    admins: ['site-admins'],
    components: [...components],
    versions: [...versions],
  }));
}

/** The file names statuses but not their categories: a status is "done" when most of its issues have a resolution. */
function statusesOf(issues: readonly IssueSeed[]): readonly StatusSeed[] {
  const balance = new Map<string, number>();
  for (const { status, resolution } of issues) {
    if (status !== undefined) balance.set(status, (balance.get(status) ?? 0) + (resolution ? 1 : -1));
  }
  const imported = [...balance]
    .filter(([name]) => !freshSite.statuses.some((status) => status.name === name))
    .map(([name, resolved]): StatusSeed => {
      const isMoving = /progress|review|testing|assigned|verif/i.test(name);
      return { name, category: resolved > 0 ? 'done' : isMoving ? 'indeterminate' : 'new' };
    });
  return [...freshSite.statuses, ...imported];
}

function shortHash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 12);
}
