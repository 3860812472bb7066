// What is like a text that is just being written: for search as you type and for the hints in the create dialog. The
// index is loaded for this one question, in parallel with the question what this person may see; whole spaces that are
// hidden are left out before matches are counted off, so a hidden work item never takes the place of a visible one.

import type { CandidateView, LiveView } from '../contract';
import { engineInputOf, issueViewOf, type Issue, type Visible } from '../issue';
import { limits } from '../limits';
import { type ControlContext, mustBrowse } from '../scan/control';
import { loadCorpus } from '../scan/corpus';
import { emptyTail } from '../scan/tail';
import { type Block, noFacts } from '../similarity/block';
import type { IssueText } from '../similarity/document';
import { explain } from '../similarity/explain';
import { type Match, SearchIndex } from '../similarity/query';
import type { StoredCandidate } from '../similarity/results';
import { defaultScoreSettings } from '../similarity/score';
import { decodeStatistics, type Statistics } from '../similarity/statistics';
import { Tokenizer } from '../similarity/tokenize';
import type { CoverageRecord } from '../storage/stores';

export interface LiveRequest {
  readonly projectId: number;
  readonly summary: string;
  readonly description: string;
  readonly limit: number;
}

export async function searchLive(request: LiveRequest, context: ControlContext): Promise<LiveView> {
  const question = { projectId: request.projectId, text: request, limit: request.limit, choose: everything };
  const found = await findLike(question, context);
  if (found === null) return { state: 'never-scanned' };
  const candidates = found.matches.map(({ issue }) => candidateView(request, issue, found.statistics));
  return { state: 'ready', candidates };
}

const everything: Choice = (matches) => matches;

/** Which matches are offered, best first. `crowdOf` tells how alike an issue is to its own surroundings, in [0, 1]. */
export type Choice = (matches: readonly Match[], crowdOf: (issueId: number) => number) => readonly Match[];

export interface Question {
  readonly projectId: number;
  readonly text: IssueText;
  readonly limit: number;
  readonly choose: Choice;
}

export interface LikeText {
  readonly matches: readonly { readonly issue: Visible<Issue>; readonly cosine: number }[];
  readonly statistics: Statistics;
}

/** Null when nothing was analysed. Two requests to Jira, whatever the corpus. @throws AppError */
export async function findLike(question: Question, context: ControlContext): Promise<LikeText | null> {
  const { projectId, text, limit, choose } = question;
  const { stores, viewer } = context;
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) {
    mustBrowse([projectId], await viewer.permissions([projectId]));
    return null;
  }
  const [permissions, loaded] = await Promise.all([
    viewer.permissions([projectId, ...coverage.projectIds]),
    loadIndex(coverage, context),
  ]);
  mustBrowse([projectId], permissions);
  const all = loaded.index.search(text, { top: limits.liveMatches, floor: limits.liveFloor });
  const open = all.filter(({ id }) => permissions.browsable.has(loaded.projectOf.get(id) ?? 0));
  const matches = choose(open, loaded.crowdOf);
  return { matches: await visibleMatches(matches, limit, context), statistics: loaded.statistics };
}

async function loadIndex(coverage: CoverageRecord, { stores }: ControlContext) {
  const { record, values } = await stores.tail.readBeside(coverage.results.statistics);
  const corpus = await loadCorpus(coverage, record?.value ?? emptyTail, stores);
  return {
    index: new SearchIndex(corpus.blocks, defaultScoreSettings, new Tokenizer()),
    projectOf: projectsOf(corpus.blocks),
    crowdOf: (issueId: number) => meanScore(corpus.storedList(issueId) ?? []),
    statistics: decodeStatistics(stores.results.parts(coverage.results.statistics, values)),
  };
}

/** Of the ten nearest, as far as they are near enough to be listed: the engine's `hub`. */
function meanScore(list: readonly StoredCandidate[]): number {
  return list.reduce((sum, { score }) => sum + score, 0) / limits.candidatesPerIssue;
}

function projectsOf(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const projects = new Map<number, number>();
  for (const block of blocks) block.ids.forEach((id, index) => projects.set(id, block.projectIds[index] ?? 0));
  return projects;
}

/** A work item with a security level shows only now that it is hidden; hence more are read than are wanted. */
async function visibleMatches(matches: readonly Match[], limit: number, { viewer }: ControlContext) {
  const some = matches.slice(0, limits.liveReads);
  if (some.length === 0) return [];
  const issues = await viewer.readIssues(some.map(({ id }) => id));
  return some
    .flatMap(({ id, cosine }) => {
      const issue = issues.get(id);
      return issue === undefined ? [] : [{ issue, cosine }];
    })
    .slice(0, limit);
}

/** Words come only from the text that was typed and from the issue that this viewer may see. */
function candidateView(text: IssueText, issue: Visible<Issue>, statistics: Statistics): CandidateView {
  const typed = { id: 0, text, facts: noFacts };
  const { score, evidence } = explain(typed, engineInputOf(issue, 0), statistics, defaultScoreSettings);
  // What speaks against (time, reporter, components) is not known of a text that nobody has filed yet.
  return { issue: issueViewOf(issue), score, tier: 'none', evidence, against: [] };
}
