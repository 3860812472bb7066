// Which issue of a cluster should be kept. One that a customer asked for before all others; then open before closed; then
// the oldest, because links to it are all over the place already, unless a newer one has clearly more people behind it.
// Pure, with the reasons that the page puts into words.

import type { ClusterView } from '../contract';
import type { MergeIssue } from '../jira/merge-issue';

/** Clearly more: at least this many people more, and at least twice as many. */
const leastLead = 3;

/** `isCustomers` says which carry a label of customers: such a one never loses to one without. */
export function proposeCanonical(
  members: readonly MergeIssue[],
  isCustomers: (issue: MergeIssue) => boolean = () => false,
): Pick<ClusterView, 'canonicalId' | 'canonicalReasons'> | null {
  const asked = members.filter(isCustomers);
  const eligible = asked.length > 0 ? asked : members;
  const open = eligible.filter(({ status }) => status.category !== 'done');
  const candidates = open.length > 0 ? open : eligible;
  const [oldest] = [...candidates].sort((x, y) => x.createdMs - y.createdMs || x.id - y.id);
  if (oldest === undefined) return null;
  const [strongest = oldest] = [...candidates].sort(
    (x, y) => peopleBehind(y) - peopleBehind(x) || x.createdMs - y.createdMs || x.id - y.id,
  );
  const firstReasons = [
    ...(asked.length > 0 && asked.length < members.length ? (['customer'] as const) : []),
    ...(open.length > 0 && open.length < eligible.length ? (['open'] as const) : []),
  ];
  if (!leadsClearly(strongest, oldest))
    return { canonicalId: oldest.id, canonicalReasons: [...firstReasons, 'oldest'] };
  const why = strongest.voteCount > oldest.voteCount ? 'most-votes' : 'most-watchers';
  return { canonicalId: strongest.id, canonicalReasons: [...firstReasons, why] };
}

/** Voters and watchers are often the same people, so the larger of the two numbers counts and not their sum. */
function peopleBehind({ voteCount, watchCount }: MergeIssue): number {
  return Math.max(voteCount, watchCount);
}

function leadsClearly(strongest: MergeIssue, oldest: MergeIssue): boolean {
  const [more, fewer] = [peopleBehind(strongest), peopleBehind(oldest)];
  return more - fewer >= leastLead && more >= 2 * fewer;
}
