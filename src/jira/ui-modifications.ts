// Where this app asks Jira to load it into the create dialog. Only an app can register itself, and only as itself; who
// may ask for it is the caller's rule. One registration for each project, so that projects can be switched on their own.

import { asApp, route } from '@forge/api';
import * as v from 'valibot';
import { type Call, type CallLimits, caller } from './call';

export interface HintRegistration {
  readonly id: string;
  readonly projectIds: readonly number[];
}

export interface HintRegistrations {
  /** @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-ui-modifications--apps- */
  list(): Promise<readonly HintRegistration[]>;
  /** For all types of the project, in the create dialog only. */
  add(projectId: number): Promise<void>;
  /** Removing what is gone already is no failure. */
  remove(id: string): Promise<void>;
}

const pageSize = 100;
const pageSchema = v.object({
  values: v.array(
    v.object({
      id: v.string(),
      contexts: v.nullish(v.array(v.object({ projectId: v.nullish(v.string()) })), []),
    }),
  ),
  isLast: v.nullish(v.boolean(), true),
});

export function hintRegistrations(callLimits: CallLimits): HintRegistrations {
  const call = caller(callLimits);
  return {
    async list() {
      const found: HintRegistration[] = [];
      for (let isLast = false; !isLast;) {
        const page = await readPage(call, found.length);
        for (const { id, contexts } of page.values) {
          const projectIds = contexts.map(({ projectId }) => Number(projectId)).filter(Number.isSafeInteger);
          found.push({ id, projectIds });
        }
        isLast = page.isLast || page.values.length === 0;
      }
      return found;
    },

    async add(projectId) {
      const contexts = [{ projectId: String(projectId), viewType: 'GIC' }];
      const body = { name: `Hints while creating (${projectId})`, contexts };
      await call('addUiModification', v.object({ id: v.string() }), (init) =>
        asApp().requestJira(route`/rest/api/3/uiModifications`, {
          ...init,
          method: 'POST',
          body: JSON.stringify(body),
        }),
      );
    },

    async remove(id) {
      await call('removeUiModification', v.unknown(), (init) =>
        asApp().requestJira(route`/rest/api/3/uiModifications/${id}`, { ...init, method: 'DELETE' }),
      );
    },
  };
}

function readPage(call: Call, startAt: number) {
  return call('readUiModifications', pageSchema, (init) =>
    asApp().requestJira(route`/rest/api/3/uiModifications?expand=contexts&startAt=${startAt}&maxResults=${pageSize}`, {
      ...init,
      method: 'GET',
    }),
  );
}
