// Which issue of a cluster is kept: the one that somebody chose, or the proposal. What customers asked for stays eligible
// alone even against a choice, because a plan that closed it would be refused anyway. Comments count here and not in the
// proposal for a single pair: reading their number costs another point for each issue.

import type { ClusterView } from '../contract';
import type { MergeIssue } from '../jira/merge-issue';
import { proposeCanonical } from './canonical';

type Proposal = Pick<ClusterView, 'canonicalId' | 'canonicalReasons'>;

interface Known {
  readonly isCustomers: (issue: MergeIssue) => boolean;
  /** The latest choice first. */
  readonly chosenIds: readonly number[];
  readonly commentCounts: ReadonlyMap<number, number>;
}

/** Clearly more: at least so many more, and at least three times as many; one talkative thread is no vote. */
const leastLead = 5;

/** Null for no members. */
export function canonicalOf(members: readonly MergeIssue[], known: Known): Proposal | null {
  const asked = members.filter(known.isCustomers);
  const eligible = asked.length > 0 ? asked : members;
  const chosenId = known.chosenIds.find((id) => eligible.some((member) => member.id === id));
  if (chosenId !== undefined) return { canonicalId: chosenId, canonicalReasons: ['chosen'] };
  const proposal = proposeCanonical(members, known.isCustomers);
  // Votes and watchers are people who want it; comments only decide where those say nothing.
  if (proposal === null || !proposal.canonicalReasons.includes('oldest')) return proposal;
  const open = eligible.filter(({ status }) => status.category !== 'done');
  const countOf = ({ id }: Pick<MergeIssue, 'id'>): number => known.commentCounts.get(id) ?? 0;
  const [busiest] = [...(open.length > 0 ? open : eligible)].sort((x, y) => countOf(y) - countOf(x) || x.id - y.id);
  const fewer = countOf({ id: proposal.canonicalId });
  if (busiest === undefined || countOf(busiest) - fewer < leastLead || countOf(busiest) < 3 * fewer) return proposal;
  const others = proposal.canonicalReasons.filter((reason) => reason !== 'oldest');
  return { canonicalId: busiest.id, canonicalReasons: [...others, 'most-comments'] };
}
