// The audit log, for administrators.

import * as v from 'valibot';
import { auditEvents } from '../src/administration/audit-chain';
import { checkAudit, listAudit } from '../src/administration/audit-log';
import { defaultRetention, retentionSchema } from '../src/administration/retention';
import { accountIdSchema, expose, type Method } from './boundary';

const timeSchema = v.nullable(v.pipe(v.string(), v.isoTimestamp()));
const listSchema = v.object({
  event: v.nullable(v.picklist(auditEvents)),
  accountId: v.nullable(accountIdSchema),
  from: timeSchema,
  to: timeSchema,
  text: v.pipe(v.string(), v.maxLength(100)),
  before: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
});

const msOf = (time: string | null) => (time === null ? null : Date.parse(time));

export const auditMethods: Readonly<Record<string, Method>> = {
  'audit.list': expose('audit.list', listSchema, ({ from, to, before, limit, ...filter }, { app }) =>
    listAudit({ ...filter, fromMs: msOf(from), toMs: msOf(to) }, before, limit, app.forAudit()),
  ),
  'audit.check': expose('audit.check', v.strictObject({}), (_request, { app }) => checkAudit(app.forAudit())),
  'audit.exported': expose(
    'audit.exported',
    v.object({ rows: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), format: v.picklist(['csv', 'json']) }),
    () => Promise.resolve({}),
  ),
  'retention.read': expose(
    'retention.read',
    v.strictObject({}),
    async (_request, { app }) => (await app.stores.retention.read())?.value ?? defaultRetention,
  ),
  'retention.save': expose('retention.save', retentionSchema, async (retention, { app }) => {
    await app.stores.retention.change(() => retention);
    return retention;
  }),
};
