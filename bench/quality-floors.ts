// What the engine has to reach, as a table. A floor is not a goal: it says from where on something has been broken.

import type { SetReport } from './evaluate-set';

export interface Check {
  readonly what: string;
  readonly measured: number;
  readonly least: number;
  readonly holds: boolean;
}

type Ranks = readonly [rr1: number, rr5: number, rr10: number];

const knownSets: Readonly<Record<string, Ranks>> = {
  titanium: [0.44, 0.68, 0.76],
  gitbugs_hadoop: [0.6, 0.83, 0.88],
  seamonkey: [0.67, 0.87, 0.91],
};
/** The mean over sets that had no part in the making. */
const strangers = { rr5: 0.72, rr10: 0.79 };
const leastRecall = 0.4;
const leastOverMiniSearch = 0.1;
/** "Ahead" of REP: by anything that is more than nothing. */
const leastOverRep = 0.001;

export function checkQuality(reports: readonly SetReport[]): readonly Check[] {
  const checks = reports.flatMap(checkSet);
  const unknown = reports.filter(({ name }) => knownSets[name] === undefined);
  if (unknown.length === 0) return checks;
  const mean = (of: (report: SetReport) => number): number =>
    unknown.reduce((sum, report) => sum + of(report), 0) / unknown.length;
  return [
    ...checks,
    check(
      'mean of the other sets: RR@5',
      mean(({ rr5 }) => rr5),
      strangers.rr5,
    ),
    check(
      'mean of the other sets: RR@10',
      mean(({ rr10 }) => rr10),
      strangers.rr10,
    ),
  ];
}

function checkSet(report: SetReport): readonly Check[] {
  const { name, rr1, rr5, rr10, pairRecall } = report;
  const floors = knownSets[name];
  return [
    ...(floors === undefined
      ? []
      : [
          check(`${name}: RR@1`, rr1, floors[0]),
          check(`${name}: RR@5`, rr5, floors[1]),
          check(`${name}: RR@10`, rr10, floors[2]),
        ]),
    check(`${name}: RR@10 over the better REP`, rr10 - bestOf(report, 'REP'), leastOverRep),
    check(`${name}: RR@10 over the best MiniSearch`, rr10 - bestOf(report, 'MiniSearch'), leastOverMiniSearch),
    check(`${name}: known pairs in a tier`, pairRecall, leastRecall),
  ];
}

/** RR@10 of the best peer whose name begins so. Without one there is nothing to be ahead of, which is a failure. */
function bestOf({ peers }: SetReport, beginning: string): number {
  const rivals = Object.entries(peers).filter(([name]) => name.startsWith(beginning));
  return rivals.length === 0 ? Infinity : Math.max(...rivals.map(([, { rr10 }]) => rr10));
}

function check(what: string, measured: number, least: number): Check {
  return { what, measured, least, holds: measured >= least };
}
