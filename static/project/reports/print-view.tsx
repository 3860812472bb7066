// The rows as a page for paper or for the browser's "save as PDF": the browser sets every script, and nothing is left out.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline } from '@atlaskit/primitives/compiled';
import { Page } from '../../shared/ui/page';
import { useWords } from '../../shared/ui/words-context';
import type { Report } from './report-table';
import styles from './reports.module.css';

interface PrintViewProps {
  readonly report: Report;
  readonly onClose: () => void;
}

export function PrintView({ report, onClose }: PrintViewProps) {
  const words = useWords();
  const { names, head, lines } = report.table;
  return (
    <Page>
      <div className={styles.screenOnly}>
        <Inline space="space.100">
          <Button appearance="primary" onClick={() => window.print()}>
            {words.say('report.printNow')}
          </Button>
          <Button onClick={onClose}>{words.say('report.back')}</Button>
        </Inline>
      </div>
      <Heading as="h1" size="large">
        {report.title}
      </Heading>
      <div className={styles.paper} role="region" aria-label={words.say('report.title')} tabIndex={0}>
        <table className={styles.printed}>
          <thead>
            <tr>
              {head.map((name, at) => (
                <th key={names[at]} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={at}>
                {line.map((cell, column) => (
                  <td key={names[column]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
}
