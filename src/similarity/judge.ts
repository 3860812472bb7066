// How sure the engine is of one pair. Named signals are weighed by coefficients that `npm run train` learned from
// decided pairs, and "very likely" asks for more than a high sum: two kinds of agreement and nothing that speaks
// against. Reading pairs by eye taught those conditions; labels alone could not, because they are incomplete.

import { judgeCoefficients } from './coefficients';
import type { EvidenceKind, Tier } from './evidence';
import type { ComponentMatch } from './rank';

/** What is known of a pair, as plain numbers. Everything comes from stored blocks; no text is needed. */
export interface PairSignals {
  readonly cosine: number;
  /** Dot product before the scaling to length 1: how much text agrees, not only how well. */
  readonly evidenceAmount: number;
  readonly days: number;
  readonly component: ComponentMatch;
  /** Place of the other issue among all candidates of each one, by `rankScore`; 1 is first. */
  readonly rankA: number;
  readonly rankB: number;
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
  /** Both are parts of something, and not of the same. */
  readonly areOfTwoParents: boolean;
  /** Cosine of the two titles alone. */
  readonly titleCosine: number;
  readonly matchedTitleTerms: number;
  /** Number of title terms which the other title lacks. */
  readonly unmatchedTitleTermsA: number;
  readonly unmatchedTitleTermsB: number;
  /** Each title has words that the other lacks, and all of them are numbers or versions. */
  readonly isNumberSlot: boolean;
  /** Of a pair with the same text: how many others of each one's neighbours have it too, this one included. */
  readonly twinsA: number;
  readonly twinsB: number;
  readonly isStackTraceShared: boolean;
  readonly isErrorCodeShared: boolean;
}

export interface Judgement {
  readonly tier: Tier;
  /** Log-odds that the trackers' own records call the pair duplicates. They miss many, so these are low. */
  readonly z: number;
  readonly reasons: readonly EvidenceKind[];
}

/** One coefficient for each of `judgeFeatures`, and the constant. */
export interface JudgeCoefficients {
  readonly constant: number;
  readonly weights: readonly number[];
}

/** The names of what `featuresOf` measures, in order. */
export const judgeFeatures = [
  'ln cosine',
  'ln(1 + days)',
  'component',
  'ln better rank',
  'ln worse rank',
  'both without description',
  'same reporter differs',
  'title slot',
  'ln(0.05 + larger hub)',
] as const;

const worstRank = 30;

export function featuresOf(signals: PairSignals): readonly number[] {
  const { rankA, rankB } = signals;
  return [
    Math.log(Math.max(signals.cosine, 0.01)),
    Math.log(1 + signals.days),
    signals.component,
    Math.log(Math.min(rankA, rankB, worstRank)),
    Math.log(Math.min(Math.max(rankA, rankB), worstRank)),
    Number(signals.areBothWithoutDescription),
    Number(sameReporterDiffers(signals)),
    Number(isTitleSlot(signals)),
    Math.log(0.05 + Math.max(signals.hubA, signals.hubB)),
  ];
}

export function logOdds(features: readonly number[], { constant, weights }: JudgeCoefficients): number {
  return features.reduce((sum, feature, index) => sum + feature * (weights[index] ?? 0), constant);
}

const veryLikelyFrom = -2.5;
const independentReportFrom = -1.7;
const possibleFrom = -4.5;

export const closeDays = 30;
export const farDays = 365;
/** From this mean likeness to its ten nearest on, an issue is one of a template's many fillings. */
export const templateHub = 0.75;
const manyAlike = 10;
/** So many others are about as alike as this one: a duplicate stands out from the crowd, a filling of a form does not. */
export const leastCrowd = 3;
export const sameTextCosine = 0.9999;
/** More tickets with the same text are a chore that comes again and again. */
const mostTwins = 2;
/** Less shared text than this is a coincidence of a few words. */
const leastEvidence = 30;

export function judgePair(signals: PairSignals, coefficients: JudgeCoefficients = judgeCoefficients): Judgement {
  const z = logOdds(featuresOf(signals), coefficients);
  const reasons = reasonsOf(signals);
  if (z >= veryLikelyFrom && isAgreed(signals, z)) return { tier: 'very-likely', z, reasons };
  return { tier: z >= possibleFrom ? 'possible' : 'none', z, reasons };
}

/** Enough text agrees, nothing speaks against, and the titles or two independent people say the same. */
function isAgreed(signals: PairSignals, z: number): boolean {
  if (signals.component === -1) return false;
  if (isRecurring(signals)) return false;
  if (areTwins(signals)) return true;
  if (Math.max(signals.hubA, signals.hubB) >= templateHub || isFilledForm(signals)) return false;
  if (signals.evidenceAmount < leastEvidence || signals.cosine < 0.6) return false;
  const unmatched = [signals.unmatchedTitleTermsA, signals.unmatchedTitleTermsB];
  if (Math.max(...unmatched) === 0 && signals.titleCosine > 0) return true;
  if (signals.isSameReporter === true) return false;
  const isOneTitleInTheOther = Math.min(...unmatched) === 0 && signals.titleCosine >= 0.75;
  if (isOneTitleInTheOther && signals.cosine >= 0.8) return true;
  const areIndependent = signals.isSameReporter === false && signals.isSameProject;
  const isMutuallyFirst = signals.rankA <= 1 && signals.rankB <= 1;
  return areIndependent && isMutuallyFirst && !isTitleSlot(signals) && z >= independentReportFrom;
}

/** One title over several texts, all about as alike: each tells of another event, as alerts and requests do. */
export function isFilledForm(signals: PairSignals): boolean {
  const isOneTitle = signals.unmatchedTitleTermsA + signals.unmatchedTitleTermsB === 0;
  const isCrowded = Math.min(signals.crowdA, signals.crowdB) >= leastCrowd;
  return isOneTitle && isCrowded && signals.isSameReporter !== false && signals.cosine < sameTextCosine;
}

/** One text that was filed again and again, or once under each of several parents: a chore, each time to be done. */
export function isRecurring(signals: PairSignals): boolean {
  const isOften = Math.max(signals.twinsA, signals.twinsB) > mostTwins;
  return isOften && (signals.days > closeDays || signals.areOfTwoParents);
}

/** The same ticket twice within a month: a duplicate even where most of its text is a template's. */
function areTwins(signals: PairSignals): boolean {
  const isOneTitle = signals.unmatchedTitleTermsA + signals.unmatchedTitleTermsB === 0;
  const twins = Math.max(signals.twinsA, signals.twinsB);
  const isWhole = isOneTitle && signals.cosine >= sameTextCosine && !signals.areBothWithoutDescription;
  return isWhole && twins <= mostTwins && signals.days <= closeDays;
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

/** For and against; which of the two a kind is, follows from the kind. */
function reasonsOf(signals: PairSignals): readonly EvidenceKind[] {
  const reasons: EvidenceKind[] = [signals.cosine >= sameTextCosine ? 'same-text' : 'shared-terms'];
  const add = (kind: EvidenceKind, holds: boolean): void => {
    if (holds) reasons.push(kind);
  };
  add('same-stack-trace', signals.isStackTraceShared);
  add('same-error-code', signals.isErrorCodeShared);
  add('same-component', signals.component === 1);
  add('close-in-time', signals.days <= closeDays);
  add('different-component', signals.component === -1);
  add('far-in-time', signals.days > farDays);
  const isOneTitle = signals.unmatchedTitleTermsA + signals.unmatchedTitleTermsB === 0;
  if (sameReporterDiffers(signals) && !isOneTitle) reasons.push('same-reporter-different-title');
  else add('title-slot', isTitleSlot(signals));
  add('template', Math.max(signals.hubA, signals.hubB) >= templateHub);
  add('many-alike', Math.min(signals.crowdA, signals.crowdB) >= manyAlike);
  return reasons;
}
