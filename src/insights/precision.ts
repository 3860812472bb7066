// How often suggestions were right, by how well the two issues match, and from which threshold on they are right often
// enough. Advice rests on the lower end of the interval, not on the share itself, and is refused while it would rest on
// fewer than thirty decisions: a threshold that was lucky ten times is no advice. Pure.

import type { PrecisionBand, ThresholdAdvice, ThresholdQuality } from '../contract';
import { limits } from '../limits';
import { wilsonInterval } from './wilson';

export interface JudgedScore {
  readonly score: number;
  readonly isDuplicate: boolean;
  readonly atMs: number;
}

/** Fewer say nothing about what lies at and above a threshold. */
const leastDecisions = 30;
/** Fewer in the lowest band would let sure decisions high above vouch for matches that nobody has judged. */
const leastInLowestBand = 10;
const bandsPerUnit = 10;
const thresholdsPerUnit = 20;

export function precisionBands(judged: readonly JudgedScore[]): PrecisionBand[] {
  const first = Math.round(limits.pairThreshold * bandsPerUnit);
  return Array.from({ length: bandsPerUnit - first }, (_, index) => {
    const from = (first + index) / bandsPerUnit;
    const to = (first + index + 1) / bandsPerUnit;
    const inside = judged.filter(({ score }) => score >= from && (score < to || to === 1));
    const duplicates = inside.filter(({ isDuplicate }) => isDuplicate).length;
    const interval = wilsonInterval(duplicates, inside.length);
    return {
      from,
      to,
      decided: inside.length,
      duplicates,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    };
  });
}

/** The lowest threshold at which suggestions are right in `target` of the cases, sure to 95 %. */
export function adviseThreshold(judged: readonly JudgedScore[], target: number): ThresholdAdvice {
  const reliable = thresholds()
    .filter((threshold) => isReliable(judged, threshold))
    .map((threshold) => qualityAt(judged, threshold));
  if (reliable.length === 0) {
    return { state: 'too-few', decided: judged.length, needed: leastDecisions };
  }
  const reached = reliable.find(({ low }) => low >= target);
  if (reached !== undefined) return { state: 'recommended', ...reached };
  const best = reliable.reduce((one, other) => (other.low > one.low ? other : one));
  return { state: 'not-reached', ...best };
}

interface Agreement {
  readonly latestDecided: number;
  readonly agreeing: number;
  readonly hiddenDuplicates: number;
}

const latestCount = 40;

/** What a threshold would have done with the latest decisions: showing a duplicate agrees, hiding another pair too. */
export function simulateThreshold(judged: readonly JudgedScore[], threshold: number): Agreement {
  const latest = [...judged].sort((x, y) => y.atMs - x.atMs).slice(0, latestCount);
  return {
    latestDecided: latest.length,
    agreeing: latest.filter(({ score, isDuplicate }) => score >= threshold === isDuplicate).length,
    hiddenDuplicates: latest.filter(({ score, isDuplicate }) => score < threshold && isDuplicate).length,
  };
}

function isReliable(judged: readonly JudgedScore[], threshold: number): boolean {
  const above = judged.filter(({ score }) => score >= threshold);
  const lowest = above.filter(({ score }) => score < threshold + 1 / bandsPerUnit);
  return above.length >= leastDecisions && lowest.length >= leastInLowestBand;
}

function qualityAt(judged: readonly JudgedScore[], threshold: number): ThresholdQuality {
  const above = judged.filter(({ score }) => score >= threshold);
  const duplicates = above.filter(({ isDuplicate }) => isDuplicate).length;
  const { low, high } = wilsonInterval(duplicates, above.length) ?? { low: 0, high: 1 };
  return { threshold, decided: above.length, duplicates, low, high };
}

/** 0.2, 0.25 … 0.95, as the settings allow them. */
function thresholds(): number[] {
  const first = Math.round(limits.pairThreshold * thresholdsPerUnit);
  return Array.from({ length: thresholdsPerUnit - first }, (_, index) => (first + index) / thresholdsPerUnit);
}
