// The clock that moves only when told: whoever waits is woken in the order of time and sees exactly that time.

import fc from 'fast-check';
import { VirtualClock } from '../../local/forge/virtual-clock';

describe('a virtual clock', () => {
  it('wakes in the order of time, each at its own moment, ties in the order of asking', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 })), fc.integer({ min: 0, max: 25 }), (delays, untilMs) => {
        const clock = new VirtualClock(0);
        const woken: (readonly [index: number, atMs: number])[] = [];
        delays.forEach((delay, index) => clock.at(delay, () => woken.push([index, clock.now()])));
        clock.advanceTo(untilMs);
        const expected = delays.map((delay, index) => [index, delay] as const).filter(([, delay]) => delay <= untilMs);
        expect(woken).toEqual(expected.sort(([, one], [, other]) => one - other));
        expect(clock.now()).toBe(untilMs);
      }),
    );
  });

  it('wakes a waiter that a woken one has set, when its moment has come', () => {
    const clock = new VirtualClock(0);
    const seen: number[] = [];
    clock.at(10, () => clock.at(20, () => seen.push(clock.now())));
    clock.advance(30);
    expect(seen).toEqual([20]);
  });

  it('does not wake who has cancelled, and never goes back', async () => {
    const clock = new VirtualClock(100);
    let isWoken = false;
    clock.at(110, () => (isWoken = true))();
    clock.advanceTo(50);
    expect(clock.now()).toBe(100);
    clock.advance(50);
    expect(isWoken).toBe(false);
    await clock.until(120);
  });
});
