// How a site's reviewers change its judgement: their decisions are read again with today's texts and today's engine, so
// that nothing of the signals has to be stored and an old decision counts under a new version. Only pairs that the
// engine would show are asked about; what people decide elsewhere was chosen by them, not by it.

import { calibrate, type Calibration, correctCoefficients, type JudgedSignals } from './calibrate';
import { judgeCoefficients } from './coefficients';
import { type JudgeCoefficients, judgePair } from './judge';
import type { Model } from './model';
import type { PairReader } from './pair-signals';

/** What a person said of two issues, by their ids. */
export interface DecidedPair {
  readonly a: number;
  readonly b: number;
  readonly isDuplicate: boolean;
}

interface SiteJudgement {
  readonly calibration: Calibration;
  readonly coefficients: JudgeCoefficients;
}

export function siteJudgement(model: Model, reader: PairReader, decided: readonly DecidedPair[]): SiteJudgement {
  const rowOf = new Map<number, number>();
  if (decided.length > 0) model.ids.forEach((id, row) => rowOf.set(id, row));
  const known = decided.flatMap(({ a, b, isDuplicate }): JudgedSignals[] => {
    const [rowA, rowB] = [rowOf.get(a), rowOf.get(b)];
    if (rowA === undefined || rowB === undefined || rowA === rowB) return [];
    const [first, second] = [Math.min(rowA, rowB), Math.max(rowA, rowB)];
    const { tier, z } = judgePair(reader.signalsOf(first, second, cosineOfRows(model, first, second)));
    return tier === 'none' ? [] : [{ z, tier, isDuplicate }];
  });
  const calibration = calibrate(known);
  return { calibration, coefficients: correctCoefficients(judgeCoefficients, calibration) };
}

function cosineOfRows({ rowStarts, columns, weights }: Model, a: number, b: number): number {
  const own = new Map<number, number>();
  for (let at = rowStarts[a]!; at < rowStarts[a + 1]!; at++) own.set(columns[at]!, weights[at]!);
  let cosine = 0;
  for (let at = rowStarts[b]!; at < rowStarts[b + 1]!; at++) cosine += (own.get(columns[at]!) ?? 0) * weights[at]!;
  return Math.min(1, cosine);
}
