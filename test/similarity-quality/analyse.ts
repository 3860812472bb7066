// A whole analysis of a handful of issues in one call: the pairs in a tier, the issues of each series, and what was
// said of one issue's candidates.

import { Analysis } from '../../src/similarity/analysis';
import { BlockBuilder } from '../../src/similarity/block';
import type { IssueInput } from '../../src/similarity/document';
import type { EvidenceKind, Tier } from '../../src/similarity/evidence';
import { unpackJudgement } from '../../src/similarity/results';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';

export function analyse(issues: readonly IssueInput[]) {
  const builder = new BlockBuilder(new Tokenizer());
  for (const one of issues) builder.add(one);
  const analysis = new Analysis([builder.build()], {
    score: defaultScoreSettings,
    top: 10,
    threshold: 0.2,
    maxPairs: 50_000,
  });
  while (!analysis.step(1000, () => performance.now()));
  const { lists, pairs } = analysis.result();
  const all = Array.from(pairs.a, (a, at) => ({
    a,
    b: pairs.b[at] ?? 0,
    tier: unpackJudgement(pairs.judgements[at] ?? 0).tier,
    series: pairs.series[at] ?? 0,
  }));
  const members = new Map<number, Set<number>>();
  for (const { a, b, series } of all) {
    if (series > 0) members.set(series, (members.get(series) ?? new Set()).add(a).add(b));
  }
  const judgementsOf = (issueId: number) => {
    const row = lists.issueIds.indexOf(issueId);
    return Array.from(lists.judgements.subarray(lists.starts[row], lists.starts[row + 1]), unpackJudgement);
  };
  return {
    /** Pairs of their own that are in a tier. */
    listed: all.flatMap(({ a, b, tier, series }) => (series === 0 && tier !== 'none' ? [{ a, b, tier }] : [])),
    series: [...members.values()].map((ids) => [...ids].sort((x, y) => x - y)),
    tiersOf: (issueId: number): Tier[] => judgementsOf(issueId).map(({ tier }) => tier),
    reasonsOf: (issueId: number): EvidenceKind[][] => judgementsOf(issueId).map(({ reasons }) => reasons),
  };
}
