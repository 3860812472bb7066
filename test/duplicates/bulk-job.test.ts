// A selection of pairs becomes a star, whatever was selected.

import fc from 'fast-check';
import { starOf } from '../../src/duplicates/bulk';
import { actionIdOfRow, cancelledJob, newJob, nextRow, started, type JobRow } from '../../src/duplicates/bulk-job';

const wish = fc.record({ duplicateId: fc.integer({ min: 1, max: 8 }), canonicalId: fc.integer({ min: 1, max: 8 }) });

describe('a selection', () => {
  it('never makes a chain, a circle or two originals of one issue', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (selected) => {
        const rows = starOf(selected)
          .filter(({ obstacle }) => obstacle === null)
          .map(({ request }) => request);
        const duplicates = rows.map(({ duplicateId }) => duplicateId);
        expect(new Set(duplicates).size).toBe(duplicates.length);
        for (const { canonicalId } of rows) expect(duplicates).not.toContain(canonicalId);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps every row that was selected, in its order', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (selected) => {
        expect(starOf(selected).map(({ request }) => request.duplicateId)).toEqual(
          selected.map(({ duplicateId }) => duplicateId),
        );
      }),
    );
  });
});

describe('a job', () => {
  const row = (state: JobRow['state']): JobRow => ({
    duplicateId: 1,
    canonicalId: 2,
    reviewVersion: 0,
    work: [],
    state,
    obstacle: null,
    detail: null,
    actionId: null,
  });
  const job = newJob({ id: '0123456789abcdef', kind: 'apply', by: 'ada', atMs: 0, expiresMs: 0, state: 'previewed' }, [
    row('impossible'),
    row('ready'),
    row('ready'),
  ]);

  it('runs only rows that were shown as possible, the one in hand first', () => {
    expect(nextRow(job)).toBeNull();
    expect(nextRow(started(job))).toBe(1);
    expect(nextRow({ ...started(job), rows: [row('done'), row('waiting'), row('running')] })).toBe(2);
  });

  it('that is cancelled skips what has not begun and leaves the rest as it is', () => {
    const rows = cancelledJob({ ...started(job), rows: [row('done'), row('running'), row('waiting')] }).rows;
    expect(rows.map(({ state }) => state)).toEqual(['done', 'running', 'skipped']);
  });

  it('gives every row an action of its own, the same each time', () => {
    const ids = Array.from({ length: 200 }, (_, index) => actionIdOfRow(job, index));
    expect(new Set(ids).size).toBe(200);
    expect(ids[199]).toMatch(/^[0-9a-f]{16}$/);
  });
});
