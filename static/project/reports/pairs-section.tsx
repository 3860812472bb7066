// The pairs of the space as a file: which of them, which columns, in which form, and the templates that the team keeps.

import Heading from '@atlaskit/heading';
import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { ExportLine, ReportTemplate } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { mostPairsOnPaper } from '../pdf/space-summary';
import { allColumns } from './columns';
import { ColumnPicker } from './column-picker';
import { ExportBar } from './export-bar';
import { pairReport } from './pair-report';
import { ReportFilterBar } from './report-filters';
import type { Report } from './report-table';
import { TemplateBar } from './template-bar';
import { type FormWish, useExport } from './use-export';

interface PairsSectionProps {
  readonly projectId: number;
  readonly onPrint: (report: Report) => void;
  readonly onNoted: (lines: readonly ExportLine[]) => void;
}

const everything: FormWish & Pick<ReportTemplate, 'columns' | 'filters'> = {
  format: 'csv',
  columns: allColumns,
  filters: { threshold: 0.4, tier: 'any', state: 'any' },
  byteOrderMark: true,
};

export function PairsSection({ projectId, onPrint, onNoted }: PairsSectionProps) {
  const words = useWords();
  const [wish, setWish] = useState(everything);
  const gather = pairReport(projectId, wish, words);
  const { state, start, cancel } = useExport({ projectId, what: 'pairs', gather, onPrint, onNoted });
  return (
    <section aria-label={words.say('report.pairs')}>
      <Stack space="space.200">
        <Heading as="h2" size="medium">
          {words.say('report.pairs')}
        </Heading>
        <ReportFilterBar filters={wish.filters} onChange={(filters) => setWish({ ...wish, filters })} />
        <ColumnPicker columns={wish.columns} onChange={(columns) => setWish({ ...wish, columns })} />
        <ExportBar
          id="report-format"
          wish={wish}
          state={state}
          pdfNote={words.say('pdf.what', { count: mostPairsOnPaper })}
          onChange={(form) => setWish({ ...wish, ...form })}
          onStart={() => start(wish)}
          onCancel={cancel}
        />
        <TemplateBar
          projectId={projectId}
          wish={wish}
          onChoose={({ columns, filters }) => setWish({ ...wish, columns, filters })}
        />
      </Stack>
    </section>
  );
}
