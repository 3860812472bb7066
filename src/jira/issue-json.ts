// Jira's JSON of an issue becomes an Issue here, once. What the app cannot do without must be there and right, or the
// answer is refused as a whole; what it can do without may be missing, since fields depend on the site's configuration.

import * as v from 'valibot';
import type { Issue } from '../issue';
import { textOfAdf } from './adf';

/** The fields that parsing needs; a request names exactly these, so that Jira sends nothing else. */
export const issueFields = [
  'summary',
  'description',
  'created',
  'updated',
  'project',
  'issuetype',
  'status',
  'resolution',
  'parent',
  'components',
  'reporter',
  'issuelinks',
] as const;

export const issueIdSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9][0-9]{0,15}$/),
  v.transform(Number),
  v.check((id) => Number.isSafeInteger(id)),
);
const timeSchema = v.pipe(
  v.string(),
  v.check((text) => Number.isFinite(Date.parse(isoOf(text)))),
  v.transform((text) => new Date(isoOf(text)).toISOString()),
);
const linkedSchema = v.nullish(v.object({ id: issueIdSchema }));
/** An empty summary cannot be saved in Jira, but imports have made some. */
const summarySchema = v.nullish(v.string(), '');
const linkSchema = v.object({
  type: v.nullish(v.object({ name: v.nullish(v.string(), '') }), { name: '' }),
  inwardIssue: linkedSchema,
  outwardIssue: linkedSchema,
});

const issueSchema = v.pipe(
  v.object({
    id: issueIdSchema,
    key: v.string(),
    fields: v.object({
      summary: summarySchema,
      description: v.optional(v.unknown()),
      created: timeSchema,
      updated: v.nullish(timeSchema),
      project: v.object({ id: issueIdSchema, key: v.string(), name: v.nullish(v.string(), '') }),
      issuetype: v.object({
        name: v.nullish(v.string(), ''),
        iconUrl: v.nullish(v.string(), null),
        subtask: v.nullish(v.boolean(), false),
      }),
      status: v.object({
        name: v.nullish(v.string(), ''),
        statusCategory: v.nullish(v.object({ key: v.nullish(v.string(), '') })),
      }),
      resolution: v.nullish(v.object({ name: v.nullish(v.string(), '') }), null),
      parent: v.nullish(v.object({ id: issueIdSchema }), null),
      components: v.nullish(v.array(v.object({ name: v.nullish(v.string(), '') })), []),
      reporter: v.nullish(v.object({ accountId: v.nullish(v.string(), null) }), null),
      issuelinks: v.nullish(v.array(linkSchema), []),
    }),
  }),
  v.transform(({ id, key, fields }): Issue => {
    const linked = fields.issuelinks.flatMap((link) => [link.inwardIssue?.id ?? 0, link.outwardIssue?.id ?? 0]);
    return {
      id,
      key,
      summary: fields.summary,
      description: textOfAdf(fields.description),
      created: fields.created,
      updated: fields.updated ?? fields.created,
      project: fields.project,
      type: { name: fields.issuetype.name, iconUrl: fields.issuetype.iconUrl, isSubtask: fields.issuetype.subtask },
      status: { name: fields.status.name, category: categoryOf(fields.status.statusCategory?.key ?? '') },
      resolutionName: fields.resolution?.name ?? null,
      parentId: fields.parent?.id ?? 0,
      componentNames: fields.components.map((component) => component.name).filter((name) => name !== ''),
      reporterAccountId: fields.reporter?.accountId ?? null,
      linkedIds: linked.filter((linkedId) => linkedId > 0),
      inwardLinkNames: fields.issuelinks.flatMap((link) => (link.inwardIssue ? link.type.name : [])),
    };
  }),
);

export const pageSchema = v.object({
  issues: v.array(issueSchema),
  nextPageToken: v.nullish(v.string(), null),
});

export const idsSchema = v.object({ issues: v.array(v.object({ id: issueIdSchema })) });

/** `issueErrors` is left out on purpose: what was not given to this person does not exist for this person. */
export const issuesSchema = v.object({ issues: v.nullish(v.array(issueSchema), []) });

export const countSchema = v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export const permissionsSchema = v.object({
  globalPermissions: v.array(v.string()),
  projectPermissions: v.array(
    v.object({ permission: v.string(), projects: v.array(v.number()), issues: v.array(v.number()) }),
  ),
});

export const projectPageSchema = v.object({
  values: v.array(
    v.object({
      id: issueIdSchema,
      key: v.string(),
      name: v.nullish(v.string(), ''),
      avatarUrls: v.nullish(v.record(v.string(), v.string()), {}),
    }),
  ),
  isLast: v.nullish(v.boolean(), true),
});

export const parsedJqlSchema = v.object({
  queries: v.array(
    v.object({
      errors: v.nullish(v.array(v.string()), []),
    }),
  ),
});

/** Jira writes +0000, which Date.parse of some engines refuses. */
function isoOf(text: string): string {
  return text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

function categoryOf(key: string): 'new' | 'indeterminate' | 'done' {
  if (key === 'done') return 'done';
  return key === 'indeterminate' ? 'indeterminate' : 'new';
}
