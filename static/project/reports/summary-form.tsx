// When a space sends its summary and about which work item. The hour is one of the person's own clock for a new one, and
// of the clock that it was made for when it is changed.

import { HelperMessage, Label } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { SummaryView, SummaryWish } from '../../../src/contract';
import { numbered, OptionField } from '../../shared/ui/option-field';
import { useWords } from '../../shared/ui/words-context';
import { ClockFormFoot } from '../analyses/clock-form-foot';
import { hourName, weekdayName } from '../analyses/schedule-words';
import styles from './reports.module.css';

interface SummaryFormProps {
  readonly digest: SummaryView['digest'];
  readonly onSave: (wish: SummaryWish) => Promise<void>;
  readonly onClose: () => void;
}

/** Before the day's work, at the start of the week. */
const morningHour = 7;
const monday = 1;
const hoursOfDay = 24;
const daysOfWeek = 7;

export function SummaryForm({ digest, onSave, onClose }: SummaryFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState<SummaryWish>(() => ({
    issueKey: digest?.issueKey ?? '',
    hour: digest?.hour ?? morningHour,
    weekday: digest?.weekday ?? monday,
    timeZone: digest?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    isPaused: digest?.isPaused ?? false,
  }));
  const change = (some: Partial<SummaryWish>) => setDraft({ ...draft, ...some });
  return (
    <Stack space="space.100">
      <div className={styles.fields}>
        <div>
          <Label htmlFor="summary-item">{words.say('summary.issueKey')}</Label>
          <Textfield
            id="summary-item"
            value={draft.issueKey}
            maxLength={60}
            onChange={({ currentTarget }) => change({ issueKey: currentTarget.value })}
          />
          <HelperMessage>{words.say('summary.issueKeyHelp')}</HelperMessage>
        </div>
        <OptionField
          id="summary-hour"
          label="summary.hour"
          options={numbered(hoursOfDay, 0, (hour) => hourName(hour, words))}
          value={draft.hour}
          onChange={(hour) => change({ hour })}
        />
        <OptionField
          id="summary-day"
          label="summary.weekday"
          options={numbered(daysOfWeek, 1, (day) => weekdayName(day, words))}
          value={draft.weekday}
          onChange={(weekday) => change({ weekday })}
        />
      </div>
      <ClockFormFoot
        timeZone={draft.timeZone}
        saveLabel="summary.save"
        cancelLabel="summary.cancel"
        isIncomplete={draft.issueKey.trim() === ''}
        onSave={() => onSave(draft)}
        onClose={onClose}
      />
    </Stack>
  );
}
