// The pace of looking at changes: what a large corpus may take of the storage, and that nothing is lost while waiting.

import { afterPass, pauseAfterPass, withWaiting, type Pacing } from '../../src/scan/pacing';

const waiting: Pacing = { v: 1, issueIds: [1, 2, 3], nextPassMs: 1_000 };

describe('the pace of looking at changes', () => {
  it('is free for a small corpus and takes half of what may be read from a large one', () => {
    expect(pauseAfterPass(300_000)).toBe(0);
    expect(pauseAfterPass(5_000_000)).toBe(15_000);
    expect((60_000 / pauseAfterPass(13_000_000)) * 13_000_000).toBeLessThanOrEqual(20_000_001);
  });

  it('remembers each waiting issue once', () => {
    expect(withWaiting(waiting, [3, 4]).issueIds).toEqual([1, 2, 3, 4]);
  });

  it('keeps what a pass had no room for', () => {
    expect(afterPass(waiting, [1, 3], 15_000, 2_000)).toEqual({ v: 1, issueIds: [2], nextPassMs: 17_000 });
  });

  it('writes nothing where no pause is needed and nothing waits', () => {
    expect(afterPass(null, [1], 0, 2_000)).toBeNull();
    expect(afterPass({ v: 1, issueIds: [], nextPassMs: 1_000 }, [1], 0, 2_000)).toBeNull();
    expect(afterPass(waiting, [1, 2, 3], 0, 2_000)).toEqual({ v: 1, issueIds: [], nextPassMs: 2_000 });
  });
});
