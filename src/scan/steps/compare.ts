// Reads the blocks, lets the engine compare all issues with all others, and stores what it found. The comparison lives
// in memory only: a killed one starts again from the blocks, which costs seconds and no request to Jira.

import { limits } from '../../limits';
import { Analysis } from '../../similarity/analysis';
import { decodeBlock } from '../../similarity/block-bytes';
import type { Block } from '../../similarity/block';
import { maxBytesOfText } from '../../similarity/bytes';
import { encodeCrowds } from '../../similarity/crowds';
import { encodeLookup } from '../../similarity/lookup';
import {
  bytesOfPart,
  decodePairs,
  encodeLists,
  encodePairs,
  type PairList,
  splitSeries,
  unpackJudgement,
} from '../../similarity/results';
import type { ScoreSettings } from '../../similarity/score';
import { encodeStatistics } from '../../similarity/statistics-bytes';
import type { ValueKind } from '../../storage/keys';
import { decidedPairs } from '../decided-pairs';
import { freshPairs } from '../fresh-pairs';
import type { LeasedScan } from '../leased-scan';
import { encodePairProjects } from '../pair-projects';
import { encodeRun, type RunPair } from '../run-pairs';
import type { StepContext } from '../step-context';
import { scoreSettingsOf } from '../scan-options';
import { withComparison, withResults } from '../scan';
import type { Results, Scan, ScanOptions } from '../scan-record';

/** False when time ran out. @throws LeaseLost; AppError DAMAGED when a block cannot be read. */
export async function compareIssues(leased: LeasedScan, context: StepContext): Promise<boolean> {
  const { scan } = leased;
  const blocks = (await context.stores.results.read(scan.blocks.map(({ key }) => key))).map(decodeBlock);
  const analysis = new Analysis(blocks, {
    score: scoreOf(scan),
    top: limits.candidatesPerIssue,
    threshold: limits.pairThreshold,
    maxPairs: limits.maxPairs,
    decided: decidedPairs(await context.stores.reviews.peekAll()),
  });
  while (!analysis.step(limits.compareSliceMs, context.nowMs)) {
    if (context.isOutOfTime()) return false;
    if (context.nowMs() - leased.scan.heartbeatMs >= limits.heartbeatMs) {
      await leased.save(withComparison(leased.scan, analysis.fraction, context.nowMs()));
    }
  }
  const result = analysis.result();
  const found = runPairs(result.pairs, projectsOf(blocks));
  const results = await stored(scan, blocks, result, found, context);
  await leased.save(withResults(leased.scan, results, likelyPairs(found), context.nowMs()));
  return true;
}

async function stored(
  scan: Scan,
  blocks: readonly Block[],
  result: ReturnType<Analysis['result']>,
  found: readonly RunPair[],
  context: StepContext,
): Promise<Results> {
  const { id: scanId, projectIds } = scan;
  const score = scoreOf(scan);
  const maxBytes = maxBytesOfText(limits.maxValueBytes);
  const lists = encodeLists(result.lists, bytesOfPart(result.lists, maxBytes));
  const { listed, series: ofSeries } = splitSeries(result.pairs);
  const pairs = encodePairs(listed, maxBytes);
  const series = encodePairs(ofSeries, maxBytes);
  const projectOf = projectsOf(blocks);
  const projectsBeside = (parts: readonly Uint8Array[]) =>
    parts.map((part) => encodePairProjects(decodePairs(part), projectOf, projectIds));
  const keys = await context.stores.results.writeTogether(
    scanId,
    new Map<ValueKind, readonly Uint8Array[]>([
      ['lists', lists.map(({ bytes }) => bytes)],
      ['lookup', encodeLookup(blocks, score)],
      ['crowds', encodeCrowds(result.lists, limits.candidatesPerIssue)],
      ['pairs', pairs],
      ['projects', projectsBeside(pairs)],
      ['series', series],
      ['series-projects', projectsBeside(series)],
      ['statistics', encodeStatistics(result.statistics, maxBytes)],
    ]),
  );
  const run = await context.stores.runs.write(scanId, encodeRun(found, projectIds));
  const fresh = await freshPairs(scan, found, context.stores);
  const listKeys = keys.of('lists');
  const [lookup] = keys.of('lookup');
  return {
    ...(lookup === undefined ? {} : { lookup }),
    crowds: keys.of('crowds'),
    calibration: result.calibration,
    ...(scan.options === undefined ? {} : optionsKept(scan.options)),
    engineVersion: result.engineVersion,
    issueCount: result.issueCount,
    lists: lists.map(({ firstId, lastId }, index) => ({ key: listKeys[index] ?? '', firstId, lastId })),
    pairs: keys.of('pairs'),
    pairProjects: keys.of('projects'),
    series: keys.of('series'),
    seriesProjects: keys.of('series-projects'),
    statistics: keys.of('statistics'),
    run,
    fresh,
  };
}

function runPairs(pairs: PairList, projectOf: ReadonlyMap<number, number>): RunPair[] {
  return Array.from(pairs.a, (a, at) => {
    const b = pairs.b[at]!;
    const { tier } = unpackJudgement(pairs.judgements[at]!);
    const [projectA, projectB] = [projectOf.get(a) ?? 0, projectOf.get(b) ?? 0];
    return { a, b, score: pairs.scores[at]!, tier, projectA, projectB, isOfSeries: pairs.series[at]! > 0 };
  });
}

/** Those that a list offers as duplicates one by one: neither merely alike nor many of one pattern. */
function likelyPairs(found: readonly RunPair[]): number {
  return found.filter(({ tier, isOfSeries }) => tier !== 'none' && !isOfSeries).length;
}

/** What everything that is compared with these results later has to be read and weighed with. */
function optionsKept({ fieldWeights, words }: ScanOptions): Pick<Results, 'fieldWeights' | 'words'> {
  return { fieldWeights, ...(words === undefined ? {} : { words }) };
}

function scoreOf({ options }: Scan): ScoreSettings {
  return scoreSettingsOf({ fieldWeights: options?.fieldWeights });
}

function projectsOf(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const projects = new Map<number, number>();
  for (const block of blocks) {
    block.ids.forEach((id, index) => projects.set(id, block.projectIds[index] ?? 0));
  }
  return projects;
}
