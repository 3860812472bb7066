// The matches of an external backlog as a file or on paper, behind one line that opens.

import { useState } from 'react';
import type { ExternalBacklog } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { ExportBar } from '../reports/export-bar';
import type { Report } from '../reports/report-table';
import { type FormWish, useExport } from '../reports/use-export';
import { matchReport } from './match-report';

interface MatchExportProps {
  readonly projectId: number;
  readonly backlog: ExternalBacklog;
  readonly onPrint: (report: Report) => void;
}

export function MatchExport({ projectId, backlog, onPrint }: MatchExportProps) {
  const words = useWords();
  const [form, setForm] = useState<FormWish>({ format: 'csv', byteOrderMark: true });
  const gather = matchReport(projectId, backlog, words);
  const { state, start, cancel } = useExport({
    projectId,
    what: 'external',
    gather,
    onPrint,
    onNoted: () => undefined,
  });
  return (
    <details>
      <summary>{words.say('external.export')}</summary>
      <ExportBar
        id={`external-format-${backlog.backlogId}`}
        wish={form}
        state={state}
        onChange={setForm}
        onStart={() => start(form)}
        onCancel={cancel}
      />
    </details>
  );
}
