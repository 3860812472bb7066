// Why two work items were put side by side: one line for each reason with the words that both share, then what speaks
// against it. Titles and terms come from people, so they are only ever text.

import type { Evidence } from '../../../src/contract';
import { reasonsOf, type Reason } from '../explain';
import styles from './ui.module.css';
import { useWords } from './words-context';

interface ReasonsProps {
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}

export function Reasons({ evidence, against }: ReasonsProps) {
  const words = useWords();
  const pro = reasonsOf(evidence, words);
  const contra = reasonsOf(against, words);
  return (
    <ul className={styles.reasons}>
      {pro.length === 0 ? <li className={styles.reason}>{words.say('evidence.none')}</li> : pro.map(line)}
      {contra.length > 0 && (
        <li className={styles.against}>
          {words.say('evidence.but')}: {contra.map((reason) => reason.label).join(' · ')}
        </li>
      )}
    </ul>
  );
}

function line({ label, terms }: Reason, position: number) {
  return (
    <li key={position}>
      <span className={styles.reason}>{label}</span>
      {terms.length > 0 && (
        <ul className={styles.terms}>
          {terms.map((term) => (
            <li key={term} className={styles.term}>
              {term}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
