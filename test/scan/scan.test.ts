// The scan as a pure machine: what every step may change, and what no order of steps can break.

import fc from 'fast-check';
import { limits } from '../../src/limits';
import {
  cancelled,
  failed,
  finished,
  fractionOf,
  isLive,
  isStalled,
  issuesFetched,
  newScan,
  paused,
  readableProjectIds,
  reasonToWait,
  resumed,
  scopeKeyOf,
  withComparison,
  withLease,
  withoutLease,
  withPages,
  withResults,
  withScopeChecked,
} from '../../src/scan/scan';
import type { Scan } from '../../src/scan/scan-record';

const start = Date.parse('2026-11-20T10:00:00Z');
const fresh = () => newScan('0123456789abcdef', { projectIds: [2, 1, 2], jql: null }, start);
const extentOf = (issuesExpected: number) => ({ issuesExpected, highestIssueId: 0 });
const results = {
  engineVersion: 'x',
  issueCount: 1,
  lists: [],
  pairs: [],
  pairProjects: [],
  series: [],
  seriesProjects: [],
  statistics: [],
  crowds: [],
};

describe('a scan', () => {
  it('is the same scope for the same projects in any order, and another one for another JQL', () => {
    expect(fresh().projectIds).toEqual([1, 2]);
    expect(scopeKeyOf([2, 1], ' type = Bug ')).toBe(scopeKeyOf([1, 2, 2], 'type = Bug'));
    expect(scopeKeyOf([1], null)).not.toBe(scopeKeyOf([1], 'type = Bug'));
  });

  it('lets nobody work while somebody holds the lease, and a successor once it has ended', () => {
    const leased = withLease(fresh(), 'one', start);
    expect(reasonToWait(leased, start + limits.leaseMs - 1)).toEqual({ untilMs: start + limits.leaseMs });
    expect(reasonToWait(leased, start + limits.leaseMs)).toBeNull();
    expect(reasonToWait(withoutLease(leased, start), start)).toBeNull();
  });

  it('has a lease that outlives any invocation', () => {
    expect(limits.leaseMs).toBeGreaterThan(limits.consumerTimeoutMs);
  });

  it('waits out a pause, without a lease', () => {
    const waiting = paused(withLease(fresh(), 'one', start), { reason: 'rate-limit', untilMs: start + 5_000 }, start);
    expect(waiting.lease).toBeNull();
    expect(reasonToWait(waiting, start + 4_999)).toEqual({ untilMs: start + 5_000 });
    expect(reasonToWait(waiting, start + 5_000)).toBeNull();
  });

  it('counts issues from its blocks, so that no step can count one twice', () => {
    const lanes = [{ after: 900, upTo: null }];
    const one = withPages(fresh(), { blocks: [{ key: 'a', issueCount: 100 }], lanes, points: 101 }, start);
    const two = withPages(one, { blocks: [], lanes: [], points: 1 }, start);
    expect([issuesFetched(two), two.pointsUsed, two.isFetched, two.phase]).toEqual([100, 102, true, 'comparing']);
  });

  it('names each project that cannot be read once, and goes on with the others', () => {
    const once = withScopeChecked(fresh(), new Set([1]), extentOf(10), start);
    const twice = withScopeChecked(once, new Set([1]), null, start);
    expect(twice.partial.map(({ projectId }) => projectId)).toEqual([2]);
    expect(readableProjectIds(twice)).toEqual([1]);
    expect(twice.issuesExpected).toBe(10);
  });

  it('counts as stalled when nobody has shown a sign of life for two leases after it was due', () => {
    const scan = withLease(fresh(), 'one', start);
    expect(isStalled(scan, start + 2 * limits.leaseMs)).toBe(false);
    expect(isStalled(scan, start + 2 * limits.leaseMs + 1)).toBe(true);
    const waiting = paused(scan, { reason: 'points-budget', untilMs: start + 3_600_000 }, start);
    expect(isStalled(waiting, start + 3_600_000 + 2 * limits.leaseMs)).toBe(false);
    expect(isStalled(finished(scan, start), start + 10 ** 9)).toBe(false);
  });

  it('resumes where it stopped, free for anybody to work on', () => {
    const halfway = withScopeChecked(withLease(fresh(), 'one', start), new Set([1, 2]), extentOf(10), start);
    const stopped = failed(halfway, { code: 'JIRA_UNAVAILABLE', message: 'x' }, start);
    expect(resumed(stopped, start)).toMatchObject({ phase: 'fetching', failure: null, lease: null, attempts: 0 });
    const compared = failed({ ...halfway, isFetched: true, results }, { code: 'INTERNAL', message: 'x' }, start);
    expect(resumed(compared, start)?.phase).toBe('publishing');
    expect(resumed(finished(halfway, start), start)).toBeNull();
  });

  it('cannot be cancelled after its end', () => {
    expect(cancelled(finished(fresh(), start), start)).toBeNull();
    expect(isLive(cancelled(fresh(), start) ?? fresh())).toBe(false);
  });

  it('never shows a lower fraction after any work', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('block' as const), issues: fc.nat(500), isLast: fc.boolean() }),
      fc.record({ kind: fc.constant('compare' as const), fraction: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ kind: fc.constant('lease' as const) }),
      fc.record({ kind: fc.constant('pause' as const) }),
      fc.record({ kind: fc.constant('results' as const) }),
    );
    fc.assert(
      fc.property(fc.nat(2_000), fc.array(step, { maxLength: 30 }), (expected, steps) => {
        let scan: Scan = withScopeChecked(withLease(fresh(), 'one', start), new Set([1, 2]), extentOf(expected), start);
        for (const next of steps) {
          const before = fractionOf(scan);
          if (next.kind === 'block' && !scan.isFetched) {
            const block = { key: 'k', issueCount: next.issues };
            const lanes = next.isLast ? [] : [{ after: 1, upTo: null }];
            scan = withPages(scan, { blocks: [block], lanes, points: 1 }, start);
          } else if (next.kind === 'compare' && scan.isFetched) scan = withComparison(scan, next.fraction, start);
          else if (next.kind === 'lease') scan = withLease(scan, 'two', start);
          else if (next.kind === 'pause') scan = paused(scan, { reason: 'rate-limit', untilMs: start }, start);
          else if (next.kind === 'results' && scan.isFetched) scan = withResults(scan, results, 1, start);
          expect(fractionOf(scan)).toBeGreaterThanOrEqual(before);
          expect(fractionOf(scan)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
