// What is like a text that is just being written: for search as you type and for the hints in the create dialog. Reads
// only the parts of the lookup that hold the text's words. Matches which the viewer may not browse are left out before
// they are counted off, so a hidden work item never takes the place of a visible one.

import type { CandidateView, LiveView } from '../contract';
import { AppError } from '../errors';
import { issueViewOf, type Issue, type Visible } from '../issue';
import { limits } from '../limits';
import { scoreSettingsOf } from '../scan/scan-options';
import { type ControlContext, mustBrowse } from '../scan/control';
import { loadChanges } from '../scan/corpus';
import { emptyTail } from '../scan/tail';
import { textSettingsOf } from '../scan/word-rules';
import { decodeCrowds } from '../similarity/crowds';
import type { IssueText } from '../similarity/document';
import { decodeLookupHead } from '../similarity/lookup';
import { type LookupMatch, LookupQuestion } from '../similarity/lookup-question';
import { Tokenizer } from '../similarity/tokenize';
import type { CoverageRecord } from '../storage/stores';

export interface LiveRequest {
  readonly projectId: number;
  readonly summary: string;
  readonly description: string;
  readonly limit: number;
}

export async function searchLive(request: LiveRequest, context: ControlContext): Promise<LiveView> {
  const question = { projectId: request.projectId, text: request, limit: request.limit, choose: null };
  const found = await findLike(question, context);
  if (found === null) return { state: 'never-scanned' };
  return { state: 'ready', candidates: found.map(candidateView) };
}

/** Which matches are offered, best first. `crowdOf` tells how alike an issue is to its own surroundings, in [0, 1]. */
export type Choice = (matches: readonly LookupMatch[], crowdOf: (issueId: number) => number) => readonly LookupMatch[];

export interface Question {
  readonly projectId: number;
  readonly text: IssueText;
  readonly limit: number;
  /** Null: all, by cosine. */
  readonly choose: Choice | null;
}

export interface Like {
  readonly issue: Visible<Issue>;
  readonly cosine: number;
  /** As they stand in the text that was asked about. */
  readonly words: readonly string[];
}

/** Null when nothing was analysed. Three requests to Jira, four to the storage, whatever the corpus. @throws AppError */
export async function findLike(question: Question, context: ControlContext): Promise<readonly Like[] | null> {
  const { projectId, limit } = question;
  const { stores, viewer } = context;
  const [permissions, record] = await Promise.all([viewer.permissions([projectId]), stores.coverage(projectId).read()]);
  mustBrowse([projectId], permissions);
  if (record === null) return null;
  const { matches, asked } = await lookUp(question, record.value, context);
  if (matches.length === 0) return [];
  const browsable = await viewer.browsableIssues(matches.map(({ id }) => id));
  // A security level shows only when the issue is read, so more are read than are wanted.
  const some = matches.filter(({ id }) => browsable.has(id)).slice(0, limits.liveReads);
  const issues = await viewer.readIssues(some.map(({ id }) => id));
  return some
    .flatMap(({ id, cosine }) => {
      const issue = issues.get(id);
      return issue === undefined ? [] : [{ issue, cosine, words: asked.sharedWords(issue, maxWords) }];
    })
    .slice(0, limit);
}

const maxWords = 8;

async function lookUp({ text, choose }: Question, coverage: CoverageRecord, { stores }: ControlContext) {
  const { lookup, crowds } = coverage.results;
  const keys = [...(lookup === undefined ? [] : [lookup]), ...(choose === null ? [] : crowds)];
  const { record, values } = await stores.tail.readBeside(keys);
  const [headBytes, ...crowdParts] = stores.results.parts(keys, values);
  if (lookup === undefined || headBytes === undefined) {
    // Made by a version that had no lookup: the next analysis makes one.
    throw new AppError('DAMAGED', 'This analysis cannot be searched. A new analysis can.');
  }
  const asked = new LookupQuestion(
    text,
    decodeLookupHead(headBytes),
    scoreSettingsOf(coverage.results),
    new Tokenizer(textSettingsOf(coverage.results)),
  );
  const parts = asked.parts();
  const [changes, partBytes] = await Promise.all([
    loadChanges(coverage, record?.value ?? emptyTail, stores),
    stores.results.read(stores.results.keysBeside(lookup, parts)),
  ]);
  parts.forEach((part, at) => asked.read(part, partBytes[at] ?? new Uint8Array()));
  const matches = asked.matches(changes, { top: limits.liveMatches, floor: limits.liveFloor });
  return { asked, matches: choose === null ? matches : choose(matches, decodeCrowds(crowdParts)) };
}

/** Words come only from the text that was typed and from the issue that this viewer may see. */
function candidateView({ issue, cosine, words }: Like): CandidateView {
  const evidence = [{ kind: 'shared-terms' as const, field: null, terms: words, contribution: cosine }];
  // What speaks against (time, reporter, components) is not known of a text that nobody has filed yet.
  return { issue: issueViewOf(issue), score: cosine, tier: 'none', evidence, against: [] };
}
