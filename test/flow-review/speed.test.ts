// The queue of an analysis with thousands of pairs: how long a page takes, what it costs in Jira points, and how long a
// decision takes. The local Jira answers at once, so this is the app's own time.

import { performance } from 'node:perf_hooks';
import type { QueueRow } from '../../src/contract';
import { admin, smallSite, visit } from '../flow/small-site';

const words = 'login export search invoice upload calendar password report filter backup customer payment'.split(' ');

describe('the queue of thousands of pairs', () => {
  it('opens in less than 2 s for at most 12 points, and decides in less than 200 ms', async () => {
    const seed = smallSite({
      issues: 320,
      projectKeys: ['ALPHA'],
      change: (issue, index) => ({
        ...issue,
        reporter: null,
        summary: `Customers cannot finish the ${words[index % words.length]} because the page hangs`,
        description: `The page hangs and shows a blank area when a customer saves the ${words[(index * 7) % words.length]} form.`,
      }),
    });
    const visited = await visit(seed);
    await visited.analyse('ALPHA');
    const request = {
      projectIds: [visited.projectId('ALPHA')],
      state: 'open',
      tier: 'any',
      threshold: 0.3,
      assignee: 'anyone',
      limit: 25,
    } as const;
    const rows: QueueRow[] = [];
    const pageMs: number[] = [];
    let cursor: string | null = null;
    do {
      const points = visited.world.site.pointsUsed();
      const startMs = performance.now();
      const view: Awaited<ReturnType<typeof visited.get<'review.queue'>>> = await visited.get(admin, 'review.queue', {
        ...request,
        cursor,
      });
      pageMs.push(performance.now() - startMs);
      expect(visited.world.site.pointsUsed() - points).toBeLessThanOrEqual(12);
      if (view.state !== 'ready') throw new Error('No queue.');
      rows.push(...view.rows);
      cursor = view.nextCursor;
      await visited.world.host.advance(1_000);
    } while (cursor !== null);
    expect(rows.length).toBeGreaterThan(5_000);
    expect(pageMs[0]).toBeLessThan(2_000);
    const decideMs: number[] = [];
    for (const { a, b } of rows.slice(0, 100)) {
      const startMs = performance.now();
      await visited.get(admin, 'review.decide', {
        a,
        b,
        verdict: 'not-duplicate',
        snoozeDays: null,
        expectedVersion: 0,
      });
      decideMs.push(performance.now() - startMs);
      await visited.world.host.advance(1_000);
    }
    const p95 = (times: number[]) => [...times].sort((x, y) => x - y)[Math.floor(times.length * 0.95)] ?? 0;
    console.log(
      `${rows.length} pairs; page p95 ${p95(pageMs).toFixed(0)} ms, first ${(pageMs[0] ?? 0).toFixed(0)} ms; decide p95 ${p95(decideMs).toFixed(0)} ms.`,
    );
    expect(p95(decideMs)).toBeLessThan(200);
    await visited.world.stop();
  }, 120_000);
});
