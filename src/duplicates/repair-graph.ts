// The Duplicate links of a project as one person sees them: read, judged, and repaired by that person's click. A repair
// names the problem that was shown; when the links are no longer what they were, nothing is written.

import type { GraphProblem, RepairResult } from '../contract';
import { AppError, appErrorOf } from '../errors';
import { duplicateLinksJql } from '../jira/jql';
import type { MergeIssue } from '../jira/merge-issue';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { noteSpace } from '../storage/known-spaces';
import { pairOf } from '../storage/reviews';
import type { Stores } from '../storage/stores';
import { changeReview } from './claim';
import { findProblems, type GraphIssue, type Problem, type Repair } from './graph-health';
import type { LinkRepair, RepairedLink } from './link-repair';
import { defaultMapping } from './mapping';
import { duplicateLinkType, originalsOf } from './merge-plan';
import type { DecisionContext } from './review-context';
import { namesDuplicate } from './transition-choice';

interface Graph {
  readonly linkTypeId: string;
  readonly issues: ReadonlyMap<number, MergeIssue>;
  readonly problems: readonly Problem[];
  readonly isPartial: boolean;
}

export async function graphHealth(
  projectId: number,
  context: DecisionContext,
): Promise<{ problems: GraphProblem[]; isPartial: boolean }> {
  const { issues, problems, isPartial } = await readGraph(projectId, context);
  const shown = problems.map(({ problemId, finding, issueIds, repair }) => ({
    problemId,
    finding,
    issues: issueIds.flatMap((id) => {
      const issue = issues.get(id);
      return issue === undefined ? [] : [{ id, key: issue.key, summary: issue.summary }];
    }),
    repair,
  }));
  return { problems: shown, isPartial };
}

export async function repairGraph(
  projectId: number,
  problemIds: readonly string[],
  context: DecisionContext,
): Promise<{ results: RepairResult[] }> {
  const graph = await readGraph(projectId, context);
  const chosen = graph.problems.filter(({ problemId, repair }) => problemIds.includes(problemId) && repair !== null);
  await mustBeUnguarded([...graph.issues.values()], new Set(chosen.flatMap(({ issueIds }) => issueIds)), context);
  const repair = plannedRepair(projectId, chosen, graph, context);
  await remember(repair, context.stores);
  const results: RepairResult[] = [];
  const ends = new Map<number, RepairedLink['state']>();
  for (const problemId of new Set(problemIds)) {
    const links = [...repair.links.entries()].filter(([, link]) => link.problemId === problemId);
    results.push(
      links.length === 0
        ? { problemId, state: 'gone', detail: null }
        : await repaired(links, ends, graph.linkTypeId, context),
    );
  }
  const touched = repair.links.filter(({ state }, index) => state === 'started' && ends.get(index) !== 'failed');
  await context.linksChanged(touched.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId]));
  await context.stores.repair(repair.id).change(
    (current) =>
      current && {
        ...current,
        links: current.links.map((link, index) => ({ ...link, state: ends.get(index) ?? link.state })),
      },
  );
  return { results };
}

/** The first refusal ends it: a link is removed only when the one that replaces it is there. Notes in `ends` what became. */
async function repaired(
  links: readonly (readonly [index: number, link: RepairedLink])[],
  ends: Map<number, RepairedLink['state']>,
  linkTypeId: string,
  context: DecisionContext,
): Promise<RepairResult> {
  const problemId = links[0]?.[1].problemId ?? '';
  for (const [position, [index, link]] of links.entries()) {
    if (link.state !== 'started') continue;
    try {
      await carryOut(link, linkTypeId, context);
      ends.set(index, 'done');
    } catch (error) {
      const known = appErrorOf(error);
      if (known.code === 'INTERNAL') throw known;
      // Without an answer nobody knows whether it was done: that link stays `started`, and undo looks at Jira.
      const isRefused = known.code !== 'JIRA_UNAVAILABLE';
      for (const [later] of links.slice(isRefused ? position : position + 1)) ends.set(later, 'failed');
      return { problemId, state: 'failed', detail: known.message };
    }
  }
  return { problemId, state: 'repaired', detail: null };
}

/** What is so already is not touched now and not taken back later. */
function plannedRepair(
  projectId: number,
  chosen: readonly Problem[],
  { issues, linkTypeId }: Graph,
  { newId, accountId, nowMs }: DecisionContext,
): LinkRepair {
  const isThere = ({ duplicateId, canonicalId }: Repair): boolean => {
    const issue = issues.get(duplicateId);
    return issue !== undefined && originalsOf(issue, linkTypeId).includes(canonicalId);
  };
  const links = chosen.flatMap(({ problemId, repair }) =>
    (repair ?? []).map((link): RepairedLink => ({
      problemId,
      ...link,
      state: isThere(link) === (link.kind === 'add-link') ? 'already' : 'started',
    })),
  );
  return { v: 1, id: newId(), by: accountId, atMs: nowMs(), projectId, linkTypeId, links };
}

/** The record before its name in the list: a kill in between leaves a record that nobody finds, and nothing else. */
async function remember(repair: LinkRepair, stores: Stores): Promise<void> {
  if (repair.links.length === 0) return;
  await stores.repair(repair.id).change(() => repair);
  let dropped: string[] = [];
  await noteSpace(repair.projectId, stores);
  await stores.repairs(repair.projectId).change((current) => {
    const ids = [repair.id, ...(current?.ids ?? [])];
    dropped = ids.slice(limits.maxRememberedRepairs);
    return { v: 1, ids: ids.slice(0, limits.maxRememberedRepairs) };
  });
  for (const id of dropped) await stores.repair(id).delete();
}

async function carryOut(
  { kind, duplicateId, canonicalId }: RepairedLink,
  linkTypeId: string,
  context: DecisionContext,
): Promise<void> {
  const { jira } = context;
  if (kind === 'add-link') {
    await jira.addLink(linkTypeId, duplicateId, canonicalId);
    await changeReview(pairOf(duplicateId, canonicalId), { kind: 'link-made' }, context);
    return;
  }
  // Read again: the link that was shown may be gone, and only exactly that one is to be removed.
  const links = (await jira.mergeIssues([duplicateId])).get(duplicateId)?.links ?? [];
  const link = links.find(
    (one) => one.typeId === linkTypeId && one.direction === 'outward' && one.otherId === canonicalId,
  );
  if (link !== undefined) await jira.removeLink(link.id);
}

/** The links of the project's issues, then what they point to, all as this person sees it. */
async function readGraph(projectId: number, context: DecisionContext): Promise<Graph> {
  const { jira, stores, viewer } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const [record, types, resolutions] = await Promise.all([
    stores.mapping(projectId).read(),
    jira.linkTypes(),
    jira.resolutions(),
  ]);
  const type = duplicateLinkType(types, (record?.value ?? defaultMapping).linkTypeId);
  if (type === null) throw new AppError('NOT_FOUND', 'This site has no link type for duplicates.');
  const resolutionIds = resolutions.filter(({ name }) => namesDuplicate(name)).map(({ id }) => id);
  const jql = duplicateLinksJql(projectId, [type.inward, type.outward], resolutionIds);
  const found = await jira.searchIds(jql, limits.maxGraphIssues);
  const issues = new Map<number, MergeIssue>(await jira.mergeIssues(found.ids));
  const beyond = [...issues.values()].flatMap((issue) => originalsOf(issue, type.id)).filter((id) => !issues.has(id));
  for (const [id, issue] of await jira.mergeIssues(beyond)) issues.set(id, issue);
  const graph = new Map([...issues].map(([id, issue]) => [id, graphIssueOf(issue, type.id)]));
  return { linkTypeId: type.id, issues, problems: findProblems(graph), isPartial: found.isPartial };
}

function graphIssueOf(issue: MergeIssue, linkTypeId: string): GraphIssue {
  return {
    id: issue.id,
    createdMs: issue.createdMs,
    isClosed: issue.status.category === 'done',
    isResolvedAsDuplicate: issue.resolutionName !== null && namesDuplicate(issue.resolutionName),
    originalIds: originalsOf(issue, linkTypeId),
  };
}

/** "Never touch" holds for repairs as for everything else that writes. @throws AppError */
export async function mustBeUnguarded(
  issues: readonly MergeIssue[],
  ids: ReadonlySet<number>,
  context: DecisionContext,
): Promise<void> {
  const byProject = new Map<number, number[]>();
  for (const { id, projectId } of issues)
    if (ids.has(id)) byProject.set(projectId, [...(byProject.get(projectId) ?? []), id]);
  for (const [projectId, projectIssueIds] of byProject) {
    const guards = (await context.stores.mapping(projectId).read())?.value.guards ?? [];
    const matches = await context.guards.matches(
      projectIssueIds,
      guards.map(({ jql }) => jql),
    );
    const index = matches.findIndex((match) => match === null || match.size > 0);
    if (index >= 0)
      throw new AppError(
        'NOT_ALLOWED',
        `The rule "${guards[index]?.name ?? ''}" keeps these work items from being changed.`,
      );
  }
}
