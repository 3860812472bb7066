// Candidates of one issue, as the current viewer may see them. Reads what the last analysis stored, what has changed since
// and what people said, asks Jira as the viewer for the issue and all its candidates in one request, and explains each
// pair from the two texts that came back. The page's project only says which stored value to read first; the issue decides.

import type { CandidatesView, PanelCandidate, SiteSettings } from '../contract';
import { AppError } from '../errors';
import { engineInputOf, issueViewOf } from '../issue';
import type { ControlContext } from '../scan/control';
import { scoreSettingsOf } from '../scan/scan-options';
import { candidatesAfterChanges, entriesOf, entriesSince } from '../scan/tail';
import { textSettingsOf } from '../scan/word-rules';
import { explainer } from '../similarity/explain';
import { decodeLists, type StoredCandidate } from '../similarity/results';
import { leastSeriesIssues } from '../similarity/series';
import type { Statistics } from '../similarity/statistics';
import { decodeStatistics } from '../similarity/statistics-bytes';
import { type Pair, pairName, pairOf } from '../storage/reviews';
import type { CoverageRecord } from '../storage/stores';
import { coverageView, withoutCoverage } from './coverage';
import { againstWithPattern } from './pattern-reasons';
import { namesDuplicate } from './transition-choice';
import { type Review, reviewViewOf } from './decision';

interface Found {
  readonly coverage: CoverageRecord;
  /** Null when the issue was not part of the analysis and has not been looked at since. */
  readonly candidates: readonly StoredCandidate[] | null;
  readonly beside: Beside | null;
  readonly threshold: number;
  readonly siteThreshold: number;
  readonly settings: SiteSettings;
}

/** What is read only where there is a candidate: the statistics are most of what a panel reads. */
interface Beside {
  readonly statistics: Statistics;
  /** By the name of the pair. */
  readonly reviews: ReadonlyMap<string, Review>;
}

export interface PanelContext extends ControlContext {
  readonly accountId: string;
}

export async function findCandidates(
  issueId: number,
  hintedProjectId: number | null,
  context: PanelContext,
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
  const coverage = coverageView(found.coverage, comparedWith(found.coverage), found.settings);
  if (found.candidates === null) return { state: 'not-covered', coverage };
  const others = isGuessRight ? seen : await context.viewer.readIssues(candidateIds(found));
  const { threshold, siteThreshold, beside } = found;
  if (beside === null) return { state: 'ready', coverage, threshold, siteThreshold, candidates: [] };
  const { results } = found.coverage;
  const explained = explainer(
    engineInputOf(issue, 0),
    beside.statistics,
    scoreSettingsOf(results),
    textSettingsOf(results),
  );
  const isPatternSeen = seesPattern(found.candidates, others);
  const candidates = found.candidates.flatMap((candidate): PanelCandidate[] => {
    const other = others.get(candidate.id);
    if (other === undefined || other.id === issue.id) return [];
    const review = beside.reviews.get(pairName(pairOf(issue.id, other.id))) ?? null;
    // Linked by hand: settled. Linked by an action of this app: shown with its decision, because it can be undone here.
    if (issue.linkedIds.includes(other.id) && (review?.actionId ?? null) === null) return [];
    const { score, evidence, against: guessed } = explained(engineInputOf(other, 0));
    const reasons = candidate.reasons.filter((kind) => kind !== 'pattern' || isPatternSeen);
    const against = againstWithPattern(guessed, reasons);
    const shown = { issue: issueViewOf(other), score, tier: candidate.tier, evidence, against };
    const linkedDuplicates = other.inwardLinkNames.filter(namesDuplicate).length;
    return [{ ...shown, linkedDuplicates, review: reviewViewOf(review, context.nowMs()) }];
  });
  return { state: 'ready', coverage, threshold, siteThreshold, candidates };
}

/** In this project alone: what the analysis read of others, this viewer may not be told. */
function comparedWith({ openIssues = 0 }: CoverageRecord): number | null {
  return openIssues > 0 ? openIssues : null;
}

/** Of a pattern whose other fillings this viewer may not see, nothing may tell. */
function seesPattern(candidates: readonly StoredCandidate[], visible: ReadonlyMap<number, unknown>): boolean {
  const seen = candidates.filter(({ id, reasons }) => reasons.includes('pattern') && visible.has(id));
  return seen.length + 1 >= leastSeriesIssues;
}

function candidateIds(found: Found | null): number[] {
  return found?.candidates?.map(({ id }) => id) ?? [];
}

/** One read of the pointer, one batch for the list that it points to, one for what is said of its candidates. */
async function lookUp(issueId: number, projectId: number, context: PanelContext): Promise<Found | null> {
  const coverage = (await context.stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) return null;
  const { lists, statistics } = coverage.results;
  const part = lists.find(({ firstId, lastId }) => firstId <= issueId && issueId <= lastId);
  const keys = part === undefined ? [] : [part.key];
  const {
    values: read,
    tail,
    siteThreshold,
    threshold,
    settings,
  } = await context.stores.readForPanel(context.accountId, projectId, keys);
  const [listBytes] = context.stores.results.parts(keys, read);
  const candidates = candidatesAfterChanges(
    issueId,
    listBytes === undefined ? null : decodeLists(listBytes).of(issueId),
    entriesSince(tail === null ? [] : entriesOf(tail), coverage.startedAtMs),
  );
  const pairs = (candidates ?? []).filter(({ id }) => id !== issueId).map(({ id }) => pairOf(issueId, id));
  const beside = pairs.length === 0 ? null : await readBeside(statistics, pairs, context);
  return { coverage, candidates, beside, threshold, siteThreshold, settings };
}

async function readBeside(keys: readonly string[], pairs: readonly Pair[], { stores }: PanelContext): Promise<Beside> {
  const { values, reviews } = await stores.reviews.peekBeside(keys, pairs);
  return { statistics: decodeStatistics(stores.results.parts(keys, values)), reviews };
}
