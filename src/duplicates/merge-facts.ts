// Everything that plans depend on, read from Jira just now as the person who asks, for one pair or for two hundred: the
// issues, what they are linked to, permissions, rules, ways to close. What many plans share is read once.

import type { Visible } from '../issue';
import { chunks } from '../jira/call';
import type { MergeIssue } from '../jira/merge-issue';
import { together } from '../jira/together';
import { limits } from '../limits';
import { defaultMapping, type MappingRules } from './mapping';
import { duplicateLinkType, issuePermissions, type MergeFacts, originalsOf } from './merge-plan';
import type { ReviewContext } from './review-context';

export interface MergeRequest {
  readonly duplicateId: number;
  readonly canonicalId: number;
}

/** In the order of the requests; null where this person does not see one of the two issues. */
export async function gatherFacts(
  requests: readonly MergeRequest[],
  context: ReviewContext,
): Promise<(MergeFacts | null)[]> {
  const { jira, accountId } = context;
  const issues = new Map(
    await jira.mergeIssues(requests.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId])),
  );
  const visible = requests.filter(({ duplicateId, canonicalId }) => issues.has(duplicateId) && issues.has(canonicalId));
  if (visible.length === 0) return requests.map(() => null);
  const [mappings, linkTypes] = await together([readMappings(issues, context), jira.linkTypes()]);
  const mappingOf = (issue: MergeIssue): MappingRules => mappings.get(issue.projectId) ?? defaultMapping;
  const chains = await followLinks(
    visible,
    issues,
    (issue) => duplicateLinkType(linkTypes, mappingOf(issue).linkTypeId)?.id ?? null,
    context,
  );
  const known = [...issues.values()];
  const needsPriorities = known.some((issue) => mappingOf(issue).steps.includes('priority'));
  const [held, guarded, transitions, priorityIds] = await together([
    jira.issuePermissions(
      issuePermissions,
      known.map(({ id }) => id),
    ),
    guardsOf(known, mappings, context),
    readTransitions(
      visible.flatMap(({ duplicateId }) => issues.get(duplicateId) ?? []),
      mappingOf,
      context,
    ),
    needsPriorities ? jira.priorityIds() : [],
  ]);
  return requests.map((request) => {
    const duplicate = issues.get(request.duplicateId);
    const chain = chains.get(request);
    if (duplicate === undefined || chain === undefined) return null;
    const rules = [duplicate, ...chain].map(({ id }) => guarded.get(id));
    return {
      duplicate,
      chain,
      linkTypes,
      transitions: transitions.get(duplicate.id) ?? [],
      priorityIds,
      mapping: mappingOf(duplicate),
      holds: (permission, issueId) => held.get(permission)?.has(issueId) ?? false,
      guardedBy: rules.includes(null) ? null : [...new Set(rules.flatMap((names) => names ?? []))],
      accountId,
    };
  });
}

async function readMappings(
  issues: ReadonlyMap<number, MergeIssue>,
  context: ReviewContext,
): Promise<ReadonlyMap<number, MappingRules>> {
  const projectIds = [...new Set([...issues.values()].map(({ projectId }) => projectId))];
  const records = await Promise.all(projectIds.map((id) => context.stores.mapping(id).read()));
  return new Map(projectIds.map((id, index) => [id, records[index]?.value ?? defaultMapping]));
}

type Chain = [MergeIssue, ...MergeIssue[]];

/** What each canonical issue is itself a duplicate of, and so on. Reads a generation of all chains at once. */
async function followLinks(
  requests: readonly MergeRequest[],
  issues: Map<number, Visible<MergeIssue>>,
  linkTypeOf: (issue: MergeIssue) => string | null,
  context: ReviewContext,
): Promise<ReadonlyMap<MergeRequest, Chain>> {
  const chains = new Map<MergeRequest, Chain>();
  for (const request of requests) {
    const first = issues.get(request.canonicalId);
    if (first !== undefined) chains.set(request, [first]);
  }
  for (let depth = 0; depth < limits.maxChainLength; depth++) {
    const next = new Map<MergeRequest, number>();
    for (const [request, chain] of chains) {
      const last = chain[chain.length - 1] ?? chain[0];
      const typeId = linkTypeOf(last);
      const original = typeId === null ? undefined : originalsOf(last, typeId).sort((x, y) => x - y)[0];
      // A chain that comes back to where it was is a cycle; the plan sees that from its last issue.
      if (original !== undefined && !chain.some(({ id }) => id === original)) next.set(request, original);
    }
    if (next.size === 0) return chains;
    const unread = [...next.values()].filter((id) => !issues.has(id));
    for (const [id, issue] of await context.jira.mergeIssues(unread)) issues.set(id, issue);
    for (const [request, id] of next) {
      const issue = issues.get(id);
      if (issue !== undefined) chains.get(request)?.push(issue);
    }
    if ([...next.values()].every((id) => !issues.has(id))) return chains;
  }
  return chains;
}

/** For each issue the names of the rules that match it; null when a rule of its project cannot be evaluated. */
async function guardsOf(
  issues: readonly MergeIssue[],
  mappings: ReadonlyMap<number, MappingRules>,
  context: ReviewContext,
): Promise<ReadonlyMap<number, readonly string[] | null>> {
  const found = new Map<number, readonly string[] | null>();
  for (const [projectId, { guards }] of mappings) {
    const ids = issues.filter((issue) => issue.projectId === projectId).map(({ id }) => id);
    if (guards.length === 0 || ids.length === 0) continue;
    const matches = await context.guards.matches(
      ids,
      guards.map(({ jql }) => jql),
    );
    for (const id of ids) {
      const isBroken = matches.some((match) => match === null);
      found.set(id, isBroken ? null : guards.filter((_, index) => matches[index]?.has(id)).map(({ name }) => name));
    }
  }
  return found;
}

/**
 * Asked once for issues of one workflow in one status: two hundred questions would take longer than a page can wait. A
 * condition that lets only some of them through is found when the row is carried out, and then that row is not.
 */
async function readTransitions(
  duplicates: readonly MergeIssue[],
  mappingOf: (issue: MergeIssue) => MappingRules,
  context: ReviewContext,
): Promise<ReadonlyMap<number, MergeFacts['transitions']>> {
  const workflowOf = ({ projectId, typeId, status }: MergeIssue): string => `${projectId} ${typeId} ${status.id}`;
  const closable = duplicates.filter(
    (issue) => issue.status.category !== 'done' && mappingOf(issue).steps.includes('transition'),
  );
  const examples = [...new Map(closable.map((issue) => [workflowOf(issue), issue])).values()];
  const found = new Map<string, MergeFacts['transitions']>();
  for (const some of chunks(examples, limits.parallelRequests)) {
    const answers = await together(some.map(({ id }) => context.jira.transitions(id)));
    some.forEach((issue, index) => found.set(workflowOf(issue), answers[index] ?? []));
  }
  return new Map(closable.map((issue) => [issue.id, found.get(workflowOf(issue)) ?? []]));
}
