// How long the audit log is kept. A legal hold keeps everything, whatever its age, until it is lifted.

import * as v from 'valibot';
import type { Retention as RetentionView } from '../contract';

export type Retention = RetentionView;

export const retentionSchema = v.object({
  auditDays: v.pipe(v.number(), v.integer(), v.minValue(30), v.maxValue(3_650)),
  isOnHold: v.boolean(),
});

export const defaultRetention: Retention = { auditDays: 90, isOnHold: false };
