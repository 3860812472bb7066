// What the guard against imported dates is worth. Too few sets hold a bulk import to tell, so one is made: the
// older half, or the middle third, gets the dates of one day, in its own order, as a migration would leave it.

import type { LabelledSet } from './evaluate-corpus';
import { ranksOf, summarize } from './evaluate-ranking';
import type { RankingQuality } from './evaluate-ranking';
import { productScores } from './evaluate-set';
import type { Vectors } from './evaluate-vectors';

const dayMs = 86_400_000;

/** The set as it would be if `share` of it, from `from` on, had come in one import when the last of these was created. */
export function withImport(set: LabelledSet, from: number, share: number): LabelledSet {
  const first = Math.floor(set.issues.length * from);
  const end = Math.floor(set.issues.length * (from + share));
  const lastMs = set.issues[end - 1]?.facts.createdMs ?? 0;
  const midnightMs = Math.floor(lastMs / dayMs) * dayMs;
  const issues = set.issues.map((issue, position) =>
    position < first || position >= end
      ? issue
      : { ...issue, facts: { ...issue.facts, createdMs: midnightMs + position - first } },
  );
  return { ...set, issues };
}

/** Vectors depend on texts alone, so they serve all of these. */
export function measureImportGuard(set: LabelledSet, vectors: Vectors): Record<string, RankingQuality> {
  const rows: Record<string, RankingQuality> = {};
  for (const [name, imported] of [
    ['half imported', withImport(set, 0, 1 / 2)],
    ['third imported', withImport(set, 1 / 3, 1 / 3)],
  ] as const) {
    rows[`${name}, no guard`] = summarize(ranksOf(imported, productScores(imported, vectors, false)));
    rows[`${name}, guard`] = summarize(ranksOf(imported, productScores(imported, vectors)));
  }
  return rows;
}
