// The rows of a bulk action: what duplicates what, which steps that takes, how far it is, and why not.

import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import type { BulkRow } from '../../../src/contract';
import { obstacleSentence, stepSentence } from '../../shared/merge-words';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';

interface BulkRowsProps {
  readonly rows: readonly BulkRow[];
  readonly keys: ReadonlyMap<number, string>;
}

export const rowStates: Readonly<Record<BulkRow['state'], readonly [TextKey, ThemeAppearance]>> = {
  ready: ['bulk.ready', 'inprogress'],
  impossible: ['bulk.impossible', 'moved'],
  waiting: ['bulk.waiting', 'default'],
  running: ['bulk.running', 'inprogress'],
  done: ['bulk.done', 'success'],
  partly: ['bulk.partly', 'moved'],
  failed: ['bulk.rowFailed', 'removed'],
  skipped: ['bulk.skipped', 'default'],
  undone: ['bulk.undone', 'success'],
};

export function BulkRows({ rows, keys }: BulkRowsProps) {
  const words = useWords();
  const nameOf = (id: number): string => keys.get(id) ?? words.say('bulk.hidden');
  return (
    <ol className={styles.steps}>
      {rows.map(({ duplicateId, canonicalId, state, obstacle, detail, steps }, position) => {
        const [text, appearance] = rowStates[state];
        const names = { duplicate: nameOf(duplicateId), canonical: nameOf(canonicalId) };
        return (
          <li key={position} className={styles.step}>
            <span className={styles.stepName}>{words.say('merge.isDuplicate', names)}</span>
            <Lozenge appearance={appearance}>{words.say(text)}</Lozenge>
            {obstacle !== null && <span className={styles.because}>{obstacleSentence(obstacle, detail, words)}</span>}
            {state === 'ready' && (
              <span className={styles.because}>
                {steps.map((kind) => stepSentence({ kind, detail: null }, names, words)).join(' · ')}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
