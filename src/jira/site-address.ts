// The address of the site, for links that leave it. Nothing that Forge hands to a queued job says it.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

const siteSchema = v.object({ baseUrl: v.pipe(v.string(), v.url()) });

/** Without a slash at its end. */
export async function readSiteUrl(call: Call, person: Person): Promise<string> {
  const { baseUrl } = await call('readSiteAddress', siteSchema, (init) =>
    person().requestJira(route`/rest/api/3/serverInfo`, init),
  );
  return baseUrl.replace(/\/$/, '');
}
