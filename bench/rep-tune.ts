// Finds the nineteen parameters of REP as its authors did: stochastic gradient descent on the RankNet cost
// ln(1 + e^(score of a wrong answer − score of a right one)). The wrong answers are drawn with a fixed seed, so that
// the same set gives the same parameters.

import type { LabelledSet } from './evaluate-corpus';
import { repPair, repStart } from './rep';
import type { RepSet } from './rep';

interface Lesson {
  readonly query: number;
  readonly right: number;
  readonly wrong: number;
}

const rounds = 24;
const learningRate = 0.001;
const wrongAnswers = 30;
/** Large sets have more lessons than the search needs; they are drawn evenly. */
const mostLessons = 40_000;

export function tuneRep(rep: RepSet): readonly number[] {
  const random = randomFrom(20_111_121);
  const lessons = lessonsOf(rep.set, random);
  const parameters = [...repStart];
  for (let round = 0; round < rounds; round++) {
    shuffle(lessons, random);
    for (const lesson of lessons) learn(rep, lesson, parameters);
  }
  return parameters.map((value) => Math.round(value * 10_000) / 10_000);
}

function learn(rep: RepSet, { query, right, wrong }: Lesson, parameters: number[]): void {
  const difference = new Float64Array(parameters.length);
  const wrongScore = repPair(rep, query, wrong, parameters, difference, 1);
  const rightScore = repPair(rep, query, right, parameters, difference, -1);
  const slope = 1 / (1 + Math.exp(rightScore - wrongScore));
  difference.forEach((value, at) => {
    parameters[at] = within(at, (parameters[at] ?? 0) - learningRate * slope * value);
  });
}

/** Nothing below 0; a share of the length (the third and fourth number of a kind) not above 1. */
function within(at: number, value: number): number {
  const isLengthShare = at >= 7 && ((at - 7) % 6 === 2 || (at - 7) % 6 === 3);
  return Math.min(isLengthShare ? 1 : Infinity, Math.max(0, value));
}

function lessonsOf(set: LabelledSet, random: () => number): Lesson[] {
  const members = new Map<number, number[]>();
  set.clusterOf.forEach((cluster, issue) => members.set(cluster, [...(members.get(cluster) ?? []), issue]));
  const lessons: Lesson[] = [];
  for (const query of set.queries) {
    const own = set.clusterOf[query] ?? query;
    for (const right of (members.get(own) ?? []).filter((member) => member < query)) {
      for (let drawn = 0; drawn < wrongAnswers; drawn++) {
        const wrong = Math.floor(random() * query);
        if (set.clusterOf[wrong] !== own) lessons.push({ query, right, wrong });
      }
    }
  }
  const every = Math.max(1, Math.ceil(lessons.length / mostLessons));
  return lessons.filter((_, at) => at % every === 0);
}

function shuffle(lessons: Lesson[], random: () => number): void {
  for (let at = lessons.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [lessons[at], lessons[other]];
    if (one !== undefined && two !== undefined) [lessons[at], lessons[other]] = [two, one];
  }
}

/** Numbers in [0, 1) by a linear congruence of 32 bits, mixed: enough to draw lots. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}
