// The Duplicate links of a project as one person sees them: read, judged, and repaired by that person's click. A repair
// names the problem that was shown; when the links are no longer what they were, nothing is written.

import type { GraphProblem } from '../contract';
import { AppError, appErrorOf } from '../errors';
import { duplicateLinksJql } from '../jira/jql';
import type { MergeIssue } from '../jira/merge-issue';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { findProblems, type GraphIssue, type Problem, type Repair } from './graph-health';
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

export type RepairResult = {
  readonly problemId: string;
  readonly state: 'repaired' | 'gone' | 'failed';
  readonly detail: string | null;
};

export async function repairGraph(
  projectId: number,
  problemIds: readonly string[],
  context: DecisionContext,
): Promise<{ results: RepairResult[] }> {
  const { issues, problems, linkTypeId } = await readGraph(projectId, context);
  await mustBeUnguarded(
    [...issues.values()],
    problems.filter(({ problemId }) => problemIds.includes(problemId)),
    context,
  );
  const results: RepairResult[] = [];
  for (const problemId of new Set(problemIds)) {
    const repair = problems.find((one) => one.problemId === problemId)?.repair ?? null;
    results.push(
      repair === null
        ? { problemId, state: 'gone', detail: null }
        : await repaired(problemId, repair, linkTypeId, context),
    );
  }
  return { results };
}

async function repaired(
  problemId: string,
  repair: readonly Repair[],
  linkTypeId: string,
  { jira }: DecisionContext,
): Promise<RepairResult> {
  try {
    for (const { kind, duplicateId, canonicalId } of repair) {
      if (kind === 'add-link') await jira.addLink(linkTypeId, duplicateId, canonicalId);
      else {
        // Read again: the link that was shown may be gone, and only exactly that one is to be removed.
        const links = (await jira.mergeIssues([duplicateId])).get(duplicateId)?.links ?? [];
        const link = links.find(
          (one) => one.typeId === linkTypeId && one.direction === 'outward' && one.otherId === canonicalId,
        );
        if (link !== undefined) await jira.removeLink(link.id);
      }
    }
    return { problemId, state: 'repaired', detail: null };
  } catch (error) {
    const known = appErrorOf(error);
    if (known.code === 'INTERNAL') throw known;
    return { problemId, state: 'failed', detail: known.message };
  }
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
async function mustBeUnguarded(
  issues: readonly MergeIssue[],
  chosen: readonly Problem[],
  context: DecisionContext,
): Promise<void> {
  const ids = new Set(chosen.flatMap(({ issueIds }) => issueIds));
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
