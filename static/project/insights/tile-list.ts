// The figures of a dashboard in words, for the page and for paper: one list, so that both say the same.

import type { DashboardFigures } from '../../../src/contract';
import type { TextKey, Words } from '../../shared/text';

interface Tile {
  readonly name: TextKey;
  readonly formula: TextKey;
  readonly value: string;
}

export function tilesOf(figures: DashboardFigures, words: Words): readonly Tile[] {
  const { analyses, potential, waiting, confirmed, actions, medianDaysToDetect, duplicates, workItems } = figures;
  const more = figures.isPartial ? '+' : '';
  const days = medianDaysToDetect === null ? null : roundedDays(medianDaysToDetect);
  return [
    { name: 'dash.potential', formula: 'dash.potentialFormula', value: words.number(potential) + more },
    { name: 'dash.waiting', formula: 'dash.waitingFormula', value: words.number(waiting) + more },
    { name: 'dash.confirmed', formula: 'dash.confirmedFormula', value: words.number(confirmed) },
    { name: 'dash.actions', formula: 'dash.actionsFormula', value: words.number(actions) },
    {
      name: 'dash.detect',
      formula: 'dash.detectFormula',
      value: days === null ? '–' : words.say('dash.days', { count: days }),
    },
    {
      name: 'dash.rate',
      formula: 'dash.rateFormula',
      value: workItems === 0 ? '–' : words.say('dash.rateOf', { count: duplicates, total: workItems }),
    },
    { name: 'dash.analyses', formula: 'dash.analysesFormula', value: words.number(analyses) },
  ];
}

/** Tenths only where they tell anything. */
function roundedDays(days: number): number {
  return days < 10 ? Math.round(days * 10) / 10 : Math.round(days);
}
