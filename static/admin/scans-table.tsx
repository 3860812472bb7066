// Recent analyses of the whole site, newest first, with what each cost of Jira's hourly capacity.

import DynamicTable from '@atlaskit/dynamic-table';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { ScanProgress } from '../../src/contract';
import { failureSentence } from '../shared/explain';
import { ScanStateLozenge } from '../shared/ui/scan-state';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';

export function ScansTable({ scans }: { readonly scans: readonly ScanProgress[] }) {
  const words = useWords();
  if (scans.length === 0) return <Text>{words.say('admin.scansNone')}</Text>;
  const figure = (value: number | null) => (value === null ? '–' : words.number(value));
  const head = {
    cells: [
      { key: 'state', content: words.say('admin.columnState') },
      { key: 'started', content: words.say('admin.columnStarted') },
      { key: 'spaces', content: words.say('admin.columnSpaces') },
      { key: 'items', content: words.say('admin.columnItems') },
      { key: 'points', content: words.say('admin.columnPoints') },
    ],
  };
  const rows = scans.map((scan) => ({
    key: scan.scanId,
    cells: [
      {
        key: 'state',
        content: (
          <Stack space="space.050" alignInline="start">
            <ScanStateLozenge progress={scan} />
            {scan.failure && <Text size="small">{failureSentence(scan.failure, words)}</Text>}
          </Stack>
        ),
      },
      { key: 'started', content: words.ago(scan.startedAt) },
      { key: 'spaces', content: words.number(scan.projectIds.length) },
      { key: 'items', content: figure(scan.issuesFetched) },
      { key: 'points', content: figure(scan.pointsUsed) },
    ],
  }));
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={words.say('admin.scans')}>
      <DynamicTable label={words.say('admin.scans')} head={head} rows={rows} rowsPerPage={10} defaultPage={1} />
    </div>
  );
}
