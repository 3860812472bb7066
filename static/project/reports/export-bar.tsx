// The form of the file, the button, and what is happening: how many rows were read, how to stop it, how it ended.

import Button from '@atlaskit/button/default/button';
import Checkbox from '@atlaskit/checkbox';
import { Label } from '@atlaskit/form';
import { Text } from '@atlaskit/primitives/compiled';
import ProgressBar from '@atlaskit/progress-bar';
import type { ReportFormat } from '../../../src/contract';
import type { TextKey, Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import styles from './reports.module.css';
import type { ExportState, FormWish } from './use-export';

interface ExportBarProps {
  /** Of the field that chooses the form: a page may have several. */
  readonly id: string;
  readonly wish: FormWish;
  readonly state: ExportState;
  /** What a PDF holds, where that is not what the page shows. */
  readonly pdfNote?: string;
  readonly onChange: (wish: FormWish) => void;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

const formatKeys: Readonly<Record<ReportFormat, TextKey>> = {
  csv: 'report.csv',
  xlsx: 'report.xlsx',
  json: 'report.json',
  pdf: 'report.pdf',
  print: 'report.print',
};

export function formatName(format: ReportFormat, words: Words): string {
  return words.say(formatKeys[format]);
}

export function ExportBar({ id, wish, state, pdfNote, onChange, onStart, onCancel }: ExportBarProps) {
  const words = useWords();
  const formats = (Object.keys(formatKeys) as ReportFormat[]).map((value) => ({
    value,
    label: formatName(value, words),
  }));
  const isUnderway = state.kind === 'gathering' || state.kind === 'writing';
  return (
    <>
      <div className={styles.filters}>
        <div className={styles.filter}>
          <Label htmlFor={id}>{words.say('report.format')}</Label>
          <Select
            inputId={id}
            isSearchable={false}
            options={formats}
            value={formats.find(({ value }) => value === wish.format) ?? null}
            onChange={(option) => option && onChange({ ...wish, format: option.value })}
          />
        </div>
        {wish.format === 'csv' && (
          <Checkbox
            label={words.say('report.byteOrderMark')}
            isChecked={wish.byteOrderMark}
            onChange={() => onChange({ ...wish, byteOrderMark: !wish.byteOrderMark })}
          />
        )}
        <Button appearance="primary" isDisabled={isUnderway} onClick={onStart}>
          {words.say(wish.format === 'print' ? 'report.preparePrint' : 'report.start')}
        </Button>
        {isUnderway && <Button onClick={onCancel}>{words.say('report.cancel')}</Button>}
      </div>
      {wish.format === 'pdf' && pdfNote !== undefined && <Text size="small">{pdfNote}</Text>}
      {isUnderway && <ProgressBar ariaLabel={words.say('report.progress')} isIndeterminate />}
      <div role="status">
        {state.kind !== 'idle' && state.kind !== 'failed' && <Text>{stateSentence(state, words)}</Text>}
      </div>
      {state.kind === 'failed' && <FailureMessage failure={state.failure} onRetry={onStart} />}
    </>
  );
}

function stateSentence(state: Exclude<ExportState, { kind: 'idle' | 'failed' }>, words: Words): string {
  switch (state.kind) {
    case 'gathering':
      return words.say('report.gathering', { count: state.rows });
    case 'writing':
      return words.say('report.writing', { count: state.rows });
    case 'cancelled':
      return words.say('report.cancelled');
    case 'done':
      return words.say(state.isCut ? 'report.doneCut' : 'report.done', { count: state.rows });
  }
}
