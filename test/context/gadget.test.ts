// What the gadget counts.

import { figuresOf, type HistoryRow } from '../../src/frontend/gadget-figures';

const now = '2026-11-21T10:00:00.000Z';
const row = (a: number, after: HistoryRow['after'], at = '2026-11-20T10:00:00.000Z', score: number | null = 0.8) =>
  ({ at, a, b: 99, event: 'decided', before: null, after, score }) as HistoryRow;

describe('the figures of the gadget', () => {
  it('are the share of right suggestions among those decided this month', () => {
    const rows = [row(1, 'duplicate'), row(2, 'not-duplicate'), row(3, 'duplicate'), row(4, 'related')];
    expect(figuresOf(rows, now)).toEqual({ confirmedThisMonth: 2, precision: 0.5 });
  });

  it('leave out other months, and pairs that nobody had suggested', () => {
    const rows = [
      row(1, 'duplicate', '2026-10-31T23:59:59.000Z'),
      row(2, 'duplicate', '2026-11-01T00:00:00.000Z', null),
    ];
    expect(figuresOf(rows, now)).toEqual({ confirmedThisMonth: 0, precision: null });
  });

  it('count a pair once, as it was decided last, and not at all after it was taken back', () => {
    const rows = [
      row(1, 'not-duplicate', '2026-11-20T12:00:00.000Z'),
      row(1, 'duplicate', '2026-11-20T11:00:00.000Z'),
      row(2, 'duplicate', '2026-11-20T11:00:00.000Z'),
      row(2, null, '2026-11-20T12:00:00.000Z'),
    ];
    expect(figuresOf(rows, now)).toEqual({ confirmedThisMonth: 0, precision: 0 });
  });
});
