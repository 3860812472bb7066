// Two buttons that make a file of the history, with how far it is and a way to stop. The file is what the filter shows, as
// this person may see it.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import { Text } from '@atlaskit/primitives/compiled';
import { useRef, useState } from 'react';
import type { AppFailure, HistoryFilter } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { historyCsv, historyJson, readHistory } from './history-export';
import styles from './review.module.css';

interface HistoryExportBarProps {
  readonly projectId: number;
  readonly filter: HistoryFilter;
}

export function HistoryExportBar({ projectId, filter }: HistoryExportBarProps) {
  const words = useWords();
  const [forExcel, setForExcel] = useState(true);
  const [count, setCount] = useState<number | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const isCancelled = useRef(false);

  const make = async (format: 'csv' | 'json') => {
    isCancelled.current = false;
    setFailure(null);
    setCount(0);
    const result = await readHistory({ projectId, filter }, words, setCount, () => isCancelled.current);
    setCount(null);
    if (!result.ok) return setFailure(result.failure);
    if (isCancelled.current) return;
    if (format === 'csv') download('history.csv', 'text/csv', historyCsv(result.value, forExcel));
    else download('history.json', 'application/json', historyJson(result.value));
  };
  return (
    <>
      {failure && <FailureMessage failure={failure} />}
      <div className={styles.selection}>
        <Button onClick={() => void make('csv')} isDisabled={count !== null}>
          {words.say('history.exportCsv')}
        </Button>
        <Button onClick={() => void make('json')} isDisabled={count !== null}>
          {words.say('history.exportJson')}
        </Button>
        <Checkbox
          label={words.say('history.forExcel')}
          isChecked={forExcel}
          onChange={(event) => setForExcel(event.currentTarget.checked)}
        />
        <span role="status">{count !== null && <Text>{words.say('history.exporting', { count })}</Text>}</span>
        {count !== null && (
          <Button appearance="subtle" onClick={() => (isCancelled.current = true)}>
            {words.say('bulk.stop')}
          </Button>
        )}
      </div>
    </>
  );
}

function download(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
