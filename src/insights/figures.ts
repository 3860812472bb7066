// The dashboard's arithmetic: counts over pairs and decisions, a median, and what pairs have in common. Pure. Names of
// components and types are not known here, only their hashes; each group is called by work items that belong to it.

import type { Breakdown, DashboardFigures } from '../contract';
import { queueStateOf } from '../duplicates/decision';
import type { EvidenceKind } from '../similarity/evidence';
import type { ReviewedPair } from '../storage/reviews';
import type { FoundPair } from './visible-pairs';

export interface IssueFactsOf {
  readonly createdMs: number;
  readonly projectId: number;
  readonly typeHash: number;
  readonly componentHashes: readonly number[];
}

export interface DashboardInput {
  readonly projectId: number;
  /** At the site's minimum match or above: likely ones, weak ones and those of patterns. */
  readonly found: readonly FoundPair[];
  readonly waiting: readonly FoundPair[];
  readonly decided: readonly ReviewedPair[];
  /** Null for an issue that the analysis did not know. */
  readonly factsOf: (issueId: number) => IssueFactsOf | null;
  readonly nowMs: number;
}

type Figures = Omit<DashboardFigures, 'analyses' | 'lastAnalysedAt' | 'engineVersion' | 'isPartial' | 'workItems'>;

export function dashboardFigures(input: DashboardInput): Figures {
  const { waiting, decided, nowMs } = input;
  const found = input.found.filter(isLikely);
  const confirmed = decided.filter(({ review }) => queueStateOf(review, nowMs) === 'duplicate');
  const rejected = decided.filter(({ review }) => ['related', 'not-duplicate'].includes(queueStateOf(review, nowMs)));
  return {
    potential: found.length,
    waiting: waiting.filter(isLikely).length,
    confirmed: confirmed.length,
    rejected: rejected.length,
    actions: confirmed.filter(({ review }) => review.actionId !== null).length,
    medianDaysToDetect: medianDaysToDetect(confirmed, input),
    duplicates: laterIssues(confirmed, input).size,
    weeks: weeksOf(confirmed, rejected, nowMs),
    ...breakdowns(found, confirmed, input),
    reasons: reasonCounts(found),
    templates: templatesOf(input.found),
  };
}

/** What people would call found: neither merely alike nor many of one pattern, as an analysis counts too. */
function isLikely({ tier, series }: FoundPair): boolean {
  return tier !== 'none' && series === 0;
}

const dayMs = 86_400_000;
const weekCount = 12;
const groupsShown = 8;
const examplesPerGroup = 3;

/** Midnight UTC of the Monday of that week. */
export function weekStartMs(atMs: number): number {
  const day = Math.floor(atMs / dayMs);
  // The first day of 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * dayMs;
}

function weeksOf(
  confirmed: readonly ReviewedPair[],
  rejected: readonly ReviewedPair[],
  nowMs: number,
): Figures['weeks'] {
  const inWeek = (pairs: readonly ReviewedPair[], startMs: number): number =>
    pairs.filter(({ review }) => weekStartMs(review.atMs) === startMs).length;
  return Array.from({ length: weekCount }, (_, index) => {
    const startMs = weekStartMs(nowMs) - (weekCount - 1 - index) * 7 * dayMs;
    const startsAt = new Date(startMs).toISOString();
    return { startsAt, confirmed: inWeek(confirmed, startMs), rejected: inWeek(rejected, startMs) };
  });
}

function medianDaysToDetect(confirmed: readonly ReviewedPair[], { factsOf }: DashboardInput): number | null {
  const days = confirmed
    .flatMap(({ a, b, review }) => {
      const [one, other] = [factsOf(a), factsOf(b)];
      if (one === null || other === null) return [];
      return [Math.max(0, review.atMs - Math.max(one.createdMs, other.createdMs)) / dayMs];
    })
    .sort((x, y) => x - y);
  if (days.length === 0) return null;
  const middle = Math.floor(days.length / 2);
  return days.length % 2 === 1 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2;
}

/** The duplicates among the issues of the project: of each confirmed pair the one that was created later. */
function laterIssues(confirmed: readonly ReviewedPair[], { factsOf, projectId }: DashboardInput): Set<number> {
  const later = confirmed.map(({ a, b }) => ((factsOf(a)?.createdMs ?? 0) > (factsOf(b)?.createdMs ?? 0) ? a : b));
  return new Set(later.filter((id) => factsOf(id)?.projectId === projectId));
}

function reasonCounts(found: readonly FoundPair[]): Figures['reasons'] {
  const counts = new Map<EvidenceKind, number>();
  for (const { reasons } of found) for (const kind of reasons) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, found: count })).sort((x, y) => y.found - x.found);
}

function templatesOf(found: readonly FoundPair[]): Figures['templates'] {
  const series = new Map<number, { a: number; b: number; issues: Set<number> }>();
  for (const { a, b, series: number } of found) {
    if (number === 0) continue;
    const known = series.get(number) ?? { a, b, issues: new Set() };
    series.set(number, known);
    known.issues.add(a).add(b);
  }
  return [...series.values()]
    .map(({ a, b, issues }) => ({ a, b, issueCount: issues.size }))
    .sort((x, y) => y.issueCount - x.issueCount)
    .slice(0, groupsShown);
}

interface Group {
  found: number;
  confirmed: number;
  readonly examples: Map<number, number>;
}

function breakdowns(
  found: readonly FoundPair[],
  confirmed: readonly ReviewedPair[],
  { factsOf }: DashboardInput,
): Pick<Figures, 'spaces' | 'types' | 'components'> {
  const by = (keysOf: (facts: IssueFactsOf) => readonly number[]): Breakdown[] => {
    const groups = new Map<number, Group>();
    const count = ({ a, b }: { readonly a: number; readonly b: number }, part: 'found' | 'confirmed'): void => {
      // A pair counts once for a group, whether one of its issues belongs to it or both.
      const seen = new Set<number>();
      for (const id of [a, b]) {
        const facts = factsOf(id);
        for (const key of facts === null ? [] : keysOf(facts)) {
          const group = groups.get(key) ?? { found: 0, confirmed: 0, examples: new Map() };
          groups.set(key, group);
          if (!seen.has(key)) group[part]++;
          seen.add(key);
          group.examples.set(id, keysOf(facts!).length);
        }
      }
    };
    for (const pair of found) count(pair, 'found');
    for (const pair of confirmed) count(pair, 'confirmed');
    return [...groups.values()]
      .sort((x, y) => y.found + y.confirmed - x.found - x.confirmed)
      .slice(0, groupsShown)
      .map((group) => ({ found: group.found, confirmed: group.confirmed, exampleIds: plainest(group.examples) }));
  };
  return {
    spaces: by(({ projectId }) => [projectId]),
    types: by(({ typeHash }) => (typeHash === 0 ? [] : [typeHash])),
    components: by(({ componentHashes }) => componentHashes),
  };
}

/** Those with the fewest values, so that what they have in common is the group itself. */
function plainest(examples: ReadonlyMap<number, number>): number[] {
  return [...examples]
    .sort(([x, fewer], [y, more]) => fewer - more || x - y)
    .slice(0, examplesPerGroup)
    .map(([id]) => id);
}
