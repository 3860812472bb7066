// How well two work items match: the figure, a bar for the eye, and in words how sure the engine is of a duplicate, so that
// nothing rests on colour alone.

import type { Tier } from '../../../src/contract';
import { tierName } from '../explain';
import styles from './ui.module.css';
import { useWords } from './words-context';

interface MatchProps {
  readonly score: number;
  readonly tier: Tier;
  /** Said in the place of the tier: two fillings of a pattern match well and are no duplicates. */
  readonly isOfPattern?: boolean;
}

export function Match({ score, tier, isOfPattern = false }: MatchProps) {
  const words = useWords();
  return (
    <div className={styles.match}>
      <span className={styles.percent}>{words.percent(score)}</span>
      <div className={styles.track} aria-hidden="true">
        <div
          className={`${styles.fill} ${tier === 'very-likely' && !isOfPattern ? styles.fillStrong : ''}`}
          style={{ width: `${score * 100}%` }}
        />
      </div>
      <span className={styles.tier}>{isOfPattern ? words.say('series.tier') : tierName(tier, words)}</span>
    </div>
  );
}
