// The settings as somebody is typing them: texts that may be wrong for the moment, and what they mean once they are right.

import type { IgnoredLine, OptionalLanguage, SiteSettings, WordRules } from '../../src/contract';

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
  /** A line for each: what is said = what it means. */
  readonly synonyms: string;
  readonly stopWords: string;
  readonly ignoredLines: readonly IgnoredLine[];
  readonly leftOutLanguages: readonly OptionalLanguage[];
  readonly areExplained: boolean;
  readonly explainedPerDay: string;
  readonly excludedTypeIds: readonly string[];
  readonly excludedStatusIds: readonly string[];
}

export function draftOf({
  defaultThreshold,
  pointsBudgetPerHour,
  fieldWeights,
  items,
  words,
  followsChanges,
  explanations,
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
    synonyms: words.synonyms.map(({ word, readAs }) => `${word} = ${readAs}`).join('\n'),
    stopWords: words.stopWords.join(', '),
    ignoredLines: words.ignoredLines,
    leftOutLanguages: words.leftOutLanguages,
    areExplained: explanations.isOn,
    explainedPerDay: String(explanations.perDay),
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
      excludedLabels: separated(draft.labels),
      includesClosed: draft.includesClosed,
      maxAgeDays: draft.maxAgeDays.trim() === '' ? null : Number(draft.maxAgeDays),
    },
    words: {
      synonyms: synonymsOf(draft.synonyms) ?? [],
      stopWords: separated(draft.stopWords),
      ignoredLines: draft.ignoredLines,
      leftOutLanguages: draft.leftOutLanguages,
    },
    followsChanges: draft.followsChanges,
    explanations: { isOn: draft.areExplained, perDay: Number(draft.explainedPerDay) },
  };
}

function separated(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Null while a line is not yet two words with a sign between them. */
function synonymsOf(text: string): WordRules['synonyms'] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const found = lines.flatMap((line) => {
    const [word = '', readAs = '', ...more] = line.split('=').map((part) => part.trim());
    return word === '' || readAs === '' || more.length > 0 ? [] : [{ word, readAs }];
  });
  return found.length === lines.length ? found : null;
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
    synonyms: synonymsOf(draft.synonyms) !== null,
    explainedPerDay: isBetween(draft.explainedPerDay, 1, 2_000) && isWhole(draft.explainedPerDay),
    maxAgeDays: draft.maxAgeDays.trim() === '' || (isBetween(draft.maxAgeDays, 1, 3_650) && isWhole(draft.maxAgeDays)),
  };
  return { ...right, all: Object.values(right).every(Boolean) };
}
