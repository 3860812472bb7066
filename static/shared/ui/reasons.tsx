// Why two work items were put side by side: a line for each reason that has words to show, one line for all the others,
// then what speaks against it. Titles and terms come from people, so they are only ever text.

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
  const facts = pro.filter(({ terms }) => terms.length === 0);
  return (
    <ul className={styles.reasons}>
      {pro.length === 0 && <li className={styles.reason}>{words.say('evidence.none')}</li>}
      {pro.filter(({ terms }) => terms.length > 0).map(line)}
      {facts.length > 0 && <li className={styles.reason}>{labelsOf(facts)}</li>}
      {contra.length > 0 && (
        <li className={styles.against}>
          {words.say('evidence.but')}: {labelsOf(contra)}
        </li>
      )}
    </ul>
  );
}

const labelsOf = (reasons: readonly Reason[]) => reasons.map(({ label }) => label).join(' · ');

function line({ label, terms }: Reason, position: number) {
  return (
    <li key={position} className={styles.line}>
      <span className={styles.reason}>{label}</span>
      <ul className={styles.terms}>
        {terms.map((term) => (
          <li key={term} className={styles.term}>
            {term}
          </li>
        ))}
      </ul>
    </li>
  );
}
