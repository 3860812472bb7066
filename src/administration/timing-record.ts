// How long calls took, as classes of a histogram for each method, for today and the day before. Nobody's name is in it.

import * as v from 'valibot';

export const timingsSchema = v.object({
  v: v.literal(1),
  days: v.array(v.object({ day: v.number(), methods: v.array(v.tuple([v.string(), v.array(v.number())])) })),
});
export type Timings = v.InferOutput<typeof timingsSchema>;

export const noTimings: Timings = { v: 1, days: [] };

/** Each class reaches half as far again as the one before: 10, 15, 22.5 ms and so on, the last without an end. */
export const classes = 22;
const firstMs = 10;
const growth = 1.5;

export function classOf(ms: number): number {
  return Math.min(classes - 1, Math.max(0, Math.ceil(Math.log(ms / firstMs) / Math.log(growth))));
}

/** Up to where a class reaches. Class 2: 10 * 1.5 * 1.5 = 22.5. */
export function upperMs(at: number): number {
  return firstMs * growth ** at;
}
