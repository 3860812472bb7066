// How well two work items match: the figure, a bar for the eye, and the tier in words, so that nothing rests on colour alone.

import type { Tier } from '../../../src/contract';
import { tierName } from '../explain';
import styles from './ui.module.css';
import { useWords } from './words-context';

export function Match({ score, tier }: { readonly score: number; readonly tier: Tier }) {
  const words = useWords();
  return (
    <div className={styles.match}>
      <span className={styles.percent}>{words.percent(score)}</span>
      <div className={styles.track} aria-hidden="true">
        <div
          className={`${styles.fill} ${tier === 'very-likely' ? styles.fillStrong : ''}`}
          style={{ width: `${score * 100}%` }}
        />
      </div>
      <span className={styles.tier}>{tierName(tier, words)}</span>
    </div>
  );
}
