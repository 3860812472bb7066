// What an administrator may set, with the value that holds until somebody does. Ranges are those of the contract.

import * as v from 'valibot';

export interface Settings {
  readonly defaultThreshold: number;
  readonly pointsBudgetPerHour: number;
}

/**
 * 10,000 of the 65,000 points that Jira gives all customers of an app together in one hour
 * (source: Jira Cloud platform, "Rate limiting", tier 1).
 */
export const defaultSettings: Settings = { defaultThreshold: 0.4, pointsBudgetPerHour: 10_000 };

export const settingsSchema = v.object({
  defaultThreshold: v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.95)),
  pointsBudgetPerHour: v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(50_000)),
});
