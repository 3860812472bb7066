import type { RankingQuality } from '../../bench/evaluate-ranking';
import type { SetReport } from '../../bench/evaluate-set';
import { checkQuality } from '../../bench/quality-floors';

const ranking = (rr10: number): RankingQuality => ({ queries: 50, rr1: 0.7, rr5: 0.9, rr10, rr20: 1, mrr: 0.8 });
const report = (change: Partial<SetReport>): SetReport => ({
  ...ranking(0.95),
  name: 'seamonkey',
  issues: 1000,
  labelledPairs: 90,
  pairPrecision: 0.1,
  pairRecall: 0.5,
  threshold: 0.3,
  tiers: { veryLikely: { pairs: 1, labelled: 1 }, possible: { pairs: 1, labelled: 1 } },
  series: { pairs: 0, labelled: 0 },
  peers: { 'REP, tuned': ranking(0.9), 'MiniSearch, default': ranking(0.8), 'MiniSearch, title': ranking(0.84) },
  steps: {},
  ...change,
});
const failures = (...reports: SetReport[]): string[] =>
  checkQuality(reports).flatMap(({ holds, what }) => (holds ? [] : [what]));

describe('the floors of quality', () => {
  it('hold for a report that reaches all of them', () => {
    expect(failures(report({}))).toEqual([]);
    expect(checkQuality([report({})])).toHaveLength(6);
  });

  it.each<[string, Partial<SetReport>]>([
    ['seamonkey: RR@1', { rr1: 0.66 }],
    ['seamonkey: RR@5', { rr5: 0.86 }],
    ['seamonkey: known pairs in a tier', { pairRecall: 0.39 }],
    ['seamonkey: RR@10 over the better REP', { peers: { ...report({}).peers, 'REP, own': ranking(0.95) } }],
    ['seamonkey: RR@10 over the best MiniSearch', { peers: { ...report({}).peers, MiniSearch: ranking(0.86) } }],
  ])('break at %s', (what, change) => {
    expect(failures(report(change))).toEqual([what]);
  });

  it('break when nobody was there to be ahead of', () => {
    expect(failures(report({ peers: {} }))).toHaveLength(2);
  });

  it('judge sets that had no part in the making by their mean', () => {
    const strange = (name: string, rr5: number): SetReport => report({ name, rr5 });
    expect(failures(strange('one', 0.6), strange('two', 0.86))).toEqual([]);
    expect(failures(strange('one', 0.6), strange('two', 0.8))).toEqual(['mean of the other sets: RR@5']);
  });
});
