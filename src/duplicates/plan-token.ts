// A plan that was shown, in the hands of the person it was shown to. The token carries the plan itself, signed with a key
// that never leaves the storage: nobody can change it, use another person's, or use it later than it was good for. So a
// preview writes nothing, and what is applied is exactly what was previewed.

import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { AppError } from '../errors';
import { workSchema } from './action';

const planSchema = v.object({
  actionId: v.string(),
  by: v.string(),
  expiresMs: v.number(),
  duplicateId: v.number(),
  canonicalId: v.number(),
  reviewVersion: v.number(),
  work: v.array(workSchema),
});
export type SignedPlan = v.InferOutput<typeof planSchema>;

export function signPlan(plan: SignedPlan, key: string): string {
  const body = Buffer.from(JSON.stringify(plan)).toString('base64url');
  return `${body}.${signatureOf(body, key).toString('base64url')}`;
}

/** Whether it has expired is for the caller: an action that has begun may be carried on later. @throws AppError */
export function readPlan(token: string, key: string, accountId: string): SignedPlan {
  const [body = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(body, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw notAPlan();
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), planSchema), Buffer.from(body, 'base64url').toString());
  if (!parsed.success || parsed.output.by !== accountId) throw notAPlan();
  return parsed.output;
}

function signatureOf(body: string, key: string): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

function notAPlan(): AppError {
  return new AppError('BAD_INPUT', 'This is not a plan that was shown to you. Open the preview again.');
}
