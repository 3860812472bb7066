// Reads a labelled set: issues as JSON Lines, known duplicates as tab-separated pairs, and, if there is a file of that
// name beside them, other links. Only `key`, `summary` and `created` must be there; a line that breaks this is
// reported with its number and left out.

import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { hashText } from '../src/similarity/hash';
import type { IssueInput } from '../src/similarity/document';

export interface LabelledIssue extends IssueInput {
  readonly key: string;
  readonly project: string;
  /** As the tracker calls it; empty when it says none. */
  readonly priority: string;
  /** Versions that are affected. */
  readonly versions: readonly string[];
}

export interface LabelledSet {
  readonly name: string;
  /** Sorted by creation, then key; `id` is the position + 1. */
  readonly issues: readonly LabelledIssue[];
  /** Positions of two issues that are known duplicates, the older one first. */
  readonly pairs: readonly (readonly [number, number])[];
  /** For each issue the position of the oldest one of its cluster. */
  readonly clusterOf: Int32Array;
  /** Positions of issues with an earlier member of their cluster, ascending. */
  readonly queries: readonly number[];
  /** Pairs with another link between them, as `pairKey`. */
  readonly related: ReadonlySet<number>;
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

export class UnreadableInput extends Error {}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []);

/** Milliseconds of an ISO date whose offset may lack the colon; NaN when it is none. */
export function readDate(value: unknown): number {
  return Date.parse(text(value).replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}

export function pairKey(a: number, b: number): number {
  return Math.min(a, b) * 0x4000000 + Math.max(a, b);
}

interface RawIssue {
  readonly fields: Record<string, unknown>;
  readonly key: string;
  readonly createdMs: number;
}

export async function readLabelledSet(issuesPath: string, pairsPath: string): Promise<LabelledSet> {
  for (const path of [issuesPath, pairsPath])
    if (!existsSync(path)) throw new UnreadableInput(`There is no file ${path}.`);
  const { raw, problems } = await readIssues(issuesPath);
  if (raw.length === 0) throw new UnreadableInput(`${issuesPath} holds no readable issue.`);
  raw.sort((a, b) => a.createdMs - b.createdMs || (a.key < b.key ? -1 : 1));
  const positions = new Map(raw.map(({ key }, position) => [key, position]));
  const issues = raw.map((issue, position) => toIssue(issue, position, positions));
  const pairs = readPairs(pairsPath, positions);
  const clusterOf = clusters(issues.length, pairs);
  const relatedPath = pairsPath.replace(/\.pairs\.tsv$/, '.related.tsv');
  const related = relatedPath !== pairsPath && existsSync(relatedPath) ? readPairs(relatedPath, positions) : [];
  return {
    name: (issuesPath.split('/').pop() ?? issuesPath).replace(/\.jsonl$/, ''),
    issues,
    pairs,
    clusterOf,
    queries: issues.map((_, position) => position).filter((position) => clusterOf[position] !== position),
    related: new Set(related.map(([a, b]) => pairKey(a, b))),
    problems,
  };
}

async function readIssues(path: string): Promise<{ raw: RawIssue[]; problems: { line: number; reason: string }[] }> {
  const raw: RawIssue[] = [];
  const problems: { line: number; reason: string }[] = [];
  const keys = new Set<string>();
  let line = 0;
  for await (const content of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line++;
    if (content.trim() === '') continue;
    const issue = parseIssue(content);
    if (typeof issue === 'string') problems.push({ line, reason: issue });
    else if (keys.has(issue.key)) problems.push({ line, reason: `the key ${issue.key} was there before` });
    else {
      keys.add(issue.key);
      raw.push(issue);
    }
  }
  return { raw, problems };
}

function parseIssue(content: string): RawIssue | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (error) {
    return `not JSON (${error instanceof Error ? error.message : 'unknown'})`;
  }
  const fields = record(parsed);
  if (fields === null) return 'not a JSON object';
  const key = text(fields['key']);
  if (key === '') return 'no key';
  if (typeof fields['summary'] !== 'string') return 'no summary';
  const createdMs = readDate(fields['created']);
  return Number.isNaN(createdMs) ? 'no readable creation date' : { fields, key, createdMs };
}

function toIssue(
  { fields, key, createdMs }: RawIssue,
  position: number,
  positions: Map<string, number>,
): LabelledIssue {
  const project = text(fields['project']) || key.replace(/-\d+$/, '');
  const type = text(fields['type']);
  const reporter = text(fields['reporter']);
  const parent = positions.get(text(fields['parent']));
  const description = text(fields['description']);
  return {
    id: position + 1,
    key,
    project,
    priority: text(fields['priority']),
    versions: texts(fields['versions']),
    text: { summary: text(fields['summary']), description },
    facts: {
      createdMs,
      projectId: hashText(project),
      parentId: parent === undefined ? 0 : parent + 1,
      isSubtask: /^(?:sub-?task|technical task)$/i.test(type),
      isResolved: typeof fields['resolution'] === 'string' && fields['resolution'] !== '',
      typeHash: type === '' ? 0 : hashText(type),
      reporterHash: reporter === '' ? 0 : hashText(reporter),
      componentHashes: texts(fields['components']).map((component) => hashText(component)),
      linkedIds: [],
    },
  };
}

function readPairs(path: string, positions: Map<string, number>): [number, number][] {
  const pairs: [number, number][] = [];
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [first, second] = line.trim().split('\t');
    const a = positions.get(first ?? '');
    const b = positions.get(second ?? '');
    if (a !== undefined && b !== undefined && a !== b) pairs.push([Math.min(a, b), Math.max(a, b)]);
  }
  return pairs;
}

/** Connected components; each issue gets the position of the oldest one of its component. */
function clusters(issueCount: number, pairs: readonly (readonly [number, number])[]): Int32Array {
  const parents = Int32Array.from({ length: issueCount }, (_, position) => position);
  const rootOf = (position: number): number => {
    let root = position;
    while (parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  for (const [a, b] of pairs) {
    const [rootA, rootB] = [rootOf(a), rootOf(b)];
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
  return parents.map((_, position) => rootOf(position));
}
