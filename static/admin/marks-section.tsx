// Marks for JQL: one button writes them for a space as whoever presses it, another takes them away. The work is done in
// pages, so that it can be watched, and goes on where it stopped when Jira could not answer.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure } from '../../src/contract';
import type { SpaceOption } from '../shared/find';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { SpaceField } from './space-field';

interface Progress {
  readonly isRemoving: boolean;
  readonly marked: number;
  readonly cleared: number;
  /** Null: not begun, or done. */
  readonly nextAfterId: number | null;
  readonly state: 'running' | 'done' | 'stopped';
}

/** Between two pages, which each write about as much as Jira takes in a second. */
const pauseMs = 1_000;
const nothingDone: Omit<Progress, 'isRemoving'> = { marked: 0, cleared: 0, nextAfterId: null, state: 'running' };

export function MarksSection() {
  const words = useWords();
  const [chosen, setChosen] = useState<SpaceOption | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const isRunning = progress?.state === 'running';

  const run = async (projectId: number, isRemoving: boolean) => {
    setFailure(null);
    const isGoingOn = progress?.state === 'stopped' && progress.isRemoving === isRemoving;
    let now: Progress = isGoingOn ? progress : { ...nothingDone, isRemoving };
    do {
      setProgress({ ...now, state: 'running' });
      const page = await call('marks.refresh', { projectId, afterId: now.nextAfterId, isRemoving });
      if (!page.ok) {
        setFailure(page.failure);
        return setProgress({ ...now, state: 'stopped' });
      }
      const { marked, cleared, nextAfterId } = page.value;
      now = { isRemoving, marked: now.marked + marked, cleared: now.cleared + cleared, nextAfterId, state: 'done' };
      if (nextAfterId !== null) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } while (now.nextAfterId !== null);
    setProgress(now);
  };
  const press = (isRemoving: boolean) => {
    if (chosen !== null) void run(chosen.value, isRemoving);
  };

  return (
    <Stack space="space.300">
      <Stack space="space.100">
        <Heading as="h2" size="medium">
          {words.say('marks.title')}
        </Heading>
        <Text>{words.say('marks.intro')}</Text>
        <Text color="color.text.subtle">{words.say('marks.asYou')}</Text>
      </Stack>
      <div className={styles.form}>
        <SpaceField
          id="marks-space"
          label={words.say('marks.space')}
          isDisabled={isRunning}
          value={chosen}
          onChange={(option) => {
            setChosen(option);
            setProgress(null);
            setFailure(null);
          }}
        />
      </div>
      <Inline space="space.100" shouldWrap rowSpace="space.100">
        <Button appearance="primary" isDisabled={chosen === null} isLoading={isRunning} onClick={() => press(false)}>
          {words.say('marks.refresh')}
        </Button>
        <Button isDisabled={chosen === null || isRunning} onClick={() => press(true)}>
          {words.say('marks.remove')}
        </Button>
      </Inline>
      {failure && <FailureMessage failure={failure} title={words.say('marks.stopped')} />}
      {progress !== null && (
        <div role="status">
          <Text>{words.say('marks.progress', { marked: progress.marked, cleared: progress.cleared })}</Text>
          {progress.state === 'done' && <Text>{words.say('marks.done')}</Text>}
        </div>
      )}
    </Stack>
  );
}
