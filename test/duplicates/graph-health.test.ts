// Findings about Duplicate links on random graphs, against the definition taken literally.

import fc from 'fast-check';
import { findProblems, type GraphIssue, type Problem } from '../../src/duplicates/graph-health';

const size = 7;
const graphArbitrary = fc
  .array(
    fc.record({
      isClosed: fc.boolean(),
      isResolvedAsDuplicate: fc.boolean(),
      originals: fc.uniqueArray(fc.integer({ min: 1, max: size }), { maxLength: 3 }),
    }),
    { minLength: size, maxLength: size },
  )
  .map(
    (rows) =>
      new Map(
        rows.map(({ isClosed, isResolvedAsDuplicate, originals }, index): [number, GraphIssue] => {
          const id = index + 1;
          const originalIds = originals.filter((other) => other !== id);
          return [id, { id, createdMs: id * 1_000, isClosed, isResolvedAsDuplicate, originalIds }];
        }),
      ),
  );

function reaches(graph: ReadonlyMap<number, GraphIssue>, from: number, to: number): boolean {
  const open = [...(graph.get(from)?.originalIds ?? [])];
  const seen = new Set<number>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(graph.get(id)?.originalIds ?? []));
  }
  return false;
}

function repaired(graph: ReadonlyMap<number, GraphIssue>, problems: readonly Problem[]): Map<number, GraphIssue> {
  const next = new Map([...graph].map(([id, issue]) => [id, { ...issue, originalIds: new Set(issue.originalIds) }]));
  for (const { repair } of problems) {
    for (const { kind, duplicateId, canonicalId } of repair ?? []) {
      const originals = next.get(duplicateId)?.originalIds;
      if (kind === 'add-link') originals?.add(canonicalId);
      else originals?.delete(canonicalId);
    }
  }
  return new Map([...next].map(([id, issue]) => [id, { ...issue, originalIds: [...issue.originalIds] }]));
}

const issue = (id: number, originalIds: number[], change: Partial<GraphIssue> = {}): [number, GraphIssue] => [
  id,
  { id, createdMs: id, isClosed: false, isResolvedAsDuplicate: false, originalIds, ...change },
];

describe('the health of Duplicate links', () => {
  it('finds every issue that is on a circle, and no other', () => {
    fc.assert(
      fc.property(graphArbitrary, (graph) => {
        const found = findProblems(graph).filter(({ finding }) => finding === 'cycle' || finding === 'both-ways');
        const expected = [...graph.keys()].filter((id) => reaches(graph, id, id));
        expect([...new Set(found.flatMap(({ issueIds }) => issueIds))].sort((x, y) => x - y)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('repairs to a star what has no circle of three or more: afterwards there is no chain', () => {
    fc.assert(
      fc.property(graphArbitrary, (graph) => {
        let now: ReadonlyMap<number, GraphIssue> = graph;
        for (let round = 0; round < 2 * size; round++) now = repaired(now, findProblems(now));
        const left = new Set(findProblems(now).map(({ finding }) => finding));
        expect(left.has('both-ways')).toBe(false);
        if (!left.has('cycle')) expect(left.has('chain')).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never removes the last way from a duplicate to where its chain ended', () => {
    fc.assert(
      fc.property(graphArbitrary, (graph) => {
        const problems = findProblems(graph);
        fc.pre(problems.every(({ finding }) => finding !== 'cycle' && finding !== 'both-ways'));
        const after = repaired(graph, problems);
        for (const [id, { originalIds }] of graph) {
          if (originalIds.length > 0) expect(after.get(id)?.originalIds.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells the findings apart', () => {
    const kinds = (...issues: [number, GraphIssue][]) => findProblems(new Map(issues)).map(({ finding }) => finding);
    expect(kinds(issue(1, []), issue(2, [1], { isClosed: true }))).toEqual([]);
    expect(kinds(issue(1, []), issue(2, [1]))).toEqual(['open-duplicate']);
    expect(kinds(issue(1, [], { isClosed: true }), issue(2, [1]))).toEqual(['closed-canonical']);
    expect(kinds(issue(1, [2]), issue(2, [1]))).toEqual(['both-ways']);
    expect(kinds(issue(1, [2]), issue(2, [3]), issue(3, [1]))).toEqual(['cycle']);
    expect(kinds(issue(1, []), issue(2, [1], { isClosed: true }), issue(3, [2], { isClosed: true }))).toEqual([
      'chain',
    ]);
    expect(kinds(issue(1, [], { isClosed: true, isResolvedAsDuplicate: true }))).toEqual(['resolved-without-link']);
  });

  it('names a finding anew when its links have changed, so that an old click repairs nothing else', () => {
    const before = findProblems(new Map([issue(1, []), issue(2, [1]), issue(3, [2])]));
    const after = findProblems(new Map([issue(1, []), issue(2, [1]), issue(3, [2, 1])]));
    const chain = (problems: readonly Problem[]) => problems.find(({ finding }) => finding === 'chain')?.problemId;
    expect(chain(before)).toBeDefined();
    expect(chain(after)).not.toBe(chain(before));
  });
});
