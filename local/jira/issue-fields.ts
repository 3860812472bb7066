// The fields that an issue has here, by id, name and type, and which of them a request selects.

/** Every field that an issue has here. `clauseNames` are its names in JQL. */
export const issueFields = [
  { id: 'issuetype', name: 'Issue Type', clauseNames: ['issuetype', 'type'], type: 'issuetype' },
  { id: 'project', name: 'Project', clauseNames: ['project'], type: 'project' },
  { id: 'summary', name: 'Summary', clauseNames: ['summary'], type: 'string' },
  { id: 'description', name: 'Description', clauseNames: ['description'], type: 'string' },
  { id: 'environment', name: 'Environment', clauseNames: ['environment'], type: 'string' },
  { id: 'status', name: 'Status', clauseNames: ['status'], type: 'status' },
  { id: 'resolution', name: 'Resolution', clauseNames: ['resolution'], type: 'resolution' },
  { id: 'resolutiondate', name: 'Resolved', clauseNames: ['resolutiondate', 'resolved'], type: 'datetime' },
  { id: 'priority', name: 'Priority', clauseNames: ['priority'], type: 'priority' },
  { id: 'labels', name: 'Labels', clauseNames: ['labels'], type: 'array', items: 'string' },
  { id: 'components', name: 'Components', clauseNames: ['component'], type: 'array', items: 'component' },
  { id: 'versions', name: 'Affects versions', clauseNames: ['affectedVersion'], type: 'array', items: 'version' },
  { id: 'created', name: 'Created', clauseNames: ['created', 'createdDate'], type: 'datetime' },
  { id: 'updated', name: 'Updated', clauseNames: ['updated', 'updatedDate'], type: 'datetime' },
  { id: 'reporter', name: 'Reporter', clauseNames: ['reporter'], type: 'user' },
  { id: 'creator', name: 'Creator', clauseNames: ['creator'], type: 'user' },
  { id: 'assignee', name: 'Assignee', clauseNames: ['assignee'], type: 'user' },
  { id: 'parent', name: 'Parent', clauseNames: ['parent'], type: 'issuelink' },
  { id: 'subtasks', name: 'Sub-tasks', clauseNames: ['subtasks'], type: 'array', items: 'issuelinks' },
  { id: 'issuelinks', name: 'Linked Issues', clauseNames: ['issueLink'], type: 'array', items: 'issuelinks' },
  { id: 'comment', name: 'Comment', clauseNames: ['comment'], type: 'comments-page' },
  { id: 'attachment', name: 'Attachment', clauseNames: ['attachments'], type: 'array', items: 'attachment' },
  { id: 'votes', name: 'Votes', clauseNames: ['votes'], type: 'votes' },
  { id: 'watches', name: 'Watchers', clauseNames: ['watchers'], type: 'watches' },
  { id: 'security', name: 'Security Level', clauseNames: ['level'], type: 'securitylevel' },
  {
    id: 'customfield_10020',
    name: 'Sprint',
    clauseNames: ['cf[10020]', 'Sprint'],
    type: 'array',
    items: 'json',
    custom: 'com.pyxis.greenhopper.jira:gh-sprint',
  },
] as const;
export type IssueFieldId = (typeof issueFields)[number]['id'];

const navigable: ReadonlySet<string> = new Set(
  issueFields.map(({ id }) => id).filter((id) => id !== 'comment' && id !== 'environment' && id !== 'subtasks'),
);

/** Which fields a request selects; null when it selects none of an issue but its id (the default of a search). */
export function selectedFields(
  asked: readonly string[] | undefined,
  byDefault: string,
): ReadonlySet<IssueFieldId> | null {
  const names = asked === undefined || asked.length === 0 ? [byDefault] : asked;
  const selected = new Set<IssueFieldId>();
  let isOnlyId = true;
  for (const name of names) {
    if (name !== 'id') isOnlyId = false;
    for (const { id } of issueFields) {
      if (name === '*all' || name === id || (name === '*navigable' && navigable.has(id))) selected.add(id);
    }
  }
  if (names.every((name) => name.startsWith('-'))) for (const { id } of issueFields) selected.add(id);
  for (const name of names) if (name.startsWith('-')) selected.delete(name.slice(1) as IssueFieldId);
  return isOnlyId ? null : selected;
}
