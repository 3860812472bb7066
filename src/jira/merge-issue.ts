// An issue as merging needs it: its links with their types and directions, its workflow state, and what can be carried
// over to another issue. Read as the person who acts, and written with verbs that add and remove single values, so that a
// change somebody else makes meanwhile is never overwritten.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Visible } from '../issue';
import { limits } from '../limits';
import { type Call, chunks } from './call';
import { issueIdSchema } from './issue-json';
import type { Person } from './person';
import { categoryOf } from './transitions';

export interface IssueLink {
  readonly id: string;
  readonly typeId: string;
  /** `outward`: this issue "duplicates" the other one. */
  readonly direction: 'inward' | 'outward';
  readonly otherId: number;
}

export interface MergeIssue {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
  readonly createdMs: number;
  readonly projectId: number;
  readonly typeId: string;
  readonly status: { readonly id: string; readonly name: string; readonly category: 'new' | 'indeterminate' | 'done' };
  readonly resolutionId: string | null;
  readonly resolutionName: string | null;
  readonly priorityId: string | null;
  readonly labels: readonly string[];
  readonly componentNames: readonly string[];
  readonly reporterAccountId: string | null;
  readonly watchCount: number;
  readonly voteCount: number;
  readonly hasVoted: boolean;
  readonly attachmentIds: readonly string[];
  readonly links: readonly IssueLink[];
}

/** One change of one field, exact in both directions. */
export type FieldEdit =
  | { readonly field: 'labels'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly field: 'components'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly field: 'priority'; readonly priorityId: string };

export interface MergeIssueCalls {
  /** Those of the asked issues that this person may see now. */
  mergeIssues(ids: readonly number[]): Promise<ReadonlyMap<number, Visible<MergeIssue>>>;
  editIssue(issueId: number, edit: FieldEdit): Promise<void>;
  /** Which of the issues this person holds each permission on. */
  issuePermissions(
    names: readonly string[],
    issueIds: readonly number[],
  ): Promise<ReadonlyMap<string, ReadonlySet<number>>>;
  /** Ids of issues that the JQL finds for this person, at most `most`, and whether there are more. */
  searchIds(jql: string, most: number): Promise<{ readonly ids: readonly number[]; readonly isPartial: boolean }>;
  /** Most urgent first. */
  priorityIds(): Promise<readonly string[]>;
}

const fields = [
  'summary',
  'created',
  'project',
  'issuetype',
  'status',
  'resolution',
  'priority',
  'labels',
  'components',
  'reporter',
  'watches',
  'votes',
  'attachment',
  'issuelinks',
];

const otherSchema = v.nullish(v.object({ id: issueIdSchema }));
const namedSchema = v.object({ id: v.nullish(v.string(), null), name: v.nullish(v.string(), '') });

const mergeIssueSchema = v.pipe(
  v.object({
    id: issueIdSchema,
    key: v.string(),
    fields: v.object({
      summary: v.nullish(v.string(), ''),
      created: v.string(),
      project: v.object({ id: issueIdSchema }),
      issuetype: v.nullish(v.object({ id: v.nullish(v.string(), '') })),
      status: v.object({
        id: v.string(),
        name: v.nullish(v.string(), ''),
        statusCategory: v.nullish(v.object({ key: v.nullish(v.string(), '') })),
      }),
      resolution: v.nullish(namedSchema, null),
      priority: v.nullish(namedSchema, null),
      labels: v.nullish(v.array(v.string()), []),
      components: v.nullish(v.array(namedSchema), []),
      reporter: v.nullish(v.object({ accountId: v.nullish(v.string(), null) }), null),
      watches: v.nullish(v.object({ watchCount: v.nullish(v.number(), 0) })),
      votes: v.nullish(v.object({ votes: v.nullish(v.number(), 0), hasVoted: v.nullish(v.boolean(), false) })),
      attachment: v.nullish(v.array(v.object({ id: v.string() })), []),
      issuelinks: v.nullish(
        v.array(
          v.object({
            id: v.string(),
            type: v.object({ id: v.string() }),
            inwardIssue: otherSchema,
            outwardIssue: otherSchema,
          }),
        ),
        [],
      ),
    }),
  }),
  v.transform(({ id, key, fields: found }): MergeIssue => ({
    id,
    key,
    summary: found.summary,
    createdMs: Date.parse(found.created.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')),
    projectId: found.project.id,
    typeId: found.issuetype?.id ?? '',
    status: {
      id: found.status.id,
      name: found.status.name,
      category: categoryOf(found.status.statusCategory?.key ?? ''),
    },
    resolutionId: found.resolution?.id ?? null,
    resolutionName: found.resolution?.name ?? null,
    priorityId: found.priority?.id ?? null,
    labels: found.labels,
    componentNames: found.components.map(({ name }) => name).filter((name) => name !== ''),
    reporterAccountId: found.reporter?.accountId ?? null,
    watchCount: found.watches?.watchCount ?? 0,
    voteCount: found.votes?.votes ?? 0,
    hasVoted: found.votes?.hasVoted ?? false,
    attachmentIds: found.attachment.map(({ id }) => id),
    links: found.issuelinks.flatMap(({ id: linkId, type, inwardIssue, outwardIssue }): IssueLink[] => {
      const link = { id: linkId, typeId: type.id };
      if (outwardIssue) return [{ ...link, direction: 'outward', otherId: outwardIssue.id }];
      return inwardIssue ? [{ ...link, direction: 'inward', otherId: inwardIssue.id }] : [];
    }),
  })),
);

const issuesSchema = v.object({ issues: v.nullish(v.array(mergeIssueSchema), []) });
const grantsSchema = v.object({
  projectPermissions: v.array(v.object({ permission: v.string(), issues: v.nullish(v.array(v.number()), []) })),
});
const idPageSchema = v.object({
  issues: v.array(v.object({ id: issueIdSchema })),
  nextPageToken: v.nullish(v.string(), null),
});
const prioritiesSchema = v.array(v.object({ id: v.string() }));

export function mergeIssueCalls(call: Call, person: Person): MergeIssueCalls {
  return {
    async mergeIssues(ids) {
      const found = new Map<number, Visible<MergeIssue>>();
      for (const some of chunks([...new Set(ids)], limits.issuesPerPage)) {
        const body = { issueIdsOrKeys: some.map(String), fields };
        const answer = await call('readIssues', issuesSchema, (init) =>
          person().requestJira(route`/rest/api/3/issue/bulkfetch`, { ...init, body: JSON.stringify(body) }),
        );
        for (const issue of answer.issues)
          if (some.includes(issue.id)) found.set(issue.id, issue as Visible<MergeIssue>);
      }
      return found;
    },

    async editIssue(issueId, edit) {
      const body =
        edit.field === 'priority'
          ? { fields: { priority: { id: edit.priorityId } } }
          : { update: { [edit.field]: verbsOf(edit) } };
      await call('editIssue', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}`, { ...init, body: JSON.stringify(body) }),
      );
    },

    async issuePermissions(names, issueIds) {
      const held = new Map(names.map((name) => [name, new Set<number>()]));
      for (const some of chunks([...new Set(issueIds)], 1_000)) {
        const body = { projectPermissions: [{ permissions: names, issues: some }] };
        const answer = await call('checkPermissions', grantsSchema, (init) =>
          person().requestJira(route`/rest/api/3/permissions/check`, { ...init, body: JSON.stringify(body) }),
        );
        for (const { permission, issues } of answer.projectPermissions) {
          for (const id of issues) held.get(permission)?.add(id);
        }
      }
      return held;
    },

    async searchIds(jql, most) {
      const ids: number[] = [];
      let nextPageToken: string | null = null;
      do {
        const body = { jql, fields: ['id'], maxResults: most, ...(nextPageToken === null ? {} : { nextPageToken }) };
        const page: v.InferOutput<typeof idPageSchema> = await call('searchIssues', idPageSchema, (init) =>
          person().requestJira(route`/rest/api/3/search/jql`, { ...init, body: JSON.stringify(body) }),
        );
        ids.push(...page.issues.map(({ id }) => id));
        nextPageToken = page.nextPageToken;
      } while (nextPageToken !== null && ids.length < most);
      return { ids: ids.slice(0, most), isPartial: nextPageToken !== null || ids.length > most };
    },

    async priorityIds() {
      const answer = await call('readPriorities', prioritiesSchema, (init) =>
        person().requestJira(route`/rest/api/3/priority`, init),
      );
      return answer.map(({ id }) => id);
    },
  };
}

function verbsOf(edit: Exclude<FieldEdit, { field: 'priority' }>): unknown[] {
  const value = (name: string): unknown => (edit.field === 'labels' ? name : { name });
  return [...edit.add.map((name) => ({ add: value(name) })), ...edit.remove.map((name) => ({ remove: value(name) }))];
}
