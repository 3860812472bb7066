// Reports of one space: its pairs as a file, the duplicates of a sprint, the summary by mail, and who exported what. All of
// them hold only what the person who gets them may see.

import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { ExportLine } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import type { Surroundings } from '../review/surroundings';
import { ExportHistory } from './export-history';
import { PairsSection } from './pairs-section';
import { PrintView } from './print-view';
import type { Report } from './report-table';
import { SprintSection } from './sprint-section';
import { SummarySection } from './summary-section';

export function ReportsPage({ projectId, accountId, siteUrl }: Surroundings) {
  const words = useWords();
  const [printed, setPrinted] = useState<Report | null>(null);
  const history = useAnswer('reports.history', { projectId });
  const onNoted = (lines: readonly ExportLine[]) => history.show({ lines });
  return (
    <>
      {printed !== null && <PrintView report={printed} onClose={() => setPrinted(null)} />}
      {/* Not taken down while the page for paper is shown: what was chosen is still there on the way back. */}
      <Page isHidden={printed !== null}>
        <Stack space="space.300">
          <PageHead title={words.say('report.title')} intro={words.say('report.intro')} />
          <PairsSection projectId={projectId} onPrint={setPrinted} onNoted={onNoted} />
          <SprintSection projectId={projectId} siteUrl={siteUrl} onPrint={setPrinted} onNoted={onNoted} />
          <SummarySection projectId={projectId} />
          {history.failure && <FailureMessage failure={history.failure} onRetry={history.reload} />}
          {history.value && <ExportHistory lines={history.value.lines} accountId={accountId} />}
        </Stack>
      </Page>
    </>
  );
}
