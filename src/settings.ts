// What an administrator may set, with the value that holds until somebody does, and what people may set for themselves.
// Ranges are those of the contract.

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

export const thresholdSchema = v.pipe(v.number(), v.minValue(0.2), v.maxValue(0.95));

export const settingsSchema = v.object({
  defaultThreshold: thresholdSchema,
  pointsBudgetPerHour: v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(50_000)),
});

/** Null: as the site's settings say. */
export const personSettingsSchema = v.object({ threshold: v.nullable(thresholdSchema) });
export type PersonSettings = v.InferOutput<typeof personSettingsSchema>;
