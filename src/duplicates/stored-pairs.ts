// The pairs that an analysis stored, part by part, each with the projects of its two issues. A part is read when somebody
// wants its first pair; nothing here knows who is looking.

import type { PairView, Tier } from '../contract';
import { engineInputOf, type Issue, issueViewOf, type Visible } from '../issue';
import type { ControlContext } from '../scan/control';
import { locatePairs, type LocatedPair } from '../scan/pair-projects';
import { scoreSettingsOf } from '../scan/scan-options';
import { textSettingsOf } from '../scan/word-rules';
import { explain } from '../similarity/explain';
import { decodePairs } from '../similarity/results';
import { decodeStatistics } from '../similarity/statistics-bytes';
import type { CoverageRecord } from '../storage/stores';
import { againstWithPattern } from './pattern-reasons';

type Stores = Pick<ControlContext, 'stores'>;

/** Pairs of their own, in the order of the list: without those of a series. */
export function storedPairs(coverage: CoverageRecord, context: Stores): AsyncGenerator<LocatedPair> {
  const { pairs, pairProjects } = coverage.results;
  return located(pairs, pairProjects, coverage, context);
}

/** Pairs of series, series by series, the best of each first. */
export function storedSeriesPairs(coverage: CoverageRecord, context: Stores): AsyncGenerator<LocatedPair> {
  const { series, seriesProjects } = coverage.results;
  return located(series, seriesProjects, coverage, context);
}

async function* located(
  keys: readonly string[],
  projectKeys: readonly string[],
  coverage: CoverageRecord,
  context: Stores,
): AsyncGenerator<LocatedPair> {
  for (const [index, key] of keys.entries()) {
    const [part, projects] = await context.stores.results.read([key, projectKeys[index] ?? '']);
    if (part === undefined || projects === undefined) throw new Error('A stored part was read without its projects.');
    yield* locatePairs(decodePairs(part), projects, coverage.scannedProjectIds);
  }
}

/** Does a list of these settings show the pair? */
export function isWanted(
  pair: LocatedPair,
  wanted: { readonly projectId: number; readonly threshold: number; readonly tier: Tier | 'any' },
): boolean {
  return (
    pair.score >= wanted.threshold &&
    (wanted.tier === 'any' || pair.tier === wanted.tier) &&
    (pair.projectA === wanted.projectId || pair.projectB === wanted.projectId)
  );
}

export type PairViewer = (pair: LocatedPair, a: Visible<Issue>, b: Visible<Issue>) => PairView;

/** Reads how rare words are, once for all pairs that are to be explained. */
export async function pairViewer(coverage: CoverageRecord, context: Stores): Promise<PairViewer> {
  const { results } = coverage;
  const statistics = decodeStatistics(await context.stores.results.read(results.statistics));
  const settings = [scoreSettingsOf(results), textSettingsOf(results)] as const;
  return ({ tier, reasons }, a, b) => {
    // Words come only from the two issues that this viewer may see. The salt only has to be the same for both.
    const [inputA, inputB] = [engineInputOf(a, 0), engineInputOf(b, 0)];
    const { score, evidence, against: found } = explain(inputA, inputB, statistics, ...settings);
    const against = againstWithPattern(found, reasons);
    const [older, newer] = Date.parse(a.created) <= Date.parse(b.created) ? [a, b] : [b, a];
    return { a: issueViewOf(older), b: issueViewOf(newer), score, tier, evidence, against };
  };
}
