// One scan, seen by different people: each sees what is theirs to see, and no figure that counts what they may not.

import { progressOf } from '../../src/scan/progress';
import { failed, newScan, paused, withBlock, withLease, withScopeChecked } from '../../src/scan/scan';

const nowMs = Date.parse('2026-11-20T10:00:00Z');
const checked = withScopeChecked(
  withLease(newScan('0123456789abcdef', { projectIds: [1, 2, 3], jql: 'labels = secret' }, nowMs), 'one', nowMs),
  new Set([1, 2]),
  1_000,
  nowMs,
);
const halfway = withBlock(
  checked,
  { block: { key: 'k', issueCount: 500 }, lastIssueId: 9, isLast: false, points: 505 },
  nowMs,
);
const onlooker = { visibleProjectIds: new Set([1]), mayStart: false, isSiteAdmin: false, issuesVisible: null };
const starter = { visibleProjectIds: new Set([1, 2, 3]), mayStart: true, isSiteAdmin: false, issuesVisible: 80 };

describe('the progress of a scan', () => {
  it('scales the share that is done to what the viewer may count', () => {
    expect(progressOf(halfway, starter, nowMs)).toMatchObject({
      state: 'fetching',
      issuesFetched: 40,
      issuesExpected: 80,
      fraction: 0.4,
      pairsFound: null,
      pointsUsed: null,
      jql: 'labels = secret',
    });
  });

  it('shows an onlooker no count, no hidden space, no JQL of somebody else and no sentence that may quote it', () => {
    const broken = failed(halfway, { code: 'BAD_JQL', message: "The label 'secret' does not exist." }, nowMs);
    const seen = progressOf(broken, onlooker, nowMs);
    expect(seen).toMatchObject({ projectIds: [1], jql: null, issuesFetched: null, issuesExpected: null, partial: [] });
    expect(seen.failure?.code).toBe('BAD_JQL');
    expect(JSON.stringify(seen)).not.toMatch(/secret|500|505|1000/);
    expect(progressOf(broken, starter, nowMs).failure?.message).toContain('secret');
  });

  it('shows a pause only for as long as it lasts', () => {
    const waiting = paused(halfway, { reason: 'rate-limit', untilMs: nowMs + 60_000 }, nowMs);
    expect(progressOf(waiting, starter, nowMs)).toMatchObject({
      state: 'paused',
      pause: { reason: 'rate-limit', until: '2026-11-20T10:01:00.000Z' },
    });
    expect(progressOf(waiting, starter, nowMs + 60_000)).toMatchObject({ state: 'fetching', pause: null });
  });
});
