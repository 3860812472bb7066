import { fitLogistic } from '../../bench/train-logistic';
import {
  featuresOf,
  isTitleSlot,
  judgeFeatures,
  judgePair,
  logOdds,
  sameReporterDiffers,
} from '../../src/similarity/judge';
import type { PairSignals } from '../../src/similarity/judge';

/** Two people, one week apart, nearly the same words: as sure as it gets. */
const sure: PairSignals = {
  cosine: 0.9,
  evidenceAmount: 80,
  days: 7,
  component: 1,
  rankA: 1,
  rankB: 1,
  crowdA: 1,
  crowdB: 1,
  hubA: 0.3,
  hubB: 0.3,
  areBothWithoutDescription: false,
  isSameReporter: false,
  isSameProject: true,
  isSameType: true,
  areOfTwoParents: false,
  titleCosine: 0.95,
  matchedTitleTerms: 4,
  unmatchedTitleTermsA: 0,
  unmatchedTitleTermsB: 1,
  isNumberSlot: false,
  twinsA: 0,
  twinsB: 0,
  isStackTraceShared: false,
  isErrorCodeShared: false,
};
const tier = (change: Partial<PairSignals>): string => judgePair({ ...sure, ...change }).tier;

describe('the tiers', () => {
  it('calls a pair very likely when words, titles, people and time agree', () => {
    expect(tier({})).toBe('very-likely');
  });

  it.each<[string, Partial<PairSignals>]>([
    ['another component', { component: -1 }],
    ['one person with two titles', { isSameReporter: true }],
    ['titles with one frame and different fillings', { unmatchedTitleTermsA: 1, titleCosine: 0.8 }],
    ['a template', { hubA: 0.8 }],
    ['a few words only', { evidenceAmount: 10 }],
    ['equal titles over different texts', { cosine: 0.5, unmatchedTitleTermsB: 0 }],
    ['nothing but the title of one inside the other', { cosine: 0.7, rankA: 3 }],
  ])('is not that sure with %s', (_name, change) => {
    expect(tier(change)).not.toBe('very-likely');
  });

  it('calls two equal fillings of a template very likely, but not a third one, nor one of another season', () => {
    const twins = {
      cosine: 1,
      hubA: 0.9,
      hubB: 0.9,
      unmatchedTitleTermsB: 0,
      isSameReporter: true,
      twinsA: 1,
      twinsB: 1,
    };
    expect(tier(twins)).toBe('very-likely');
    expect(tier({ ...twins, twinsB: 3 })).toBe('possible');
    expect(tier({ ...twins, days: 90 })).toBe('possible');
    expect(tier({ ...twins, cosine: 0.97, twinsA: 0, twinsB: 0 })).toBe('possible');
  });

  it('takes one title over several texts of one reporter for a form, and over two texts for a duplicate', () => {
    const filled = { isSameReporter: true, unmatchedTitleTermsB: 0, cosine: 0.95 };
    expect(tier(filled)).toBe('very-likely');
    expect(tier({ ...filled, crowdA: 4, crowdB: 4 })).toBe('possible');
  });

  it('never lets one signal alone make a pair very likely', () => {
    const nothing: PairSignals = {
      ...sure,
      cosine: 0.3,
      evidenceAmount: 5,
      days: 900,
      component: -1,
      rankA: 30,
      rankB: 30,
      hubA: 0.8,
      hubB: 0.8,
      isSameReporter: true,
      titleCosine: 0.5,
      unmatchedTitleTermsA: 3,
      unmatchedTitleTermsB: 3,
    };
    for (const name of Object.keys(sure) as (keyof PairSignals)[]) {
      expect(judgePair({ ...nothing, [name]: sure[name] }).tier).not.toBe('very-likely');
    }
  });

  it('is possible for a good candidate in other words, and nothing for a far one', () => {
    expect(tier({ cosine: 0.5, evidenceAmount: 20, titleCosine: 0.2, unmatchedTitleTermsA: 4 })).toBe('possible');
    expect(tier({ cosine: 0.31, rankA: 20, rankB: 25, days: 700, component: -1 })).toBe('none');
  });

  it('tells split work and slots from duplicates', () => {
    expect(sameReporterDiffers({ ...sure, isSameReporter: true })).toBe(true);
    expect(sameReporterDiffers({ ...sure, isSameReporter: true, cosine: 0.99 })).toBe(false);
    expect(sameReporterDiffers({ ...sure, isSameReporter: null })).toBe(false);
    expect(isTitleSlot({ ...sure, unmatchedTitleTermsA: 1 })).toBe(true);
    expect(isTitleSlot(sure)).toBe(false);
  });

  it('names what speaks for and against', () => {
    expect(judgePair(sure).reasons).toEqual(['shared-terms', 'same-component', 'close-in-time']);
    expect(judgePair({ ...sure, days: 400, component: -1, hubB: 0.9, crowdA: 10, crowdB: 12 }).reasons).toEqual([
      'shared-terms',
      'different-component',
      'far-in-time',
      'template',
      'many-alike',
    ]);
  });

  it('adds up the coefficients as the README says', () => {
    const features = featuresOf(sure);
    expect(features).toHaveLength(judgeFeatures.length);
    expect(logOdds(features, { constant: 1, weights: [2] })).toBeCloseTo(1 + 2 * Math.log(0.9), 12);
  });

  it('answers for the extremes of every signal with a number', () => {
    const { z } = judgePair({ ...sure, cosine: 0, days: 0, rankA: 0.5, hubA: 0, hubB: 0 });
    expect(Number.isFinite(z)).toBe(true);
  });
});

describe('training', () => {
  it('finds the coefficients that examples were drawn from, the same each time', () => {
    const examples = Array.from({ length: 4000 }, (_, at) => {
      const features = [(at % 20) / 10 - 1, (Math.floor(at / 20) % 10) / 5 - 1];
      const z = -1 + 2 * (features[0] ?? 0) - 1.5 * (features[1] ?? 0);
      return { features, isLabelled: ((at * 7919) % 4000) / 4000 < 1 / (1 + Math.exp(-z)), weight: 1 };
    });
    const fitted = fitLogistic(examples);
    expect(fitted.constant).toBeCloseTo(-1, 0);
    expect(fitted.weights[0]).toBeGreaterThan(1.6);
    expect(fitted.weights[1]).toBeLessThan(-1.2);
    expect(fitLogistic(examples)).toEqual(fitted);
  });
});
