// What happens in Jira without this app becomes true here: a Duplicate link that somebody made is a decision, one that
// somebody removed takes it back, and a text that changed materially lets a "no" be asked again. An event only says where
// to look: what holds is read from Jira, so the order of events and their repetition do not matter.

import * as v from 'valibot';
import { engineInputOf } from '../issue';
import type { SiteJira } from '../jira/gateway';
import type { SiteLinks } from '../jira/site-links';
import { Tokenizer } from '../similarity/tokenize';
import { type Pair, pairOf } from '../storage/reviews';
import type { Stores } from '../storage/stores';
import { changeReview } from './claim';
import { duplicateLinkType } from './merge-plan';
import { hasChangedMaterially, textDigest } from './text-digest';

export interface FollowContext {
  readonly links: SiteLinks;
  readonly jira: Pick<SiteJira, 'issues'>;
  readonly stores: Stores;
  readonly nowMs: () => number;
}

const idSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger(), v.minValue(1));
const linkEventSchema = v.object({
  eventType: v.picklist(['avi:jira:created:issuelink', 'avi:jira:deleted:issuelink']),
  sourceIssueId: idSchema,
  destinationIssueId: idSchema,
});

/** The two ends of the link that an event is about; null for other events. */
export function linkEnds(event: unknown): Pair | null {
  const known = v.safeParse(linkEventSchema, event);
  if (!known.success || known.output.sourceIssueId === known.output.destinationIssueId) return null;
  return pairOf(known.output.sourceIssueId, known.output.destinationIssueId);
}

export async function followLink(pair: Pair, context: FollowContext): Promise<void> {
  const [issues, types] = await Promise.all([context.links.linkedIssues([pair.a, pair.b]), context.links.linkTypes()]);
  const issue = issues.get(pair.a);
  // Gone, or closed to the app: nothing is known, so nothing is changed.
  if (issue === undefined || !issues.has(pair.b)) return;
  const projectIds = [...new Set([...issues.values()].map(({ projectId }) => projectId))];
  const mappings = await Promise.all(projectIds.map((id) => context.stores.mapping(id).read()));
  const typeIds = new Set(
    [null, ...mappings.map((record) => record?.value.linkTypeId ?? null)].map((id) => duplicateLinkType(types, id)?.id),
  );
  const isLinked = issue.links.some(({ otherId, typeId }) => otherId === pair.b && typeIds.has(typeId));
  await changeReview(pair, { kind: isLinked ? 'link-made' : 'link-removed' }, { ...context, accountId: null });
}

/** How many pairs are asked again. Costs one read for an issue that nobody ever said "no" about. */
export async function followTexts(issueIds: readonly number[], context: FollowContext): Promise<number> {
  const { stores, jira } = context;
  const mentioned = await stores.reviews.mayBeRejected(issueIds);
  if (mentioned.length === 0) return 0;
  const wanted = new Set(mentioned);
  const rejected = (await stores.reviews.all()).filter(
    ({ a, b, review }) =>
      review.verdict === 'not-duplicate' && review.askedAgainSinceMs === null && (wanted.has(a) || wanted.has(b)),
  );
  if (rejected.length === 0) return 0;
  const issues = await jira.issues(mentioned);
  const tokenizer = new Tokenizer();
  const digests = new Map(
    [...issues.values()].map((issue) => [issue.id, textDigest(engineInputOf(issue, 0).text, tokenizer)]),
  );
  let asked = 0;
  for (const { a, b, review } of rejected) {
    const hasChanged = [a, b].some((id, side) => {
      const [before, now] = [review.digests?.[side], digests.get(id)];
      return before !== undefined && now !== undefined && hasChangedMaterially(before, now);
    });
    if (!hasChanged) continue;
    await changeReview(pairOf(a, b), { kind: 'text-changed' }, { ...context, accountId: null });
    asked++;
  }
  return asked;
}
