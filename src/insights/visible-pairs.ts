// Everything that this viewer may be told figures about: the suggestions of a project that wait, and its decided pairs,
// each with both issues visible now. A figure over more would tell of issues that are hidden from this person. Jira is
// asked for a thousand issues at a time, which costs one point, so figures over thousands of pairs stay affordable.

import type { Tier } from '../contract';
import type { EvidenceKind } from '../similarity/evidence';
import type { Review } from '../duplicates/decision';
import { queueStateOf } from '../duplicates/decision';
import type { DecisionContext } from '../duplicates/review-context';
import { storedPairs, storedSeriesPairs } from '../duplicates/stored-pairs';
import { AppError } from '../errors';
import { chunks } from '../jira/call';
import { seenJql } from '../jira/jql';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import type { LocatedPair } from '../scan/pair-projects';
import { pairName, type ReviewedPair } from '../storage/reviews';
import type { CoverageRecord } from '../storage/stores';

export interface FoundPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly tier: Tier;
  readonly reasons: readonly EvidenceKind[];
  /** 0 for a pair of its own. */
  readonly series: number;
}

export interface VisiblePairs {
  /** Null before the first analysis. */
  readonly coverage: CoverageRecord | null;
  /** In the order of the list, whatever was decided about them. */
  readonly found: readonly FoundPair[];
  /** Not all that were found could be looked at. */
  readonly isPartial: boolean;
  readonly decided: readonly ReviewedPair[];
  /** By pair, of everything that was ever said. */
  readonly reviews: ReadonlyMap<string, Review>;
}

/** @throws AppError NOT_FOUND for who may not browse the project */
export async function readVisiblePairs(projectId: number, context: DecisionContext): Promise<VisiblePairs> {
  const { stores, viewer } = context;
  const [coverageRecord, reviewed] = await Promise.all([stores.coverage(projectId).read(), stores.reviews.peekAll()]);
  const coverage = coverageRecord?.value ?? null;
  const browsable = await viewer.browsableProjects([projectId, ...(coverage?.projectIds ?? [])]);
  mustBrowse([projectId], { browsable });
  const said = [...reviewed].sort((x, y) => y.review.atMs - x.review.atMs).slice(0, maxDecided);
  const candidates = coverage === null ? [] : await foundPairs(projectId, coverage, browsable, context);
  const seen = await visibleIssues([...said, ...candidates], projectId, context);
  const isSeen = ({ a, b }: { a: number; b: number }): boolean => seen.visible.has(a) && seen.visible.has(b);
  return {
    coverage,
    found: candidates.filter(isSeen),
    isPartial: seen.isPartial || candidates.length === maxFound,
    decided: said.filter((pair) => isSeen(pair) && (seen.inside.has(pair.a) || seen.inside.has(pair.b))),
    reviews: new Map(reviewed.map((pair) => [pairName(pair), pair.review])),
  };
}

/** Of the found pairs of their own those that nobody has decided, or that are to be decided again: the queue. */
export function waitingPairs({ found, reviews }: VisiblePairs, nowMs: number): FoundPair[] {
  return found.filter(
    (pair) => pair.series === 0 && queueStateOf(reviews.get(pairName(pair)) ?? null, nowMs) === 'open',
  );
}

const maxFound = 5_000;
const maxDecided = 2_000;

async function foundPairs(
  projectId: number,
  coverage: CoverageRecord,
  browsable: ReadonlySet<number>,
  context: DecisionContext,
): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  const isWanted = ({ projectA, projectB }: LocatedPair): boolean =>
    (projectA === projectId || projectB === projectId) && browsable.has(projectA) && browsable.has(projectB);
  for (const pairs of [storedPairs(coverage, context), storedSeriesPairs(coverage, context)]) {
    for await (const pair of pairs) {
      if (found.length === maxFound) return found;
      if (isWanted(pair)) found.push(pair);
    }
  }
  return found;
}

interface Seen {
  readonly visible: ReadonlySet<number>;
  /** In the project now. */
  readonly inside: ReadonlySet<number>;
  readonly isPartial: boolean;
}

/** Asks Jira as the viewer, one point for a thousand issues. @throws AppError rather than too few */
export async function visibleIssues(
  pairs: readonly { readonly a: number; readonly b: number }[],
  projectId: number,
  { jira }: DecisionContext,
): Promise<Seen> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const groups = chunks(ids.slice(0, limits.maxInsightIssues), 1_000);
  const visible = new Set<number>();
  const inside = new Set<number>();
  for (const together of chunks(groups, limits.parallelRequests)) {
    const answers = await Promise.all(together.map((some) => jira.matches(some, [seenJql(), seenJql([projectId])])));
    for (const [all, here] of answers) {
      // Not zero: figures that are too low would look like figures.
      if (!all || !here) throw new AppError('JIRA_UNAVAILABLE', 'Jira could not tell which work items you may see.');
      for (const id of all) visible.add(id);
      for (const id of here) inside.add(id);
    }
  }
  return { visible, inside, isPartial: ids.length > limits.maxInsightIssues };
}
