// Which issues have to be looked at again after something happened in Jira. An event only says where to look: what an
// issue is now is read from Jira, so the order of events does not matter, nor does receiving one twice or late.

import * as v from 'valibot';

const idSchema = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger(), v.minValue(1));

const issueEventSchema = v.object({
  eventType: v.picklist(['avi:jira:created:issue', 'avi:jira:updated:issue', 'avi:jira:deleted:issue']),
  issue: v.object({ id: idSchema }),
  changelog: v.nullish(
    v.object({ items: v.array(v.object({ field: v.nullish(v.string()), fieldId: v.nullish(v.string()) })) }),
  ),
});
const linkEventSchema = v.object({
  eventType: v.picklist(['avi:jira:created:issuelink', 'avi:jira:deleted:issuelink']),
  sourceIssueId: idSchema,
  destinationIssueId: idSchema,
});

/** Empty for events that change nothing of what is compared, and for those that this version does not know. */
export function changedIssues(event: unknown): readonly number[] {
  const link = v.safeParse(linkEventSchema, event);
  if (link.success) return [link.output.sourceIssueId, link.output.destinationIssueId];
  const known = v.safeParse(issueEventSchema, event);
  if (!known.success) return [];
  const { eventType, issue, changelog } = known.output;
  const items = changelog?.items ?? [];
  const isUntouched =
    eventType === 'avi:jira:updated:issue' &&
    items.length > 0 &&
    items.every(({ field, fieldId }) => unrelated.has((fieldId ?? field ?? '').toLowerCase()));
  return isUntouched ? [] : [issue.id];
}

// Named are the fields that people change often and that no comparison reads; any other field counts as related,
// because looking once too often costs one request and looking once too seldom would leave a list wrong.
const unrelated: ReadonlySet<string> = new Set([
  'assignee',
  'attachment',
  'comment',
  'duedate',
  'environment',
  'fixversions',
  'fix version',
  'labels',
  'priority',
  'rank',
  'sprint',
  'story points',
  'timeestimate',
  'timespent',
  'timeoriginalestimate',
  'versions',
  'version',
  'votes',
  'watches',
  'worklogid',
]);
