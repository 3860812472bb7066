import type { LabelledSet } from '../../bench/evaluate-corpus';
import { withImport } from '../../bench/import-guard';
import { dayMs, issue, someDayMs } from './issue';

const set: LabelledSet = {
  name: 'made',
  issues: Array.from({ length: 12 }, (_, at) => ({
    ...issue(at + 1, 'x', '', { createdMs: someDayMs + at * dayMs + 5_000 }),
    ...{ key: `A-${at}`, project: 'A', priority: '', versions: [] },
  })),
  pairs: [],
  clusterOf: new Int32Array(12),
  queries: [],
  related: new Set(),
  problems: [],
};

describe('a made import', () => {
  it('gives a part of the issues the dates of one day, and changes neither their order nor the others', () => {
    const created = withImport(set, 1 / 3, 1 / 3).issues.map(({ facts }) => facts.createdMs);
    const days = created.map((ms) => Math.floor((ms - someDayMs) / dayMs));
    expect(days).toEqual([0, 1, 2, 3, 7, 7, 7, 7, 8, 9, 10, 11]);
    expect([...created].sort((a, b) => a - b)).toEqual(created);
    expect(new Set(created).size).toBe(12);
  });
});
