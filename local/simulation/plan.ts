// What a seed stands for: how large the site is, who is at work on it, and how often what goes wrong. Each seed draws its
// own rates, so that some runs are calm, some are storms of one kind, and rare meetings of two kinds happen too.

import { Dice } from './dice';

export interface StormRates {
  /** Probabilities per point at which the app waits, from 0 to 0.05 but for `slow`. */
  readonly kill: number;
  readonly refuse: number;
  readonly loseAnswer: number;
  readonly breakAnswer: number;
  readonly delay: number;
  readonly duplicate: number;
  readonly skip: number;
  readonly stale: number;
  readonly partial: number;
  /** Of comments that were written, those whose answer is lost: the only write that Jira repeats when it is asked twice. */
  readonly loseComment: number;
  /** Calls that take minutes: up to 0.3, since a lease is only put to the test by work that lasts. */
  readonly slow: number;
}

export interface Plan {
  readonly seed: number;
  readonly issues: number;
  /** The most issues on one page of a search. */
  readonly pageLimit: number;
  readonly rates: StormRates;
  readonly isEdited: boolean;
  readonly isReviewed: boolean;
  readonly hasBulk: boolean;
  readonly isClosedAtTimes: boolean;
  readonly hasSecondTenant: boolean;
  /** A second person presses the same button at the same time. */
  readonly hasSecondStart: boolean;
  readonly isCancelled: boolean;
  /** At the end every action in Jira is taken back, and Jira has to be as it was. */
  readonly isUnwound: boolean;
  /** At the end one more analysis is compared with one on a fresh site. */
  readonly hasTwin: boolean;
  /** The app was never there before: the first hour brings the work of a day and of a week, a sixth of all awaits. */
  readonly isNew: boolean;
}

const mostRate = 0.05;
const mostSlow = 0.3;

export function planOf(seed: number): Plan {
  const dice = new Dice(seed, 'plan');
  const rate = (most: number) => (dice.chance(0.4) ? 0 : dice.next() * most);
  const isSlow = dice.chance(0.15);
  const rates: Omit<StormRates, 'loseComment'> = {
    kill: rate(mostRate),
    refuse: rate(mostRate),
    loseAnswer: rate(mostRate),
    breakAnswer: rate(mostRate / 2),
    delay: rate(mostRate),
    duplicate: rate(mostRate),
    skip: rate(mostRate),
    stale: rate(mostRate),
    partial: rate(mostRate),
    slow: isSlow ? dice.next() * mostSlow : 0,
  };
  const plan = {
    seed,
    issues: 12 + dice.below(dice.chance(0.1) ? 29 : 9),
    pageLimit: 3 + dice.below(4),
    isEdited: dice.chance(0.35),
    isReviewed: dice.chance(0.5),
    hasBulk: dice.chance(0.3),
    isClosedAtTimes: dice.chance(0.3),
    hasSecondTenant: dice.chance(0.08),
    hasSecondStart: dice.chance(0.4),
    isCancelled: dice.chance(0.15),
    isUnwound: dice.chance(0.5),
    hasTwin: dice.chance(0.3),
    isNew: dice.chance(0.15),
  };
  return { ...plan, rates: { ...rates, loseComment: dice.chance(0.3) ? 0.5 : 0 } };
}
