// The demand behind issues, over everything that is linked as their duplicate and that this person may see now. Many are
// read together: what one of them has told is not asked for again.

import { limits } from '../limits';
import type { IssueLink, MergeIssue } from '../jira/merge-issue';
import { type Demand, demandOf } from './demand';
import { defaultMapping } from './mapping';
import { duplicateLinkType } from './merge-plan';
import { notSeen, type ReviewContext } from './review-context';

export interface LinkedReports {
  /** The issues that were asked for, as far as this person sees them, and the reports linked to them. */
  readonly issues: ReadonlyMap<number, MergeIssue>;
  /** Of the link that says "duplicates" in the project; empty when the site has none. */
  readonly linkTypeId: string;
}

export async function readDemand(issueId: number, context: ReviewContext): Promise<Demand> {
  const { issues, linkTypeId } = await readLinkedReports([issueId], context);
  if (!issues.has(issueId)) throw notSeen();
  return demandOf(issueId, issues, linkTypeId);
}

/** For issues of one project, whose mapping names the link. */
export async function readLinkedReports(
  issueIds: readonly number[],
  { jira, stores }: ReviewContext,
): Promise<LinkedReports> {
  const issues = new Map<number, MergeIssue>(await jira.mergeIssues(issueIds));
  const [first] = issues.values();
  if (first === undefined) return { issues, linkTypeId: '' };
  const [types, record] = await Promise.all([jira.linkTypes(), stores.mapping(first.projectId).read()]);
  const linkTypeId = duplicateLinkType(types, (record?.value ?? defaultMapping).linkTypeId)?.id ?? '';
  const isReport = (link: IssueLink): boolean => link.typeId === linkTypeId && link.direction === 'inward';
  const most = limits.maxGraphIssues;
  for (let depth = 0; depth < limits.maxChainLength && issues.size < most; depth++) {
    const unread = [...issues.values()]
      .flatMap(({ links }) => links.filter(isReport).map(({ otherId }) => otherId))
      .filter((id) => !issues.has(id));
    const read = await jira.mergeIssues([...new Set(unread)].slice(0, most - issues.size));
    if (read.size === 0) break;
    for (const [id, one] of read) issues.set(id, one);
  }
  return { issues, linkTypeId };
}
