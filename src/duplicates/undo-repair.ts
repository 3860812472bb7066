// Repairs of links that were made in one project, and the way back. Taking a repair back adds what it removed and removes
// what it added, as whoever clicks now; each may be repeated, so a kill in between costs nothing but another click.

import type { RepairView } from '../contract';
import { AppError, appErrorOf } from '../errors';
import { seenJql } from '../jira/jql';
import { mustBrowse } from '../scan/control';
import { pairOf } from '../storage/reviews';
import { undoEndsMs } from './action';
import { changeReview } from './claim';
import { type LinkRepair, mayHaveChanged, type RepairedLink, repairViewOf } from './link-repair';
import { mustBeUnguarded } from './repair-graph';
import type { DecisionContext } from './review-context';

/** Jira takes 1,000 issues in one match. */
const idsPerMatch = 1_000;

export async function listRepairs(projectId: number, context: DecisionContext): Promise<{ repairs: RepairView[] }> {
  const { stores, viewer } = context;
  mustBrowse([projectId], await viewer.permissions([projectId]));
  const ids = (await stores.repairs(projectId).read())?.value.ids ?? [];
  const known = (await Promise.all(ids.map((id) => stores.repair(id).read()))).flatMap((record) => record?.value ?? []);
  const visible = await visibleAmong(known, context);
  const repairs = known.map((repair) => repairViewOf(repair, (id) => visible.has(id)));
  return { repairs: repairs.filter(({ links }) => links.length > 0) };
}

export async function undoRepair(projectId: number, repairId: string, context: DecisionContext): Promise<RepairView> {
  const { stores, viewer, jira, nowMs } = context;
  mustBrowse([projectId], await viewer.permissions([projectId]));
  const record = stores.repair(repairId);
  const repair = (await record.read())?.value;
  if (repair === undefined || repair.projectId !== projectId) {
    throw new AppError('NOT_FOUND', 'This repair is not known any more.');
  }
  if (undoEndsMs(repair) < nowMs()) throw new AppError('EXPIRED', 'It is too long ago to be taken back.');
  const open = repair.links.filter(mayHaveChanged);
  const issues = await jira.mergeIssues(open.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId]));
  await mustBeUnguarded([...issues.values()], new Set(issues.keys()), context);
  const ends = new Map<number, RepairedLink['state']>();
  const details = new Map<number, string>();
  // Last in, first out: a chain that became a star becomes a chain again without an issue ever being without a link.
  for (const [index, link] of [...repair.links.entries()].reverse()) {
    if (!mayHaveChanged(link)) continue;
    try {
      await takeBack(link, repair.linkTypeId, context);
      ends.set(index, 'undone');
    } catch (error) {
      const known = appErrorOf(error);
      if (known.code === 'INTERNAL') throw known;
      ends.set(index, 'not-undone');
      details.set(index, known.message);
    }
  }
  await context.linksChanged(open.flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId]));
  const saved = await record.change((current) => current && withEnds(current, ends));
  return repairViewOf(saved ?? withEnds(repair, ends), (id) => issues.has(id), details);
}

async function takeBack(
  { kind, duplicateId, canonicalId }: RepairedLink,
  linkTypeId: string,
  context: DecisionContext,
): Promise<void> {
  const { jira } = context;
  if (kind === 'remove-link') return jira.addLink(linkTypeId, duplicateId, canonicalId);
  const issue = (await jira.mergeIssues([duplicateId])).get(duplicateId);
  if (issue === undefined) throw new AppError('NOT_FOUND', 'The work item does not exist, or you may not see it.');
  const link = issue.links.find(
    (one) => one.typeId === linkTypeId && one.direction === 'outward' && one.otherId === canonicalId,
  );
  if (link !== undefined) await jira.removeLink(link.id);
  await changeReview(pairOf(duplicateId, canonicalId), { kind: 'link-removed' }, context);
}

function withEnds(repair: LinkRepair, ends: ReadonlyMap<number, RepairedLink['state']>): LinkRepair {
  return { ...repair, links: repair.links.map((link, index) => ({ ...link, state: ends.get(index) ?? link.state })) };
}

async function visibleAmong(repairs: readonly LinkRepair[], { jira }: DecisionContext): Promise<ReadonlySet<number>> {
  const ids = [
    ...new Set(repairs.flatMap(({ links }) => links.flatMap((link) => [link.duplicateId, link.canonicalId]))),
  ];
  const visible = new Set<number>();
  for (let start = 0; start < ids.length; start += idsPerMatch) {
    const some = ids.slice(start, start + idsPerMatch);
    const [seen] = await jira.matches(some, [seenJql()]);
    for (const id of seen ?? []) visible.add(id);
  }
  return visible;
}
