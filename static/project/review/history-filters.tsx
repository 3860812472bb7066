// Which part of the history to show. A person is chosen among those who stand in the lines that are here; a work item is
// found by its key, as far as Jira shows it to whoever looks.

import Button from '@atlaskit/button/default/button';
import { ErrorMessage, Label } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { HistoryFilter, HistoryRow, Verdict } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { failureSentence } from '../../shared/explain';
import { readIssueNamed } from '../../shared/as-viewer';
import { eventKeys } from './history-words';
import { verdictKeys } from './review-words';
import styles from './review.module.css';

export const everything: HistoryFilter = {
  byAccountId: null,
  verdict: null,
  event: null,
  from: null,
  to: null,
  issueId: null,
};

interface HistoryFilterBarProps {
  readonly filter: HistoryFilter;
  /** Names by account id. */
  readonly people: ReadonlyMap<string, string>;
  readonly onChange: (filter: HistoryFilter) => void;
}

export function HistoryFilterBar({ filter, people, onChange }: HistoryFilterBarProps) {
  const words = useWords();
  const set = (change: Partial<HistoryFilter>) => onChange({ ...filter, ...change });
  const isNarrowed = Object.values(filter).some((value) => value !== null);
  return (
    <div className={styles.filters} role="group" aria-label={words.say('history.filters')}>
      <KeyField
        key={filter.issueId ?? 'any'}
        isChosen={filter.issueId !== null}
        onFound={(issueId) => set({ issueId })}
      />
      <Choice
        id="history-person"
        label="history.person"
        options={[...people]}
        value={filter.byAccountId}
        onChange={(byAccountId) => set({ byAccountId })}
      />
      <Choice
        id="history-event"
        label="history.event"
        options={(Object.entries(eventKeys) as [HistoryRow['event'], TextKey][]).map(([event, key]) => [
          event,
          words.say(key),
        ])}
        value={filter.event}
        onChange={(event) => set({ event })}
      />
      <Choice
        id="history-verdict"
        label="history.verdict"
        options={(Object.entries(verdictKeys) as [Verdict, TextKey][]).map(([verdict, key]) => [
          verdict,
          words.say(key),
        ])}
        value={filter.verdict}
        onChange={(verdict) => set({ verdict })}
      />
      <DayField
        id="history-from"
        label="history.from"
        value={filter.from}
        ending="T00:00:00"
        onChange={(from) => set({ from })}
      />
      <DayField
        id="history-to"
        label="history.to"
        value={filter.to}
        ending="T23:59:59"
        onChange={(to) => set({ to })}
      />
      {isNarrowed && (
        <Button appearance="subtle" onClick={() => onChange(everything)}>
          {words.say('history.showAll')}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly label: TextKey;
  readonly options: readonly (readonly [T, string])[];
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
}

function Choice<T extends string>({ id, label, options, value, onChange }: ChoiceProps<T>) {
  const words = useWords();
  const all = [
    { value: null, label: words.say('history.any') },
    ...options.map(([name, text]) => ({ value: name, label: text })),
  ];
  return (
    <div className={styles.narrowFilter}>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Select<{ readonly value: T | null; readonly label: string }>
        inputId={id}
        options={all}
        value={all.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </div>
  );
}

interface DayFieldProps {
  readonly id: string;
  readonly label: TextKey;
  readonly value: string | null;
  /** The moment of the day, in the zone of whoever looks. */
  readonly ending: string;
  readonly onChange: (value: string | null) => void;
}

/** The browser's own field for a day: it writes the day as the person's language does. */
function DayField({ id, label, value, ending, onChange }: DayFieldProps) {
  const words = useWords();
  const day = value === null ? '' : localDay(new Date(value));
  return (
    <div className={styles.narrowFilter}>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Textfield
        id={id}
        type="date"
        value={day}
        onChange={({ currentTarget }) => {
          const moment = new Date(currentTarget.value + ending);
          onChange(Number.isNaN(moment.getTime()) ? null : moment.toISOString());
        }}
      />
    </div>
  );
}

function localDay(moment: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

interface KeyFieldProps {
  readonly isChosen: boolean;
  readonly onFound: (issueId: number | null) => void;
}

/** Asks Jira for the key on Enter, or when the field is left. */
function KeyField({ isChosen, onFound }: KeyFieldProps) {
  const words = useWords();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const find = async () => {
    const key = text.trim().toUpperCase();
    if (key === '') return;
    const result = await readIssueNamed(key);
    if (!result.ok) return setProblem(failureSentence(result.failure, words));
    setProblem(result.value === null ? words.say('history.keyUnknown') : null);
    if (result.value !== null) onFound(result.value.id);
  };
  return (
    <div className={styles.narrowFilter}>
      <Label htmlFor="history-key">{words.say(isChosen ? 'history.otherKey' : 'history.key')}</Label>
      <Textfield
        id="history-key"
        value={text}
        isInvalid={problem !== null}
        placeholder="ABC-123"
        aria-describedby="history-key-problem"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void find();
        }}
        onBlur={() => void find()}
      />
      <div id="history-key-problem" role="status">
        {problem !== null && <ErrorMessage>{problem}</ErrorMessage>}
      </div>
    </div>
  );
}
