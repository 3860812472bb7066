// What is wrong with the Duplicate links of a project, as findings with a proposed repair: links should form a star with
// an open issue in its middle. Pure: the graph in, problems out, each under a name that changes when what it found
// changes. Where only a person can tell what is right, there is no repair.

import type { GraphFinding } from '../contract';
import { hashText } from '../similarity/hash';

export interface GraphIssue {
  readonly id: number;
  readonly createdMs: number;
  readonly isClosed: boolean;
  /** Closed with a resolution that says "duplicate". */
  readonly isResolvedAsDuplicate: boolean;
  /** Issues that this one duplicates. */
  readonly originalIds: readonly number[];
}

export interface Repair {
  readonly kind: 'add-link' | 'remove-link';
  readonly duplicateId: number;
  readonly canonicalId: number;
}

export interface Problem {
  readonly problemId: string;
  readonly finding: GraphFinding;
  readonly issueIds: readonly number[];
  readonly repair: readonly Repair[] | null;
}

/** Only links whose both ends are in the graph count: nothing is said about an issue that was not given. */
export function findProblems(issues: ReadonlyMap<number, GraphIssue>): Problem[] {
  const links = [...issues.values()].flatMap((issue) =>
    issue.originalIds.filter((id) => issues.has(id) && id !== issue.id).map((id) => ({ from: issue.id, to: id })),
  );
  const has = new Set(links.map(({ from, to }) => `${from}>${to}`));
  const cycles = cyclesOf(issues);
  const inCycle = new Set(cycles.flat());
  const problems: Problem[] = [];
  for (const cycle of cycles) problems.push(cycleProblem(cycle, issues, has));
  for (const { from, to } of links) {
    if (inCycle.has(from) && inCycle.has(to)) continue;
    const [duplicate, original] = [issues.get(from), issues.get(to)];
    if (duplicate === undefined || original === undefined) continue;
    const next = original.originalIds.filter((id) => issues.has(id) && !inCycle.has(to));
    if (next.length > 0) problems.push(chainProblem(from, to, endOf(to, issues), has));
    else if (original.isClosed && !duplicate.isClosed) problems.push(problem('closed-canonical', [from, to], null));
    else if (!duplicate.isClosed) problems.push(problem('open-duplicate', [from, to], null));
  }
  for (const issue of issues.values()) {
    if (issue.isResolvedAsDuplicate && issue.originalIds.length === 0) {
      problems.push(problem('resolved-without-link', [issue.id], null));
    }
  }
  return problems.sort(
    (x, y) => severity[x.finding] - severity[y.finding] || (x.issueIds[0] ?? 0) - (y.issueIds[0] ?? 0),
  );
}

const severity: Readonly<Record<GraphFinding, number>> = {
  cycle: 0,
  'both-ways': 1,
  chain: 2,
  'closed-canonical': 3,
  'resolved-without-link': 4,
  'open-duplicate': 5,
};

/** Two issues that duplicate each other: the older one stays. A longer circle has no oldest truth: a person decides. */
function cycleProblem(
  cycle: readonly number[],
  issues: ReadonlyMap<number, GraphIssue>,
  has: ReadonlySet<string>,
): Problem {
  const [x = 0, y = 0] = cycle;
  if (cycle.length !== 2 || !has.has(`${x}>${y}`) || !has.has(`${y}>${x}`)) return problem('cycle', cycle, null);
  const [older, newer] = isOlder(issues.get(x), issues.get(y)) ? [x, y] : [y, x];
  return problem('both-ways', cycle, [{ kind: 'remove-link', duplicateId: older, canonicalId: newer }]);
}

/** A duplicates B, B duplicates the end: A is to duplicate the end. The new link first, so that none is lost on the way. */
function chainProblem(from: number, to: number, end: number, has: ReadonlySet<string>): Problem {
  const repair: Repair[] = [
    ...(has.has(`${from}>${end}`) ? [] : [{ kind: 'add-link' as const, duplicateId: from, canonicalId: end }]),
    { kind: 'remove-link', duplicateId: from, canonicalId: to },
  ];
  return problem('chain', [from, to, end], repair);
}

function problem(finding: GraphFinding, issueIds: readonly number[], repair: Problem['repair']): Problem {
  const name = `${finding}:${issueIds.join(',')}:${JSON.stringify(repair)}`;
  return { problemId: `${finding}-${hashText(name).toString(16).padStart(8, '0')}`, finding, issueIds, repair };
}

function isOlder(x: GraphIssue | undefined, y: GraphIssue | undefined): boolean {
  const [left, right] = [x?.createdMs ?? 0, y?.createdMs ?? 0];
  return left < right || (left === right && (x?.id ?? 0) < (y?.id ?? 0));
}

/** Where the chain from here ends; the smallest id where it forks. There is no cycle on the way. */
function endOf(start: number, issues: ReadonlyMap<number, GraphIssue>): number {
  const passed = new Set<number>();
  let at = start;
  while (!passed.has(at)) {
    passed.add(at);
    const next = issues.get(at)?.originalIds.filter((id) => issues.has(id)) ?? [];
    if (next.length === 0) return at;
    at = Math.min(...next);
  }
  return at;
}

/** Strongly connected components of more than one issue, ascending; Tarjan 1972, with an explicit stack. */
function cyclesOf(issues: ReadonlyMap<number, GraphIssue>): number[][] {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const found: number[][] = [];
  const enter = (id: number): void => {
    order.set(id, order.size);
    lowest.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
  };
  const sink = (id: number, depth: number): void => void lowest.set(id, Math.min(lowest.get(id) ?? 0, depth));
  for (const root of issues.keys()) {
    if (order.has(root)) continue;
    enter(root);
    const path = [{ id: root, next: 0 }];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const originals = issues.get(step.id)?.originalIds ?? [];
      const other = originals[step.next++];
      if (other !== undefined) {
        if (!issues.has(other)) continue;
        if (!order.has(other)) {
          enter(other);
          path.push({ id: other, next: 0 });
        } else if (isOpen.has(other)) sink(step.id, order.get(other) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) sink(parent.id, lowest.get(step.id) ?? 0);
      if (lowest.get(step.id) !== order.get(step.id)) continue;
      const members = open.splice(open.indexOf(step.id));
      for (const id of members) isOpen.delete(id);
      if (members.length > 1) found.push(members.sort((x, y) => x - y));
    }
  }
  return found;
}
