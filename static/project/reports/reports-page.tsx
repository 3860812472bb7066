// Exports of one space: what to export, in which form, the templates that the team keeps, and who exported what. Files hold
// only what the person who exports may see.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../insights/use-answer';
import type { Surroundings } from '../review/surroundings';
import { allColumns } from './columns';
import { ColumnPicker } from './column-picker';
import { ExportBar } from './export-bar';
import { ExportHistory } from './export-history';
import { PrintView } from './print-view';
import { ReportFilterBar } from './report-filters';
import styles from './reports.module.css';
import { TemplateBar } from './template-bar';
import { type ExportWish, useExport } from './use-export';

const everything: ExportWish = {
  format: 'csv',
  columns: allColumns,
  filters: { threshold: 0.4, tier: 'any', state: 'any' },
  byteOrderMark: true,
};

export function ReportsPage({ projectId, accountId }: Surroundings) {
  const words = useWords();
  const [wish, setWish] = useState(everything);
  const history = useAnswer('reports.history', { projectId });
  const { state, printed, start, cancel, endPrint } = useExport(projectId, (lines) => history.show({ lines }));
  if (printed !== null) return <PrintView rows={printed} columns={wish.columns} onClose={endPrint} />;
  return (
    <div className={styles.page}>
      <Stack space="space.300">
        <Heading as="h1" size="large">
          {words.say('report.title')}
        </Heading>
        <Text color="color.text.subtle">{words.say('report.intro')}</Text>
        <TemplateBar
          projectId={projectId}
          wish={wish}
          onChoose={({ columns, filters }) => setWish({ ...wish, columns, filters })}
        />
        <ReportFilterBar filters={wish.filters} onChange={(filters) => setWish({ ...wish, filters })} />
        <ColumnPicker columns={wish.columns} onChange={(columns) => setWish({ ...wish, columns })} />
        <ExportBar wish={wish} state={state} onChange={setWish} onStart={() => start(wish)} onCancel={cancel} />
        {history.failure && <FailureMessage failure={history.failure} onRetry={history.reload} />}
        {history.value && <ExportHistory lines={history.value.lines} accountId={accountId} />}
      </Stack>
    </div>
  );
}
