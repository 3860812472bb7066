// "Find duplicates of this work item", for a rule or an agent: the likely ones that wait for an answer, read as the person
// on whose behalf it runs. A work item that nothing is known of yet is said to be so, and is no empty list.

import { findCandidates } from '../duplicates/find';
import { ofOneAudience } from '../duplicates/one-audience';
import { AppError } from '../errors';
import { type ActionAnswer, type ActionContext, type Audience, mostListed, named, percentOf } from './answer';

export async function duplicatesAnswer(
  { workItemKey, audience }: { readonly workItemKey: string; readonly audience: Audience },
  { panel, reviewer }: ActionContext,
): Promise<ActionAnswer> {
  const issue = await panel.viewer.issueByKey(workItemKey);
  if (issue === null) {
    throw new AppError('NOT_FOUND', `workItemKey: ${workItemKey} does not exist, or you may not see it.`);
  }
  const view = await findCandidates(issue.id, issue.project.id, panel);
  if (view.state !== 'ready') throw new AppError('NOT_FOUND', sentences[view.state](issue.key));
  const likely = view.candidates.filter(
    ({ score, tier, review }) =>
      score >= view.siteThreshold && tier !== 'none' && review.verdict === null && review.snoozedUntil === null,
  );
  const ids = [issue.id, ...likely.map((candidate) => candidate.issue.id)];
  const told = audience === 'person' ? new Set(ids) : await ofOneAudience(ids, issue.project.id, reviewer.guards);
  const shown = told.has(issue.id) ? likely.filter((candidate) => told.has(candidate.issue.id)) : [];
  const listed = shown.slice(0, mostListed);
  return {
    found: shown.length,
    workItemKeys: listed.map((candidate) => candidate.issue.key).join(', '),
    message:
      listed.length === 0
        ? `No likely duplicates of ${named(issue)} are known.`
        : [
            `${named(issue)} may exist already:`,
            ...listed.map(({ issue: other, score }) => `${other.key} "${other.summary}" (${percentOf(score)})`),
          ].join('\n'),
  };
}

const sentences = {
  'never-scanned': (key: string) => `The space of ${key} has not been analyzed yet.`,
  indexing: (key: string) => `The space of ${key} is being analyzed for the first time. Ask again later.`,
  'not-covered': (key: string) => `${key} has not been compared yet. Ask again in a few minutes.`,
} as const;
