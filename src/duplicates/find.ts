// Candidates of one issue, as the current viewer may see them. Reads what the last analysis stored and what has changed
// since, asks Jira as the viewer for the issue and all its candidates in one request, and explains each pair from the
// two texts that came back. The page's project is only a hint for which stored value to read first; the issue decides.

import type { CandidatesView, CandidateView } from '../contract';
import { AppError } from '../errors';
import { engineInputOf, type Issue, issueViewOf, type Visible } from '../issue';
import type { ControlContext } from '../scan/control';
import { candidatesAfterChanges, entriesOf, entriesSince } from '../scan/tail';
import { explain } from '../similarity/explain';
import { decodeLists, type StoredCandidate } from '../similarity/results';
import { defaultScoreSettings } from '../similarity/score';
import { decodeStatistics, type Statistics } from '../similarity/statistics';
import type { CoverageRecord } from '../storage/stores';
import { coverageView, withoutCoverage } from './coverage';

interface Found {
  readonly coverage: CoverageRecord;
  /** Null when the issue was not part of the analysis and has not been looked at since. */
  readonly candidates: readonly StoredCandidate[] | null;
  readonly statistics: Statistics;
}

export async function findCandidates(
  issueId: number,
  hintedProjectId: number | null,
  context: ControlContext,
): Promise<CandidatesView> {
  const guess = hintedProjectId === null ? null : await lookUp(issueId, hintedProjectId, context);
  const guessedIds = candidateIds(guess);
  const seen = await context.viewer.readIssues([issueId, ...guessedIds]);
  const issue = seen.get(issueId);
  if (issue === undefined) {
    throw new AppError('NOT_FOUND', 'This work item does not exist, or you may not see it.');
  }
  const isGuessRight = issue.project.id === hintedProjectId;
  const found = isGuessRight ? guess : await lookUp(issueId, issue.project.id, context);
  if (found === null) return withoutCoverage(issue.project.id, context);
  const coverage = coverageView(found.coverage, null);
  if (found.candidates === null) return { state: 'not-covered', coverage };
  const others = isGuessRight ? seen : await context.viewer.readIssues(candidateIds(found));
  const threshold = (await context.stores.readSettings()).defaultThreshold;
  const candidates = found.candidates
    .filter(({ tier, score }) => tier !== 'none' || score >= threshold)
    .flatMap((candidate) => candidateView(issue, candidate, others.get(candidate.id), found.statistics));
  return { state: 'ready', coverage, threshold, candidates };
}

function candidateIds(found: Found | null): number[] {
  return found?.candidates?.map(({ id }) => id) ?? [];
}

/** One read of the pointer, one batch for everything that it points to. */
async function lookUp(issueId: number, projectId: number, context: ControlContext): Promise<Found | null> {
  const coverage = (await context.stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) return null;
  const { lists, statistics } = coverage.results;
  const part = lists.find(({ firstId, lastId }) => firstId <= issueId && issueId <= lastId);
  const keys = [...(part === undefined ? [] : [part.key]), ...statistics];
  const { values: read, record: tail } = await context.stores.tail.readBeside(keys);
  const values = context.stores.results.parts(keys, read);
  const listBytes = part === undefined ? undefined : values[0];
  return {
    coverage,
    candidates: candidatesAfterChanges(
      issueId,
      listBytes === undefined ? null : decodeLists(listBytes).of(issueId),
      entriesSince(tail === null ? [] : entriesOf(tail.value), coverage.startedAtMs),
    ),
    statistics: decodeStatistics(part === undefined ? values : values.slice(1)),
  };
}

/** Empty when the viewer may not see the other issue, or when somebody has linked the two since the analysis. */
function candidateView(
  issue: Visible<Issue>,
  candidate: StoredCandidate,
  other: Visible<Issue> | undefined,
  statistics: Statistics,
): CandidateView[] {
  if (other === undefined || other.id === issue.id || issue.linkedIds.includes(other.id)) return [];
  const { score, evidence, against } = explainPair(issue, other, statistics);
  return [{ issue: issueViewOf(other), score, tier: candidate.tier, evidence, against }];
}

/** Words come only from the two issues that this viewer may see. The salt only has to be the same for both. */
export function explainPair(a: Visible<Issue>, b: Visible<Issue>, statistics: Statistics) {
  return explain(engineInputOf(a, 0), engineInputOf(b, 0), statistics, defaultScoreSettings);
}
