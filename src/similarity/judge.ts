// How sure the engine is of one pair. Never one signal alone: words, titles, people, time and how many look-alikes
// there are speak together, with coefficients that `npm run train` learned from decided pairs.

import type { EvidenceKind, Tier } from './evidence';
import type { ComponentMatch } from './rank';

/** What is known of a pair, as plain numbers. Everything comes from stored blocks; no text is needed. */
export interface PairSignals {
  readonly cosine: number;
  /** Dot product before the scaling to length 1: how much text agrees, not only how well. */
  readonly evidenceAmount: number;
  readonly days: number;
  readonly component: ComponentMatch;
  /** How many candidates of each issue reach 85 % of this pair's cosine. */
  readonly crowdA: number;
  readonly crowdB: number;
  /** Mean cosine of each issue with its own ten nearest. */
  readonly hubA: number;
  readonly hubB: number;
  readonly areBothWithoutDescription: boolean;
  /** Null when a reporter is not known. */
  readonly isSameReporter: boolean | null;
  readonly isSameProject: boolean;
  readonly isSameType: boolean;
  /** Cosine of the two titles alone. */
  readonly titleCosine: number;
  /** Number of title terms which the other title lacks. */
  readonly unmatchedTitleTermsA: number;
  readonly unmatchedTitleTermsB: number;
  readonly isStackTraceShared: boolean;
  readonly isErrorCodeShared: boolean;
}

export interface Judgement {
  readonly tier: Tier;
  /** Log-odds that people would call the pair duplicates. */
  readonly z: number;
  readonly reasons: readonly EvidenceKind[];
}

type TitleSignals = Pick<
  PairSignals,
  'cosine' | 'titleCosine' | 'unmatchedTitleTermsA' | 'unmatchedTitleTermsB' | 'isSameReporter'
>;

/** One person filing two alike texts under titles that each say something else: split work, rarely a duplicate. */
export function sameReporterDiffers(signals: TitleSignals): boolean {
  const differ = signals.unmatchedTitleTermsA > 0 && signals.unmatchedTitleTermsB > 0;
  return signals.isSameReporter === true && (signals.cosine < 0.93 || differ);
}

/** Two titles with one frame and different fillings: "Android: crash on start", "iOS: crash on start". */
export function isTitleSlot(signals: TitleSignals): boolean {
  return signals.titleCosine > 0.4 && signals.unmatchedTitleTermsA > 0 && signals.unmatchedTitleTermsB > 0;
}

export function judgePair(signals: PairSignals): Judgement {
  const z =
    -4.877 +
    4.251 * signals.cosine +
    0.731 * Math.log(1 + signals.evidenceAmount) -
    0.539 * Math.log(1 + signals.days) +
    0.309 * signals.component -
    0.475 * Math.log(1 + Math.min(signals.crowdA, signals.crowdB)) -
    0.356 * Math.log(1 + Math.max(signals.crowdA, signals.crowdB)) -
    1.848 * Number(signals.areBothWithoutDescription) -
    2.273 * Number(sameReporterDiffers(signals)) -
    0.347 * Number(isTitleSlot(signals));
  const tier = z >= 0 ? 'very-likely' : z >= -2 ? 'possible' : 'none';
  return { tier, z, reasons: ['shared-terms'] };
}
