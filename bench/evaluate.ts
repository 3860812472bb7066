// Measures the engine on labelled sets: `npm run evaluate -- --issues A.jsonl[,B.jsonl] --pairs A.pairs.tsv[,...]`,
// with `--json` for machines, `--peers` for other methods on the same queries, `--steps` for what each step is worth,
// and `--show 30` for the misses and the surest unlabelled pairs, to be read by eye.

import { readArguments } from './evaluate-arguments';
import { readLabelledSet, UnreadableInput } from './evaluate-corpus';
import type { LabelledSet } from './evaluate-corpus';
import { issueAt } from './evaluate-pairs';
import type { RankingQuality } from './evaluate-ranking';
import { evaluateSet, measureSteps } from './evaluate-set';
import type { Findings, SetReport } from './evaluate-set';
import { buildVectors, countTerms, weighByField } from './evaluate-vectors';
import { measureImportGuard } from './import-guard';
import { measurePeers } from './peers';
import { defaultScoreSettings } from '../src/similarity/score';

async function evaluate(): Promise<void> {
  const { issues, pairs, flags, show } = readArguments(process.argv.slice(2));
  const reports: SetReport[] = [];
  for (const [index, path] of issues.entries()) {
    const set = await readLabelledSet(path, pairs[index] ?? '');
    for (const { line, reason } of set.problems) console.error(`${path}:${line}: left out, ${reason}.`);
    const findings = evaluateSet(set, flags.has('peers') ? measurePeers : () => ({}));
    const report = flags.has('steps')
      ? { ...findings.report, steps: { ...measureSteps(set), ...measureGuard(set) } }
      : findings.report;
    reports.push(report);
    if (flags.has('json')) continue;
    print(report);
    if (show > 0) showFindings(set, findings, show);
  }
  if (flags.has('json')) console.log(JSON.stringify(asJson(reports), null, 2));
  else if (reports.length > 1) console.log(`\nmean of ${reports.length} sets: ${line(meanOf(reports))}`);
}

function measureGuard(set: LabelledSet): Record<string, RankingQuality> {
  const counted = countTerms(set.issues.map(({ text }) => text));
  return measureImportGuard(set, buildVectors(counted, weighByField(defaultScoreSettings.fieldWeights)));
}

/** One set: its own fields. Several: the mean of the rankings and the sums of the pairs, and `sets`. */
function asJson(reports: readonly SetReport[]): unknown {
  const [first] = reports;
  if (reports.length === 1 || first === undefined) return first;
  const sum = (of: (report: SetReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  return {
    ...meanOf(reports),
    pairPrecision: sum((report) => report.pairPrecision) / reports.length,
    pairRecall: sum((report) => report.pairRecall) / reports.length,
    threshold: first.threshold,
    tiers: {
      veryLikely: {
        pairs: sum((report) => report.tiers.veryLikely.pairs),
        labelled: sum((report) => report.tiers.veryLikely.labelled),
      },
      possible: {
        pairs: sum((report) => report.tiers.possible.pairs),
        labelled: sum((report) => report.tiers.possible.labelled),
      },
    },
    peers: Object.fromEntries(
      Object.keys(first.peers).map((name) => [name, meanOf(reports.flatMap((report) => report.peers[name] ?? []))]),
    ),
    sets: reports,
  };
}

function meanOf(qualities: readonly RankingQuality[]): RankingQuality {
  const mean = (of: (quality: RankingQuality) => number): number =>
    qualities.reduce((sum, quality) => sum + of(quality), 0) / Math.max(1, qualities.length);
  return {
    queries: qualities.reduce((sum, { queries }) => sum + queries, 0),
    rr1: mean(({ rr1 }) => rr1),
    rr5: mean(({ rr5 }) => rr5),
    rr10: mean(({ rr10 }) => rr10),
    rr20: mean(({ rr20 }) => rr20),
    mrr: mean(({ mrr }) => mrr),
  };
}

function line({ rr1, rr5, rr10, rr20, mrr }: RankingQuality): string {
  const digits = (value: number): string => value.toFixed(3);
  return `RR@1 ${digits(rr1)}  RR@5 ${digits(rr5)}  RR@10 ${digits(rr10)}  RR@20 ${digits(rr20)}  MRR ${digits(mrr)}`;
}

function print(report: SetReport): void {
  const { series, tiers } = report;
  const { veryLikely, possible } = tiers;
  console.log(`\n${report.name}: ${report.issues} issues, ${report.queries} queries (statistics of the whole set)`);
  console.log(`  ${'this engine'.padEnd(30)}${line(report)}`);
  for (const [name, quality] of Object.entries({ ...report.steps, ...report.peers })) {
    console.log(
      `  ${name.padEnd(30)}${line(quality)}${quality.queries < report.queries ? ` (${quality.queries} queries)` : ''}`,
    );
  }
  console.log(`  very likely: ${veryLikely.pairs} pairs, ${veryLikely.labelled} of them known`);
  console.log(`  possible:    ${possible.pairs} pairs, ${possible.labelled} of them known`);
  console.log(`  in series:   ${series.pairs} pairs, ${series.labelled} of them known`);
  console.log(`  of ${report.labelledPairs} known pairs ${(100 * report.pairRecall).toFixed(1)} % are in a tier`);
}

function showFindings(set: LabelledSet, { misses, unlabelled }: Findings, show: number): void {
  const title = (position: number): string =>
    `    ${issueAt(set, position).key}  ${issueAt(set, position).text.summary}`;
  console.log(`\n  the ${Math.min(show, misses.length)} worst of ${misses.length} misses beyond rank 10`);
  for (const { query, rank } of misses.slice(0, show)) {
    console.log(
      `  rank ${rank === Infinity ? 'none' : rank}\n${title(query)}\n${title(set.clusterOf[query] ?? query)}`,
    );
  }
  console.log(`\n  the ${Math.min(show, unlabelled.length)} surest unlabelled pairs`);
  for (const { a, b, cosine, judgement } of unlabelled.slice(0, show)) {
    const reasons = judgement.reasons.join(', ');
    console.log(
      `  ${judgement.tier} z ${judgement.z.toFixed(2)} cosine ${cosine.toFixed(2)} (${reasons})\n${title(a)}\n${title(b)}`,
    );
  }
}

evaluate().catch((error: unknown) => {
  if (!(error instanceof UnreadableInput)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
