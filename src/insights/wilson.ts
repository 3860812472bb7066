// How sure a share is that was counted on a few cases. Of 10 decisions that all say "duplicate" nobody may conclude that
// 100 % are; the interval of Wilson says at least 72 %. It stays inside of [0, 1] and is right for small counts, where
// the textbook interval is not.
//
//   (k + z²/2 ± z·√(k·(n − k)/n + z²/4)) / (n + z²)     source: E. B. Wilson, JASA 22 (1927), z = 1.96 for 95 %
//
// 81 of 263: 25.5 % to 36.6 %.

const z = 1.959964;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Null for none of none: nothing is known of it. */
export function wilsonInterval(successes: number, trials: number): Interval | null {
  if (trials === 0) return null;
  const middle = successes + (z * z) / 2;
  const reach = z * Math.sqrt((successes * (trials - successes)) / trials + (z * z) / 4);
  const size = trials + z * z;
  return { low: Math.max(0, (middle - reach) / size), high: Math.min(1, (middle + reach) / size) };
}
