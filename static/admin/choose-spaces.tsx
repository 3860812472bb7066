// The first step: which spaces, how many work items each of them has, and what an analysis of them costs and takes. The
// estimate follows the choice; only the button starts anything.

import Button from '@atlaskit/button/default/button';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, ScanProgress, StartEstimate } from '../../src/contract';
import { call } from '../shared/api';
import { findSpaces, type SpaceOption } from '../shared/find';
import type { Words } from '../shared/text';
import { FailureMessage } from '../shared/ui/failure-message';
import { useFound } from '../shared/use-found';
import { Field, helpIdOf } from '../shared/ui/field';
import { FoundSelect } from '../shared/ui/found-select';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { useAnswer } from './use-answer';

/** As many as one estimate takes. */
const mostSpaces = 20;

export function ChooseSpaces({ onStarted }: { readonly onStarted: (progress: ScanProgress) => void }) {
  const words = useWords();
  const spaces = useFound(findSpaces);
  const [chosen, setChosen] = useState<readonly SpaceOption[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  const start = async () => {
    setIsStarting(true);
    const result = await call('project.startScan', { projectIds: chosen.map(({ value }) => value), jql: null });
    setIsStarting(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) onStarted(result.value);
  };
  return (
    <Stack space="space.200" alignInline="stretch">
      {failure && <FailureMessage failure={failure} title={words.say('start.failed')} />}
      <div className={styles.form}>
        <Field id="first-spaces" label={words.say('start.spaces')} help={words.say('firstRun.chooseHelp')}>
          <FoundSelect<SpaceOption, true>
            inputId="first-spaces"
            isMulti
            closeMenuOnSelect={false}
            found={spaces}
            value={chosen}
            isOptionDisabled={() => chosen.length >= mostSpaces}
            onChange={setChosen}
            aria-describedby={helpIdOf('first-spaces')}
            placeholder="start.placeholder"
            nothing="start.spacesNone"
          />
        </Field>
      </div>
      {chosen.length > 0 && <Estimate chosen={chosen} />}
      <div>
        <Button
          appearance="primary"
          isDisabled={chosen.length === 0}
          isLoading={isStarting}
          onClick={() => void start()}
        >
          {words.say('firstRun.start')}
        </Button>
      </div>
    </Stack>
  );
}

function Estimate({ chosen }: { readonly chosen: readonly SpaceOption[] }) {
  const words = useWords();
  const { answer, ask } = useAnswer('start.estimate', { projectIds: chosen.map(({ value }) => value) });
  const nameOf = (id: number) => chosen.find(({ value }) => value === id)?.label;
  return (
    <div role="status">
      <Answered answer={answer} onRetry={ask}>
        {(estimate) => (
          <Stack space="space.100">
            <ul className={styles.counts}>
              {estimate.spaces
                .filter(({ projectId }) => nameOf(projectId) !== undefined)
                .map(({ projectId, items }) => (
                  <li key={projectId}>
                    {nameOf(projectId)}: {words.say('count.workItems', { count: items })}
                  </li>
                ))}
            </ul>
            <Text>{words.say('firstRun.cost', costOf(estimate, words))}</Text>
          </Stack>
        )}
      </Answered>
    </div>
  );
}

function costOf({ points, pointsPerHour, minutes }: StartEstimate, words: Words) {
  const time =
    minutes < 120
      ? words.say('firstRun.minutes', { count: minutes })
      : words.say('firstRun.hours', { count: Math.round(minutes / 60) });
  return { points, hourly: pointsPerHour, time };
}
