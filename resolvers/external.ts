// External backlogs of a space: what is attached, what it is like, and the import, part by part.

import * as v from 'valibot';
import { dismissMatch } from '../src/external/dismissals';
import { externalRowSchema, mostExternalRows } from '../src/external/external-record';
import { addPart, beginImport, finishImport, removeBacklog } from '../src/external/import-backlog';
import { lookalikesElsewhere } from '../src/external/lookalikes';
import { listMatches } from '../src/external/matches';
import { listBacklogs } from '../src/external/show-backlogs';
import { expose, idSchema, type Method, scanIdSchema as recordIdSchema, teamIdSchema } from './boundary';

const backlogSchema = v.object({ projectId: idSchema, backlogId: recordIdSchema });
/** Only what a browser opens safely, without a slash at the end. */
const originSchema = v.union([
  v.literal(''),
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(200),
    v.url('Give an address such as https://jira.example.org.'),
    v.check((text) => /^https?:\/\/[^\s<>"]+$/.test(text), 'Give an address that begins with https://.'),
    v.transform(withoutEndingSlashes),
  ),
]);

export const externalMethods: Readonly<Record<string, Method>> = {
  'external.list': expose('external.list', v.object({ projectId: idSchema }), ({ projectId }, { app, accountId }) =>
    listBacklogs(projectId, app.forReviewer(accountId)),
  ),
  'external.matches': expose(
    'external.matches',
    v.object({
      ...backlogSchema.entries,
      threshold: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      tier: v.picklist(['very-likely', 'possible', 'any']),
      teamId: teamIdSchema,
      isDismissed: v.boolean(),
      cursor: v.nullable(v.pipe(v.string(), v.maxLength(500))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
    }),
    (request, { app, accountId }) => listMatches(request, app.forReviewer(accountId)),
  ),
  'external.dismiss': expose(
    'external.dismiss',
    v.object({
      ...backlogSchema.entries,
      externalKey: externalRowSchema.entries.key,
      issueId: idSchema,
      isDismissed: v.boolean(),
    }),
    (request, { app, accountId }) => dismissMatch(request, app.forReviewer(accountId)),
  ),
  'external.ofIssue': expose(
    'external.ofIssue',
    v.object({ issueId: idSchema }),
    async ({ issueId }, { app, accountId, hintedProjectId }) => ({
      rows: await lookalikesElsewhere(issueId, hintedProjectId, app.forReviewer(accountId)),
    }),
  ),
  'external.begin': expose(
    'external.begin',
    v.object({
      projectId: idSchema,
      name: v.pipe(v.string(), v.trim(), v.nonEmpty('Give the backlog a name.'), v.maxLength(80)),
      originUrl: originSchema,
      fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      replaces: v.nullable(recordIdSchema),
    }),
    (request, { app, accountId }) => beginImport(request, app.forReviewer(accountId)),
  ),
  'external.addPart': expose(
    'external.addPart',
    v.object({
      ...backlogSchema.entries,
      part: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostExternalRows)),
      rows: v.pipe(v.array(externalRowSchema), v.minLength(1), v.maxLength(2_000)),
    }),
    (request, { app, accountId }) => addPart(request, app.forReviewer(accountId)),
  ),
  'external.finish': expose('external.finish', backlogSchema, async (request, { app, accountId }) => {
    await finishImport(request, app.forReviewer(accountId));
    return listBacklogs(request.projectId, app.forReviewer(accountId));
  }),
  'external.remove': expose('external.remove', backlogSchema, async (request, { app, accountId }) => {
    await removeBacklog(request, app.forReviewer(accountId));
    return listBacklogs(request.projectId, app.forReviewer(accountId));
  }),
};

/** Counted and not matched: a regular expression would look at each of many slashes again and again. */
function withoutEndingSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return address.slice(0, end);
}
