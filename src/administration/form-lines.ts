// Lines that a form puts into many work items of a space: found by reading its newest ones as the administrator who asks,
// shown to that person alone, and never kept. What is kept of a chosen line is its hash and a work item that has it, so
// that it can be shown again to whoever may see that work item.

import type { AnswerOf, IgnoredLine } from '../contract';
import type { Issue, Visible } from '../issue';
import { type ControlContext, mustBrowse } from '../scan/control';
import { BoilerplateLearner, lineWithHash } from '../similarity/boilerplate';

/** Enough for a line that a twentieth of them have, and three requests to Jira. */
const issuesRead = 300;
const mostLines = 50;
/** What is longer is known by its beginning. */
const mostCharacters = 300;

export async function learnLines(
  projectId: number,
  { viewer }: Pick<ControlContext, 'viewer'>,
): Promise<AnswerOf<'words.learnLines'>> {
  mustBrowse([projectId], await viewer.permissions([projectId]));
  const issues = await viewer.newestIssues(projectId, issuesRead);
  const learner = new BoilerplateLearner();
  for (const { id, summary, description } of issues) learner.add(id, projectId, { summary, description });
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const lines = learner.learned().flatMap(({ hash, issueId, issues: count }) => {
    const text = textIn(byId.get(issueId), hash);
    return text === null ? [] : [{ hash, issueId, text, workItems: count }];
  });
  return { workItemsRead: issues.length, lines: lines.slice(0, mostLines) };
}

/** Null for a line of a work item that is gone, was changed, or is not for this person. */
export async function readLines(
  lines: readonly IgnoredLine[],
  { viewer }: Pick<ControlContext, 'viewer'>,
): Promise<AnswerOf<'words.readLines'>> {
  const issues = lines.length === 0 ? new Map() : await viewer.readIssues(lines.map(({ issueId }) => issueId));
  return { lines: lines.map((line) => ({ ...line, text: textIn(issues.get(line.issueId), line.hash) })) };
}

function textIn(issue: Visible<Issue> | undefined, hash: number): string | null {
  return issue === undefined ? null : (lineWithHash(issue.description, hash)?.slice(0, mostCharacters) ?? null);
}
