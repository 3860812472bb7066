// The questions about one threshold: how sure suggestions were, which threshold is advised, what another one would
// change, and putting one in force for the site. The last is noted with who, when and what it was before.

import type { PrecisionView, SampledPair, SimulationView } from '../contract';
import { queueStateOf } from '../duplicates/decision';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import { hashText } from '../similarity/hash';
import { ENGINE_VERSION } from '../similarity/version';
import { pairName } from '../storage/reviews';
import { adviseThreshold, type JudgedScore, precisionBands, simulateThreshold } from './precision';
import { readVisiblePairs, type VisiblePairs, waitingPairs } from './visible-pairs';

export async function readPrecision(
  { projectId, targetPrecision }: { readonly projectId: number; readonly targetPrecision: number },
  context: DecisionContext,
): Promise<PrecisionView> {
  const [pairs, { defaultThreshold }, changes, { isSiteAdmin }] = await Promise.all([
    readVisiblePairs(projectId, context),
    context.stores.readSettings(),
    context.stores.thresholdChanges.read(),
    context.viewer.permissions([]),
  ]);
  const said = judgedPairs(pairs, context.nowMs());
  const judged = said.filter(({ engineVersion }) => engineVersion === ENGINE_VERSION);
  return {
    bands: precisionBands(judged),
    advice: adviseThreshold(judged, targetPrecision),
    targetPrecision,
    siteThreshold: defaultThreshold,
    leftOut: said.length - judged.length,
    canApply: isSiteAdmin,
    changes: isSiteAdmin
      ? (changes?.value.lines ?? []).map(({ atMs, by, before, after }) => ({
          at: new Date(atMs).toISOString(),
          byAccountId: by,
          before,
          after,
        }))
      : [],
  };
}

export async function simulate(
  { projectId, threshold }: { readonly projectId: number; readonly threshold: number },
  context: DecisionContext,
): Promise<SimulationView> {
  const pairs = await readVisiblePairs(projectId, context);
  if (pairs.coverage === null) return { state: 'never-scanned' };
  const judged = judgedPairs(pairs, context.nowMs()).filter((one) => one.engineVersion === ENGINE_VERSION);
  return {
    state: 'ready',
    shown: waitingPairs(pairs, context.nowMs()).filter(({ score }) => score >= threshold).length,
    isMore: pairs.isPartial,
    ...simulateThreshold(judged, threshold),
  };
}

/** @throws AppError NOT_ALLOWED, CONFLICT */
export async function applyThreshold(
  { threshold, expectedThreshold }: { readonly threshold: number; readonly expectedThreshold: number },
  context: DecisionContext,
): Promise<{ siteThreshold: number }> {
  const { stores, viewer, accountId } = context;
  const { isSiteAdmin } = await viewer.permissions([]);
  if (!isSiteAdmin) throw new AppError('NOT_ALLOWED', 'Only Jira administrators can change the minimum match.');
  const settings = await stores.readSettings();
  if (settings.defaultThreshold === threshold) return { siteThreshold: threshold };
  if (settings.defaultThreshold !== expectedThreshold) {
    throw new AppError('CONFLICT', 'Somebody else has changed the minimum match. Load the page again.');
  }
  // The note first: a kill in between leaves a note of a change that did not happen, never a change without a note.
  const line = { atMs: context.nowMs(), by: accountId, before: settings.defaultThreshold, after: threshold };
  await stores.thresholdChanges.change((log) => ({ v: 1, lines: [line, ...(log?.lines ?? [])].slice(0, maxLines) }));
  await stores.saveSettings({ ...settings, defaultThreshold: threshold });
  return { siteThreshold: threshold };
}

const maxLines = 100;
const sampleSize = 30;
const bandWidth = 0.1;

/** Reviewers answer the surest pairs first, so their answers say too much good of a band; a draw by chance does not. */
export async function samplePairs(
  { projectId, from }: { readonly projectId: number; readonly from: number },
  context: DecisionContext,
): Promise<{ pairs: SampledPair[] }> {
  const pairs = await readVisiblePairs(projectId, context);
  const draw = context.newId();
  const inBand = waitingPairs(pairs, context.nowMs()).filter(
    ({ score }) => score >= from && (score < from + bandWidth || from + bandWidth >= 1),
  );
  const ordered = inBand
    .map((pair) => ({ pair, chance: hashText(`${draw} ${pairName(pair)}`) }))
    .sort((x, y) => x.chance - y.chance);
  return {
    pairs: ordered.slice(0, sampleSize).map(({ pair }) => {
      const { a, b, score, tier } = pair;
      return { a, b, score, tier, version: pairs.reviews.get(pairName(pair))?.version ?? 0 };
    }),
  };
}

interface Said extends JudgedScore {
  readonly engineVersion: string;
}

/** What people said about pairs that the engine had proposed. A link from Jira is left out: nobody links a "no". */
function judgedPairs({ decided, found, coverage }: VisiblePairs, nowMs: number): Said[] {
  const foundScores = new Map(found.map((pair) => [pairName(pair), pair.score]));
  return decided.flatMap((pair): Said[] => {
    const { review } = pair;
    const state = queueStateOf(review, nowMs);
    if (state === 'open' || state === 'snoozed' || review.origin !== 'person') return [];
    const score = review.seen?.score ?? foundScores.get(pairName(pair));
    const engineVersion = review.seen?.engineVersion ?? coverage?.results.engineVersion;
    if (score === undefined || engineVersion === undefined) return [];
    return [{ score, engineVersion, isDuplicate: state === 'duplicate', atMs: review.atMs }];
  });
}
