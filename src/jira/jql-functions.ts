// What Jira remembers of this app's JQL functions. Jira computes a function once for each set of arguments, for all people
// together, and uses the answer until the app replaces it.

import { asApp, route } from '@forge/api';
import * as v from 'valibot';
import { type CallLimits, caller, chunks } from './call';

export interface Computation {
  readonly id: string;
  readonly functionName: string;
  readonly operator: string;
  readonly args: readonly string[];
  readonly value: string | null;
}

export interface ComputedFunctions {
  /** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jql-functions--apps- */
  list(): Promise<readonly Computation[]>;
  replace(values: readonly { readonly id: string; readonly value: string }[]): Promise<void>;
}

const pageSize = 100;
const pageSchema = v.object({
  values: v.array(
    v.object({
      id: v.string(),
      functionName: v.string(),
      operator: v.nullish(v.string(), 'in'),
      arguments: v.nullish(v.array(v.string()), []),
      value: v.nullish(v.string(), null),
    }),
  ),
  isLast: v.nullish(v.boolean(), true),
});

export function computedFunctions(callLimits: CallLimits): ComputedFunctions {
  const call = caller(callLimits);
  return {
    async list() {
      const found: Computation[] = [];
      for (let isLast = false; !isLast;) {
        const page = await call('readComputations', pageSchema, (init) =>
          asApp().requestJira(
            route`/rest/api/3/jql/function/computation?startAt=${found.length}&maxResults=${pageSize}`,
            { ...init, method: 'GET' },
          ),
        );
        found.push(...page.values.map(({ arguments: args, ...rest }) => ({ ...rest, args })));
        isLast = page.isLast || page.values.length === 0;
      }
      return found;
    },

    async replace(values) {
      for (const some of chunks(values, pageSize)) {
        // One that Jira has forgotten meanwhile must not keep the others from being replaced.
        await call('replaceComputations', v.unknown(), (init) =>
          asApp().requestJira(route`/rest/api/3/jql/function/computation?skipNotFoundPrecomputations=true`, {
            ...init,
            method: 'POST',
            body: JSON.stringify({ values: some }),
          }),
        );
      }
    },
  };
}
