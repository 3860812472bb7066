// The dashboard of one space: what was found, what was said about it, and where look-alikes come from. One pass over the
// stored pairs and blocks and some ten points in Jira, however many pairs there are.

import { ownedBy, pairsOf, teamJql } from '../administration/team-filter';
import type { DashboardView, RequestOf } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { countJql } from '../jira/jql';
import type { Block } from '../similarity/block';
import { factsOf } from '../similarity/block';
import { decodeBlock } from '../similarity/block-bytes';
import type { CoverageRecord } from '../storage/stores';
import { dashboardFigures, type DashboardInput } from './figures';
import { readVisiblePairs, type VisiblePairs, waitingPairs } from './visible-pairs';

export async function readDashboard(
  { projectId, teamId }: RequestOf<'dashboard.figures'>,
  context: DecisionContext,
): Promise<DashboardView> {
  const pairs = await teamsPairs(await readVisiblePairs(projectId, context), teamId, context);
  const { coverage } = pairs;
  if (coverage === null) return { state: 'never-scanned' };
  const [workItems, settings, analyses, knownFacts] = await Promise.all([
    countWorkItems(projectId, teamId, context),
    context.stores.readSettings(),
    finishedAnalyses(projectId, context),
    readFacts(coverage, context),
  ]);
  const isShown = ({ score }: { readonly score: number }): boolean => score >= settings.defaultThreshold;
  const figures = dashboardFigures({
    projectId,
    found: pairs.found.filter(isShown),
    waiting: waitingPairs(pairs, context.nowMs()).filter(isShown),
    decided: pairs.decided,
    factsOf: knownFacts,
    nowMs: context.nowMs(),
  });
  return {
    state: 'ready',
    figures: {
      ...figures,
      analyses,
      lastAnalysedAt: new Date(coverage.finishedAtMs).toISOString(),
      engineVersion: coverage.results.engineVersion,
      isPartial: pairs.isPartial,
      workItems,
    },
  };
}

/** What anybody, or this team, has to do with. */
async function teamsPairs(
  pairs: VisiblePairs,
  teamId: string | undefined,
  context: DecisionContext,
): Promise<VisiblePairs> {
  if (teamId === undefined) return pairs;
  const owned = await ownedBy(teamId, context);
  return { ...pairs, found: await pairsOf(pairs.found, owned), decided: await pairsOf(pairs.decided, owned) };
}

async function countWorkItems(
  projectId: number,
  teamId: string | undefined,
  context: DecisionContext,
): Promise<number> {
  const jql = teamId === undefined ? null : await teamJql(teamId, context);
  return context.viewer.count(countJql({ projectIds: [projectId], jql }, null));
}

async function finishedAnalyses(projectId: number, { stores }: DecisionContext): Promise<number> {
  const entries = (await stores.directory.read())?.value.scans ?? [];
  return entries.filter(({ isLive, projectIds }) => !isLive && projectIds.includes(projectId)).length;
}

async function readFacts({ scanId }: CoverageRecord, { stores }: DecisionContext): Promise<DashboardInput['factsOf']> {
  const scan = (await stores.scan(scanId).read())?.value;
  // An analysis that is forgotten leaves figures without groups, which is better than none.
  const blocks = (await stores.results.read((scan?.blocks ?? []).map(({ key }) => key))).map(decodeBlock);
  const places = new Map<number, { readonly block: Block; readonly index: number }>();
  for (const block of blocks) block.ids.forEach((id, index) => places.set(id, { block, index }));
  return (issueId) => {
    const place = places.get(issueId);
    return place === undefined ? null : factsOf(place.block, place.index);
  };
}
