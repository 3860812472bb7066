// One schedule being made or changed: what, how often, on which day, at which hour. The hour is one on the person's own
// clock for a new schedule, and on the clock that it was made for when it is changed.

import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { ScheduleWish } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { numbered, type Option, OptionField } from '../../shared/ui/option-field';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import styles from './analyses.module.css';
import { ClockFormFoot } from './clock-form-foot';
import { hourName, weekdayName } from './schedule-words';

export interface ScheduleDraft extends ScheduleWish {
  readonly id: string | null;
  readonly scopeId: string | null;
}

interface ScheduleFormProps {
  readonly projectId: number;
  /** Null: a new one. */
  readonly draft: ScheduleDraft | null;
  readonly onSave: (draft: ScheduleDraft) => Promise<void>;
  readonly onClose: () => void;
}

const everyKeys: Readonly<Record<ScheduleWish['every'], TextKey>> = {
  day: 'schedule.everyDay',
  week: 'schedule.everyWeek',
  month: 'schedule.everyMonth',
};
/** Analyses are quiet work: the start of a week or month and an hour of the night suit most. */
const nightHour = 3;
const firstDay = 1;
const daysOfWeek = 7;
/** Every month has so many. */
const daysOfMonth = 28;
const hoursOfDay = 24;

const newDraft = (): ScheduleDraft => ({
  id: null,
  scopeId: null,
  every: 'week',
  hour: nightHour,
  day: firstDay,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  isPaused: false,
});

export function ScheduleForm({ projectId, draft: given, onSave, onClose }: ScheduleFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState(() => given ?? newDraft());
  const { value: saved } = useAnswer('scopes.list', { projectId });
  const change = (some: Partial<ScheduleDraft>) => setDraft({ ...draft, ...some });
  const scopes: readonly Option<string | null>[] = [
    { value: null, label: words.say('schedule.wholeSpace') },
    ...(saved?.scopes ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const every = (Object.keys(everyKeys) as ScheduleWish['every'][]).map((value) => ({
    value,
    label: words.say(everyKeys[value]),
  }));
  const days = numbered(draft.every === 'week' ? daysOfWeek : daysOfMonth, 1, (day) =>
    draft.every === 'week' ? weekdayName(day, words) : words.number(day),
  );
  const hours = numbered(hoursOfDay, 0, (hour) => hourName(hour, words));
  return (
    <Stack space="space.100">
      <div className={styles.choices}>
        <OptionField
          id="schedule-scope"
          label="schedule.scope"
          options={scopes}
          value={draft.scopeId}
          onChange={(scopeId) => change({ scopeId })}
        />
        <OptionField
          id="schedule-every"
          label="schedule.every"
          options={every}
          value={draft.every}
          onChange={(value) => change({ every: value, day: firstDay })}
        />
        {draft.every !== 'day' && (
          <OptionField
            id="schedule-day"
            label="schedule.day"
            options={days}
            value={draft.day}
            onChange={(day) => change({ day })}
          />
        )}
        <OptionField
          id="schedule-hour"
          label="schedule.hour"
          options={hours}
          value={draft.hour}
          onChange={(hour) => change({ hour })}
        />
      </div>
      <ClockFormFoot
        timeZone={draft.timeZone}
        saveLabel="schedule.save"
        cancelLabel="schedule.cancel"
        onSave={() => onSave(draft)}
        onClose={onClose}
      />
    </Stack>
  );
}
