// How likely it is that a reviewer agrees with a pair, in one byte: what lists of pairs are sorted by within a tier. Nobody
// is shown it as a number. Log-odds and not the likelihood are rounded, since most pairs differ far below one half.

import type { Tier } from './evidence';
import { noCalibration, reviewerLogOdds } from './calibrate';

const stepsPerOdd = 20;
const even = 128;

/** `z` as corrected for the site. Possible at z −3: log-odds −1.9014, byte 90. */
export function confidenceByte(z: number, tier: Tier): number {
  const steps = Math.round(reviewerLogOdds(z, tier, noCalibration) * stepsPerOdd);
  return Math.min(255, Math.max(0, even + steps));
}

/** In (0, 1), with four digits: more would say nothing. Byte 90: 0.1301. */
export function confidenceOf(byte: number): number {
  return Math.round(10_000 / (1 + Math.exp((even - byte) / stepsPerOdd))) / 10_000;
}
