// What an analysis takes over from the settings of the site when it starts, and keeps to its end.

import type { SiteSettings } from '../contract';
import { defaultScoreSettings, type ScoreSettings } from '../similarity/score';
import { bothJql, itemsJql } from './item-rules';
import type { Results, Scan, ScanOptions } from './scan-record';
import { areSameWords, withWords } from './word-rules';

export function scanOptions({ items, fieldWeights, words }: SiteSettings): ScanOptions {
  const { title, description, code } = fieldWeights;
  return { itemsJql: itemsJql(items), fieldWeights: [title, description, code], ...withWords(words) };
}

interface MadeWith {
  readonly itemsJql: string | null;
  readonly results: Pick<Results, 'fieldWeights' | 'words'>;
}

/** Would an analysis that starts now read, choose and weigh as this one did? */
export function isMadeWith({ itemsJql: chosen, results }: MadeWith, options: ScanOptions): boolean {
  const now = scoreSettingsOf(options).fieldWeights;
  const areWeightsEqual = scoreSettingsOf(results).fieldWeights.every((weight, field) => weight === now[field]);
  return areWeightsEqual && chosen === options.itemsJql && areSameWords(results, options);
}

/** What a person asked for and what counts on this site. */
export function readJql(scan: Pick<Scan, 'jql' | 'options'>): string | null {
  return bothJql(scan.jql, scan.options?.itemsJql ?? null);
}

/** A pair is explained, and a newcomer compared, with the weights that the stored scores were made with. */
export function scoreSettingsOf({ fieldWeights }: Pick<Results, 'fieldWeights'>): ScoreSettings {
  return fieldWeights === undefined ? defaultScoreSettings : { fieldWeights };
}
