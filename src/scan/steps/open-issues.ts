// What a panel may say was compared. Whoever sees one issue of a project sees all of it that has no security level, so the
// number of those tells nobody of a hidden issue. Of somebody's own JQL it would tell what that JQL asks for: none then.

import { AppError } from '../../errors';
import { chunks } from '../../jira/call';
import { openToAllJql } from '../../jira/jql';
import { limits } from '../../limits';
import { bothJql } from '../item-rules';
import { readJql } from '../scan-options';
import type { Scan } from '../scan-record';
import type { StepContext } from '../step-context';

/** A point of Jira for each project. @throws AppError when Jira does not answer; the analysis waits then, as for any page. */
export async function countOpenIssues(
  scan: Scan,
  projectIds: readonly number[],
  context: StepContext,
): Promise<Scan['openIssues']> {
  if (scan.jql !== null) return [];
  const jql = bothJql(readJql(scan), openToAllJql);
  const counts: Scan['openIssues'] = [];
  for (const some of chunks(projectIds, limits.parallelPages)) {
    counts.push(...(await Promise.all(some.map((projectId) => countOf(projectId, jql, context)))).flat());
  }
  return counts;
}

async function countOf(projectId: number, jql: string | null, { jira }: StepContext): Promise<Scan['openIssues']> {
  try {
    return [{ projectId, count: await jira.count({ projectIds: [projectId], jql }) }];
  } catch (error) {
    // A project that has just gone, or a site without security levels: a sentence without its number, and no less.
    if (error instanceof AppError && (error.code === 'BAD_INPUT' || error.code === 'BAD_JQL')) return [];
    throw error;
  }
}
