// What a first analysis costs, with numbers worked by hand.

import { costOf } from '../../src/administration/first-run';

test.each([
  [0, 10_000, { points: 0, minutes: 1 }],
  [409, 10_000, { points: 414, minutes: 1 }],
  [9_900, 10_000, { points: 9_999, minutes: 1 }],
  [9_901, 10_000, { points: 10_001, minutes: 61 }],
  [25_000, 10_000, { points: 25_250, minutes: 123 }],
])('%i work items at %i points an hour', (items, pointsPerHour, cost) => {
  expect(costOf(items, pointsPerHour)).toEqual(cost);
});
