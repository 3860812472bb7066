// Search by JQL, its approximate count, and the two operations that look at queries without running a search.

import { Hono } from 'hono';
import * as v from 'valibot';
import { JiraError, badRequest } from '../jira-error';
import { selectedFields } from '../issue-fields';
import { problemsOf } from '../jql-compile';
import { NoSuchValue } from '../jql-kinds';
import { visibilityFor } from '../permissions';
import { bodyOf, listOf, pageOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

/** A page with more than id and key holds at most this many issues. */
const maxIssuesWithFields = 100;
const maxIssuesByIdAndKey = 5_000;

const searchBody = v.strictObject({
  jql: v.optional(v.string(), ''),
  nextPageToken: v.optional(v.string()),
  maxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 50),
  fields: v.optional(v.array(v.string())),
  fieldsByKeys: v.optional(v.boolean()),
  expand: v.optional(v.string()),
  properties: v.optional(v.pipe(v.array(v.string()), v.maxLength(5))),
  reconcileIssues: v.optional(v.pipe(v.array(v.number()), v.maxLength(50)), []),
});
type SearchBody = v.InferOutput<typeof searchBody>;

const countBody = v.strictObject({ jql: v.string() });
const parseBody = v.strictObject({ queries: v.pipe(v.array(v.string()), v.minLength(1)) });
const matchBody = v.strictObject({ jqls: v.array(v.string()), issueIds: v.array(v.number()) });

export function searching(site: SiteParts): Routes {
  return new Hono<Env>()
    .get('/search/jql', async (call) => {
      const query = (name: string) => call.req.query(name);
      const fields = listOf(call, 'fields');
      const properties = listOf(call, 'properties');
      const nextPageToken = query('nextPageToken');
      return search(site, call, {
        jql: query('jql') ?? '',
        maxResults: pageOf(call, 50, maxIssuesByIdAndKey).maxResults,
        ...(fields === undefined ? {} : { fields: [...fields] }),
        ...(properties === undefined ? {} : { properties: [...properties] }),
        ...(nextPageToken === undefined ? {} : { nextPageToken }),
        reconcileIssues: (listOf(call, 'reconcileIssues') ?? []).map(Number),
      });
    })
    .post('/search/jql', async (call) => search(site, call, await bodyOf(call, searchBody)))
    .post('/search/approximate-count', async (call) => {
      const { jql } = await bodyOf(call, countBody);
      await site.apps.prepare(jql);
      return call.json({ count: site.index.count(jql, call.env.actor) });
    })
    .post('/jql/parse', async (call) => {
      const { queries } = await bodyOf(call, parseBody);
      for (const query of queries) await site.apps.prepare(query);
      const validation = call.req.query('validation') ?? 'strict';
      if (!['strict', 'warn', 'none'].includes(validation))
        throw badRequest(`The validation mode '${validation}' is unknown.`);
      return call.json({ queries: queries.map((query) => parsed(site, call, query, validation)) });
    })
    .post('/jql/match', async (call) => {
      const { jqls, issueIds } = await bodyOf(call, matchBody);
      for (const jql of jqls) await site.apps.prepare(jql);
      const canSee = visibilityFor(site.state, call.env.actor);
      const issues = issueIds.flatMap((id) => site.state.issues.get(id) ?? []).filter(canSee);
      const matches = jqls.map((jql) => {
        let matchedIssues: readonly number[] = [];
        const errors = problemsOf(() => {
          try {
            const compiled = site.index.compile(jql, call.env.actor);
            matchedIssues = issues.filter(compiled.matches).map(({ id }) => id);
          } catch (error) {
            if (!(error instanceof NoSuchValue)) throw error;
          }
        });
        return { matchedIssues, errors };
      });
      return call.json({ matches });
    });
}

async function search(site: SiteParts, call: Call, request: SearchBody): Promise<Response> {
  await site.apps.prepare(request.jql);
  const { actor } = call.env;
  const selected = selectedFields(request.fields, 'id');
  const isLight = selected === null || selected.size === 0;
  const { issues, nextToken } = site.index.search({
    jql: request.jql,
    actor,
    limit: Math.min(request.maxResults, isLight ? maxIssuesByIdAndKey : maxIssuesWithFields),
    token: request.nextPageToken,
    reconcileIds: request.reconcileIssues,
  });
  site.meter.spend(issues.length);
  const renderer = rendererOf(site, call);
  return call.json({
    issues: issues.map((issue) => renderer.issue(issue, selected, request.properties)),
    isLast: nextToken === null,
    ...(nextToken === null ? {} : { nextPageToken: nextToken }),
  });
}

/** An unbounded query is fine to parse; only running it is refused. */
function parsed(site: SiteParts, call: Call, query: string, validation: string) {
  const errors = problemsOf(() => {
    const { where } = site.index.parse(query);
    if (validation === 'none' || where === null) return;
    try {
      site.index.compile(query, call.env.actor);
    } catch (error) {
      if (validation === 'warn' && error instanceof JiraError) return;
      throw error;
    }
  });
  return errors.length === 0 ? { query, structure: {} } : { query, errors };
}
