// How many of Jira's points this installation has taken in the current hour, so that analyses that run side by side keep
// to one budget.

import * as v from 'valibot';
import type { Guarded } from './guarded';

export const pointsSchema = v.object({ v: v.literal(1), hour: v.number(), reserved: v.number() });

const hourMs = 3_600_000;

/**
 * Points of the current UTC hour, taken in slices before they are spent: a kill can waste a slice, never overdraw.
 * source: Jira's points quota starts again at the top of each UTC hour.
 */
export class PointsLedger {
  constructor(private readonly record: Guarded<v.InferOutput<typeof pointsSchema>>) {}

  /** What is granted of `wanted` for this hour; 0 when the hour's budget is used up. */
  async reserve(wanted: number, budgetPerHour: number, nowMs: number): Promise<number> {
    const hour = Math.floor(nowMs / hourMs);
    let granted = 0;
    await this.record.change((current) => {
      const reserved = current?.hour === hour ? current.reserved : 0;
      granted = Math.max(0, Math.min(wanted, budgetPerHour - reserved));
      return granted === 0 ? null : { v: 1, hour, reserved: reserved + granted };
    });
    return granted;
  }

  async reserved(nowMs: number): Promise<number> {
    const known = (await this.record.read())?.value;
    return known?.hour === Math.floor(nowMs / hourMs) ? known.reserved : 0;
  }

  async giveBack(unused: number, reservedAtMs: number): Promise<void> {
    const hour = Math.floor(reservedAtMs / hourMs);
    await this.record.change((current) =>
      current?.hour === hour && unused > 0 ? { ...current, reserved: Math.max(0, current.reserved - unused) } : null,
    );
  }
}
