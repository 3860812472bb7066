// The settings as somebody is typing them: texts that may be wrong for the moment, and what they mean once they are right.

import type { SiteSettings } from '../../src/contract';

export interface Draft {
  readonly thresholdPercent: string;
  readonly budget: string;
  readonly title: string;
  readonly description: string;
  readonly code: string;
  readonly labels: string;
  readonly maxAgeDays: string;
  readonly includesClosed: boolean;
  readonly followsChanges: boolean;
  readonly excludedTypeIds: readonly string[];
  readonly excludedStatusIds: readonly string[];
}

export function draftOf({
  defaultThreshold,
  pointsBudgetPerHour,
  fieldWeights,
  items,
  followsChanges,
}: SiteSettings): Draft {
  return {
    thresholdPercent: String(Math.round(defaultThreshold * 100)),
    budget: String(pointsBudgetPerHour),
    title: String(fieldWeights.title),
    description: String(fieldWeights.description),
    code: String(fieldWeights.code),
    labels: items.excludedLabels.join(', '),
    maxAgeDays: items.maxAgeDays === null ? '' : String(items.maxAgeDays),
    includesClosed: items.includesClosed,
    followsChanges,
    excludedTypeIds: items.excludedTypeIds,
    excludedStatusIds: items.excludedStatusIds,
  };
}

export function settingsOf(draft: Draft): SiteSettings {
  return {
    defaultThreshold: Number(draft.thresholdPercent) / 100,
    pointsBudgetPerHour: Number(draft.budget),
    fieldWeights: { title: Number(draft.title), description: Number(draft.description), code: Number(draft.code) },
    items: {
      excludedTypeIds: draft.excludedTypeIds,
      excludedStatusIds: draft.excludedStatusIds,
      excludedLabels: draft.labels.split(/[\s,]+/).filter((label) => label !== ''),
      includesClosed: draft.includesClosed,
      maxAgeDays: draft.maxAgeDays.trim() === '' ? null : Number(draft.maxAgeDays),
    },
    followsChanges: draft.followsChanges,
  };
}

/** Which fields hold something that can be saved. */
export function rightOf(draft: Draft) {
  const isBetween = (text: string, low: number, high: number) =>
    text.trim() !== '' && Number(text) >= low && Number(text) <= high;
  const isWhole = (text: string) => Number.isInteger(Number(text));
  const right = {
    thresholdPercent: isBetween(draft.thresholdPercent, 20, 95),
    budget: isBetween(draft.budget, 500, 50_000) && isWhole(draft.budget),
    title: isBetween(draft.title, 0, 3),
    description: isBetween(draft.description, 0, 3),
    code: isBetween(draft.code, 0, 3),
    maxAgeDays: draft.maxAgeDays.trim() === '' || (isBetween(draft.maxAgeDays, 1, 3_650) && isWhole(draft.maxAgeDays)),
  };
  return { ...right, all: Object.values(right).every(Boolean) };
}
