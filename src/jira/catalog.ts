// Names that a site gives to its resolutions and to the statuses of one project, as the person who maps them sees them.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface CatalogCalls {
  resolutions(): Promise<readonly Named[]>;
  /** Closed statuses of all workflows of the project. */
  closedStatuses(projectId: number): Promise<readonly Named[]>;
}

const resolutionsSchema = v.array(v.object({ id: v.string(), name: v.nullish(v.string(), '') }));
const statusesSchema = v.array(
  v.object({
    statuses: v.array(
      v.object({
        id: v.string(),
        name: v.nullish(v.string(), ''),
        statusCategory: v.nullish(v.object({ key: v.nullish(v.string(), '') })),
      }),
    ),
  }),
);

export function catalogCalls(call: Call, person: Person): CatalogCalls {
  return {
    resolutions: () =>
      call('readResolutions', resolutionsSchema, (init) => person().requestJira(route`/rest/api/3/resolution`, init)),

    async closedStatuses(projectId) {
      const types = await call('readProjectStatuses', statusesSchema, (init) =>
        person().requestJira(route`/rest/api/3/project/${projectId}/statuses`, init),
      );
      const closed = types.flatMap(({ statuses }) => statuses.filter((one) => one.statusCategory?.key === 'done'));
      return [...new Map(closed.map(({ id, name }) => [id, { id, name }])).values()];
    },
  };
}
