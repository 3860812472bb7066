// One scan, seen by different people: each sees what is theirs to see, and no figure that counts what they may not.

import { progressOf } from '../../src/scan/progress';
import { failed, newScan, paused, resumed, withLease, withPages, withScopeChecked } from '../../src/scan/scan';

const nowMs = Date.parse('2026-11-20T10:00:00Z');
const checked = withScopeChecked(
  withLease(newScan('0123456789abcdef', { projectIds: [1, 2, 3], jql: 'labels = secret' }, nowMs), 'one', nowMs),
  new Set([1, 2]),
  { issuesExpected: 1_000, openIssues: [], highestIssueId: 20_000 },
  nowMs,
);
const lanes = [{ after: 9, upTo: null }];
const halfway = withPages(checked, { blocks: [{ key: 'k', issueCount: 500 }], lanes, points: 505 }, nowMs);
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

  it('says how long reading takes by its pace, waits included, and nothing before the pace is known', () => {
    const tenMinutesLater = { ...halfway, heartbeatMs: nowMs + 600_000 };
    expect(progressOf(tenMinutesLater, starter, nowMs + 600_000).minutesLeft).toBe(10);
    const waiting = paused(tenMinutesLater, { reason: 'points-budget', untilMs: nowMs + 1_200_000 }, nowMs + 600_000);
    expect(progressOf(waiting, starter, nowMs + 600_000).minutesLeft).toBe(20);
    const justBegun = { ...checked, blocks: [{ key: 'k', issueCount: 40 }] };
    expect(progressOf(justBegun, starter, nowMs).minutesLeft).toBeNull();
    const read = withPages(halfway, { blocks: [], lanes: [], points: 1 }, nowMs);
    expect(progressOf(read, starter, nowMs).minutesLeft).toBeNull();
  });

  it('measures the pace anew after somebody resumed it, so that a night in between does not count', () => {
    const nextDayMs = nowMs + 86_400_000;
    const again = resumed(failed(halfway, { code: 'JIRA_UNAVAILABLE', message: 'x' }, nowMs), nextDayMs)!;
    expect(progressOf(again, starter, nextDayMs).minutesLeft).toBeNull();
    const more = withPages(again, { blocks: [{ key: 'l', issueCount: 250 }], lanes, points: 252 }, nextDayMs + 300_000);
    expect(progressOf(more, starter, nextDayMs + 300_000).minutesLeft).toBe(5);
  });
});
