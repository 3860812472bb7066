// The dashboard's figures, each with the formula that made it: a number that nobody can check is a claim.

import Tooltip from '@atlaskit/tooltip';
import type { DashboardFigures } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import styles from './insights.module.css';
import { tilesOf } from './tile-list';

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
