// Points reserved from the budget of the hour and not yet spent. Reserved in slices, so that a kill wastes at most one.

import { appErrorOf } from '../../errors';
import { limits } from '../../limits';
import type { StepContext } from '../step-context';

export class Purse {
  private left = 0;
  private reservedAtMs = 0;

  constructor(private readonly context: StepContext) {}

  async has(points: number): Promise<boolean> {
    const now = this.context.nowMs();
    if (Math.floor(now / 3_600_000) !== Math.floor(this.reservedAtMs / 3_600_000)) this.left = 0;
    if (this.left < points) {
      const wanted = Math.max(limits.pointsPerReservation, points);
      this.left += await this.context.stores.points.reserve(wanted, this.context.pointsBudgetPerHour, now);
      this.reservedAtMs = now;
    }
    return this.left >= points;
  }

  spend(points: number): void {
    this.left = Math.max(0, this.left - points);
  }

  async close(): Promise<void> {
    if (this.left === 0) return;
    try {
      await this.context.stores.points.giveBack(this.left, this.reservedAtMs);
    } catch (error) {
      // A slice that stays reserved costs budget of this hour and nothing else; why the walk ended matters more.
      if (appErrorOf(error).code === 'INTERNAL') throw error;
    }
  }
}
