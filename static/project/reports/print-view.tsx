// The rows as a page for paper or for the browser's "save as PDF": the browser sets every script, and nothing is left out.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline } from '@atlaskit/primitives/compiled';
import type { ReportColumn } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { columnName, type ReadRow, tableOf } from './columns';
import styles from './reports.module.css';

interface PrintViewProps {
  readonly rows: readonly ReadRow[];
  readonly columns: readonly ReportColumn[];
  readonly onClose: () => void;
}

export function PrintView({ rows, columns, onClose }: PrintViewProps) {
  const words = useWords();
  const [, ...lines] = tableOf(rows, columns, words);
  return (
    <div className={styles.page}>
      <div className={styles.screenOnly}>
        <Inline space="space.100">
          <Button appearance="primary" onClick={() => window.print()}>
            {words.say('report.printNow')}
          </Button>
          <Button onClick={onClose}>{words.say('report.back')}</Button>
        </Inline>
      </div>
      <Heading as="h1" size="large">
        {words.say('report.printTitle', { count: rows.length })}
      </Heading>
      <div className={styles.paper} role="region" aria-label={words.say('report.title')} tabIndex={0}>
        <table className={styles.printed}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {columnName(column, words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={`${rows[at]?.row.a}-${rows[at]?.row.b}`}>
                {line.map((cell, column) => (
                  <td key={columns[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
