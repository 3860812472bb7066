// Backup and restore, part by part, because a whole file may be larger than one call can carry; for administrators.

import * as v from 'valibot';
import { readBackup } from '../src/administration/backup';
import { restorePart } from '../src/administration/restore';
import { expose, type Method, versionSchema } from './boundary';

const partSchema = v.object({
  kind: v.picklist(['settings', 'spaces', 'decisions', 'people']),
  body: v.pipe(v.string(), v.maxLength(400_000)),
  checksum: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

export const backupMethods: Readonly<Record<string, Method>> = {
  'backup.read': expose('backup.read', v.object({ at: versionSchema }), ({ at }, { app }) =>
    readBackup(at, app.stores),
  ),
  'backup.restore': expose(
    'backup.restore',
    v.object({ version: versionSchema, part: partSchema, isDryRun: v.boolean() }),
    ({ version, part, isDryRun }, { app }) => restorePart(version, part, isDryRun, app),
  ),
};
