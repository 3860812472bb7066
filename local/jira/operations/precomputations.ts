// What an app's JQL function came to, kept by Jira for everybody: made when a query is first run, replaced by the app.

import { Hono } from 'hono';
import * as v from 'valibot';
import { jiraTime } from '../issue-json';
import { JiraError } from '../jira-error';
import type { Precomputation } from '../jql-apps';
import { bodyOf, listOf, pageJson, pageOf, rendererOf } from './operation';
import type { Env, Routes, SiteParts } from './operation';

const updateBody = v.strictObject({
  values: v.array(v.strictObject({ id: v.string(), value: v.optional(v.string()), error: v.optional(v.string()) })),
});

export function precomputations(site: SiteParts, all: Map<string, Precomputation>): Routes {
  return new Hono<Env>()
    .use('/jql/function/*', async (call, next) => {
      if (call.env.actor.kind !== 'app') throw new JiraError(403, ['Only apps can see their precomputations.']);
      await next();
    })
    .get('/jql/function/computation', (call) => {
      const keys = listOf(call, 'functionKey');
      const found = [...all.values()].filter(({ functionKey }) => keys === undefined || keys.includes(functionKey));
      return call.json(
        pageJson(rendererOf(site, call).self('jql/function/computation'), found, pageOf(call, 100, 100), (one) => ({
          id: one.id,
          functionKey: one.functionKey,
          functionName: one.functionName,
          field: one.field,
          operator: one.operator,
          arguments: one.args,
          ...(one.value === null ? {} : { value: one.value }),
          ...(one.error === null ? {} : { error: one.error }),
          created: jiraTime(one.createdMs),
          updated: jiraTime(one.updatedMs),
          used: jiraTime(one.updatedMs),
        })),
      );
    })
    .post('/jql/function/computation', async (call) => {
      const { values } = await bodyOf(call, updateBody);
      const unknown = values.filter(({ id }) => !all.has(id)).map(({ id }) => id);
      const isLenient = call.req.query('skipNotFoundPrecomputations') === 'true';
      if (unknown.length > 0 && !isLenient) {
        return call.json(
          { errorMessages: ['Precomputations were not found.'], notFoundPrecomputationIDs: unknown },
          404,
        );
      }
      for (const { id, value, error } of values) {
        const before = all.get(id);
        if (before !== undefined)
          all.set(id, { ...before, value: value ?? null, error: error ?? null, updatedMs: site.clock.now() });
      }
      return isLenient ? call.json({ notFoundPrecomputationIDs: unknown }, 200) : call.body(null, 204);
    });
}
