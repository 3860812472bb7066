// An installation as a release has left it, and the way to open it with the code of today.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '../../local/forge/disk';
import { VirtualClock } from '../../local/forge/virtual-clock';
import type { SiteSeed } from '../../local/jira/seed';
import { visit, type Visit } from '../flow/small-site';

export interface Released {
  readonly version: string;
  readonly stored: readonly (readonly [key: string, value: string])[];
  readonly site: SiteSeed;
  readonly atMs: number;
  /** What people saw then. */
  readonly wanted: {
    readonly historyEvents: readonly string[];
    readonly pairs: readonly string[];
    /** Carried out, and not taken back. */
    readonly actionId: string;
    /** Under way. */
    readonly bulkId: string;
    readonly scanId: string;
  };
}

export const releases: readonly Released[] = readdirSync(__dirname)
  .filter((file) => /^released-.+\.json$/.test(file))
  .map((file) => JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Released);

export async function opened({ stored, site, atMs }: Released): Promise<Visit> {
  const storage = memory();
  await storage.write(stored);
  return visit(site, { storage, clock: new VirtualClock(atMs) });
}
