// The demand behind one issue, over everything that is linked as its duplicate and that this person may see now.

import { limits } from '../limits';
import type { MergeIssue } from '../jira/merge-issue';
import { type Demand, demandOf } from './demand';
import { defaultMapping } from './mapping';
import { duplicateLinkType } from './merge-plan';
import { notSeen, type ReviewContext } from './review-context';

export async function readDemand(issueId: number, { jira, stores }: ReviewContext): Promise<Demand> {
  const issues = new Map<number, MergeIssue>(await jira.mergeIssues([issueId]));
  const issue = issues.get(issueId);
  if (issue === undefined) throw notSeen();
  const [types, record] = await Promise.all([jira.linkTypes(), stores.mapping(issue.projectId).read()]);
  const typeId = duplicateLinkType(types, (record?.value ?? defaultMapping).linkTypeId)?.id ?? '';
  const isReport = (link: MergeIssue['links'][number]): boolean =>
    link.typeId === typeId && link.direction === 'inward';
  for (let depth = 0; depth < limits.maxChainLength && issues.size < limits.maxGraphIssues; depth++) {
    const unread = [...issues.values()]
      .flatMap(({ links }) => links.filter(isReport).map(({ otherId }) => otherId))
      .filter((id) => !issues.has(id));
    const read = await jira.mergeIssues(unread.slice(0, limits.maxGraphIssues));
    if (read.size === 0) break;
    for (const [id, one] of read) issues.set(id, one);
  }
  return demandOf(issueId, issues, typeId);
}
