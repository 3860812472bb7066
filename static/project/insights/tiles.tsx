// The dashboard's figures, each with the formula that made it: a number that nobody can check is a claim.

import Tooltip from '@atlaskit/tooltip';
import type { DashboardFigures } from '../../../src/contract';
import type { TextKey, Words } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import styles from './insights.module.css';

interface Tile {
  readonly name: TextKey;
  readonly formula: TextKey;
  readonly value: string;
}

export function Tiles({ figures }: { readonly figures: DashboardFigures }) {
  const words = useWords();
  return (
    <dl className={styles.tiles}>
      {tilesOf(figures, words).map(({ name, formula, value }) => (
        <div key={name} className={styles.tile}>
          <dt>
            <Tooltip content={words.say(formula)}>
              {(props) => (
                <button {...props} type="button" className={styles.formula}>
                  {words.say(name)}
                </button>
              )}
            </Tooltip>
          </dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function tilesOf(figures: DashboardFigures, words: Words): readonly Tile[] {
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
