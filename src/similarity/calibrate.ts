// What the reviewers of a site decided corrects how sure the engine is there: trackers differ in how many of the pairs
// that look alike are duplicates. Two numbers are learned, a shift and a stretch of the log-odds, both held near "no
// change" by a prior and by bounds; the order of pairs by log-odds therefore never changes.

import type { JudgeCoefficients } from './judge';
import type { Tier } from './evidence';

/** A pair that a person decided, as the engine sees it today. */
export interface JudgedSignals {
  /** By the shipped coefficients. */
  readonly z: number;
  readonly tier: Tier;
  readonly isDuplicate: boolean;
}

/** Corrected log-odds: z + shift + (stretch − 1)·(z − pivot). */
export interface Calibration {
  readonly shift: number;
  readonly stretch: number;
}

export const noCalibration: Calibration = { shift: 0, stretch: 1 };

/** Fewer decisions say more about chance than about the site. */
export const leastDecisions = 30;
/** Between the limits of the two tiers, so that a stretch moves them apart and not together. */
const pivot = -3.5;
const mostShift = 2;
const stretchBounds = [0.6, 1.6] as const;

// Log-odds of the records are not those of a reviewer. Of what reading calls a duplicate the records know one in three:
// + ln 3. "Very likely" asks for conditions beyond z; of such pairs nine in ten are duplicates at a mean z near −1.
const reviewersAdd: Readonly<Record<Tier, number>> = { 'very-likely': 3.2, possible: Math.log(3), none: Math.log(3) };

/** The prior is as strong as this many decisions, half of them "duplicate", would be. */
const shiftPriorDecisions = 80;
const stretchPriorDecisions = 300;
const rounds = 30;

/** Log-odds that a reviewer says "duplicate". */
export function reviewerLogOdds(z: number, tier: Tier, calibration: Calibration): number {
  return calibrated(z, calibration) + reviewersAdd[tier];
}

export function calibrated(z: number, { shift, stretch }: Calibration): number {
  return z + shift + (stretch - 1) * (z - pivot);
}

/**
 * The most probable shift and stretch, by Newton's method. Deterministic, and the order of the decisions is irrelevant
 * up to rounding. Three hundred decisions at z −3 and tier "possible", two of three of them "duplicate": shift 1.926.
 */
export function calibrate(decisions: readonly JudgedSignals[]): Calibration {
  if (decisions.length < leastDecisions) return noCalibration;
  let shift = 0;
  let stretch = 1;
  for (let round = 0; round < rounds; round++) {
    const [shiftPrior, stretchPrior] = [shiftPriorDecisions / 4, stretchPriorDecisions / 4];
    let [byShift, byStretch] = [-shiftPrior * shift, -stretchPrior * (stretch - 1)];
    let [shiftShift, shiftStretch, stretchStretch] = [shiftPrior, 0, stretchPrior];
    for (const { z, tier, isDuplicate } of decisions) {
      const probability = 1 / (1 + Math.exp(-reviewerLogOdds(z, tier, { shift, stretch })));
      const residual = Number(isDuplicate) - probability;
      const spread = probability * (1 - probability);
      const lever = z - pivot;
      byShift += residual;
      byStretch += residual * lever;
      shiftShift += spread;
      shiftStretch += spread * lever;
      stretchStretch += spread * lever * lever;
    }
    const determinant = shiftShift * stretchStretch - shiftStretch * shiftStretch;
    const shiftStep = (byShift * stretchStretch - byStretch * shiftStretch) / determinant;
    const stretchStep = (byStretch * shiftShift - byShift * shiftStretch) / determinant;
    shift = clamp(shift + shiftStep, -mostShift, mostShift);
    stretch = clamp(stretch + stretchStep, ...stretchBounds);
    if (Math.abs(shiftStep) + Math.abs(stretchStep) < 1e-10) break;
  }
  return { shift: rounded(shift), stretch: rounded(stretch) };
}

/** Coefficients whose log-odds are the corrected ones, so that whoever judges needs to know of nothing new. */
export function correctCoefficients(shipped: JudgeCoefficients, calibration: Calibration): JudgeCoefficients {
  const { shift, stretch } = calibration;
  return {
    constant: shipped.constant * stretch + shift - (stretch - 1) * pivot,
    weights: shipped.weights.map((weight) => weight * stretch),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** Sums in another order differ in the last digits; results are compared and stored. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
