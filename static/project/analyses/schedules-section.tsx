// When analyses of this space repeat by themselves: what and when, the next moment, how the last one ended; pausing,
// changing and removing, which asks first. Times are those of the place that the schedule names.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge from '@atlaskit/lozenge';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, Result, SchedulesView, ScheduleView } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import styles from './analyses.module.css';
import { ScheduleForm, type ScheduleDraft } from './schedule-form';
import { lastRunWords, timesWords } from './schedule-words';

export function SchedulesSection({ projectId }: { readonly projectId: number }) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('schedules.list', { projectId });
  /** Of a schedule, or `new`; null: none is being changed. */
  const [editing, setEditing] = useState<string | null>(null);
  const [notSaved, setNotSaved] = useState<AppFailure | null>(null);
  if (failure) return <FailureMessage failure={failure} onRetry={reload} />;
  if (value === null || !value.canChange) return null;
  const take = (result: Result<SchedulesView>) => {
    setNotSaved(result.ok ? null : result.failure);
    if (result.ok) {
      show(result.value);
      setEditing(null);
    }
  };
  const save = async (schedule: ScheduleDraft) => take(await call('schedules.save', { projectId, schedule }));
  const remove = async (scheduleId: string) => take(await call('schedules.remove', { projectId, scheduleId }));

  return (
    <section aria-label={words.say('schedule.title')}>
      <Stack space="space.150">
        <Heading as="h2" size="medium">
          {words.say('schedule.title')}
        </Heading>
        {notSaved && <FailureMessage failure={notSaved} title={words.say('schedule.notSaved')} />}
        {value.schedules.length === 0 && <Text color="color.text.subtle">{words.say('schedule.none')}</Text>}
        <ul className={styles.changes}>
          {value.schedules.map((schedule) => (
            <li key={schedule.id} className={styles.schedule}>
              {editing === schedule.id ? (
                <ScheduleForm
                  projectId={projectId}
                  draft={draftOf(schedule)}
                  onSave={save}
                  onClose={() => setEditing(null)}
                />
              ) : (
                <ScheduleRow
                  schedule={schedule}
                  onSave={save}
                  onEdit={() => setEditing(schedule.id)}
                  onRemove={() => void remove(schedule.id)}
                />
              )}
            </li>
          ))}
        </ul>
        {editing === 'new' ? (
          <ScheduleForm projectId={projectId} draft={null} onSave={save} onClose={() => setEditing(null)} />
        ) : (
          <Inline>
            <Button onClick={() => setEditing('new')}>{words.say('schedule.add')}</Button>
          </Inline>
        )}
      </Stack>
    </section>
  );
}

interface ScheduleRowProps {
  readonly schedule: ScheduleView;
  readonly onSave: (schedule: ScheduleDraft) => Promise<void>;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function ScheduleRow({ schedule, onSave, onEdit, onRemove }: ScheduleRowProps) {
  const words = useWords();
  const [isRemoving, setIsRemoving] = useState(false);
  const { isPaused, nextRun, scopeName } = schedule;
  return (
    <Stack space="space.100">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text weight="medium">{scopeName ?? words.say('schedule.wholeSpace')}</Text>
        <Text>{timesWords(schedule, words)}</Text>
        {isPaused && <Lozenge appearance="moved">{words.say('schedule.paused')}</Lozenge>}
      </Inline>
      <Text color="color.text.subtle">
        {[
          isPaused ? null : words.say('schedule.next', { when: words.clockTime(nextRun) }),
          lastRunWords(schedule, words),
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </Text>
      {isRemoving ? (
        <Inline space="space.100" alignBlock="center" shouldWrap>
          <Text>{words.say('schedule.removeConfirm')}</Text>
          <Button appearance="danger" onClick={onRemove}>
            {words.say('schedule.removeGo')}
          </Button>
          <Button appearance="subtle" onClick={() => setIsRemoving(false)}>
            {words.say('schedule.keep')}
          </Button>
        </Inline>
      ) : (
        <Inline space="space.100" shouldWrap>
          <Button spacing="compact" onClick={() => void onSave({ ...draftOf(schedule), isPaused: !isPaused })}>
            {words.say(isPaused ? 'schedule.goOn' : 'schedule.pause')}
          </Button>
          <Button spacing="compact" onClick={onEdit}>
            {words.say('schedule.edit')}
          </Button>
          <Button spacing="compact" appearance="subtle" onClick={() => setIsRemoving(true)}>
            {words.say('schedule.remove')}
          </Button>
        </Inline>
      )}
    </Stack>
  );
}

function draftOf({ id, scopeId, every, hour, day, timeZone, isPaused }: ScheduleView): ScheduleDraft {
  return { id, scopeId, every, hour, day, timeZone, isPaused };
}
