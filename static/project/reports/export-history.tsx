// Who exported what: for a person their own lines, for administrators of the space all of them.

import Heading from '@atlaskit/heading';
import type { ExportLine } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { personName } from '../review/review-words';
import { usePeople } from '../review/use-people';
import { formatName } from './export-bar';
import styles from './reports.module.css';

export function ExportHistory({
  lines,
  accountId,
}: {
  readonly lines: readonly ExportLine[];
  readonly accountId: string;
}) {
  const words = useWords();
  const names = usePeople(lines.map(({ byAccountId }) => byAccountId));
  if (lines.length === 0) return null;
  return (
    <section aria-label={words.say('report.history')}>
      <Heading as="h2" size="medium">
        {words.say('report.history')}
      </Heading>
      <ul className={styles.history}>
        {lines.map(({ at, byAccountId, what, format, rows }, index) => (
          <li key={`${at}-${index}`}>
            {words.say('report.historyLine', {
              when: words.clockTime(at),
              who: personName(byAccountId, { me: accountId, names }, words),
              what: words.say(`report.what.${what}`),
              format: formatName(format, words),
              count: rows,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
