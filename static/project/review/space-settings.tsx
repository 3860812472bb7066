// The space's own minimum match beside what the site and the person say, so that everybody sees which of the three holds;
// and what this person may do here, and why. Whoever manages the space changes it, sees first what that would show, and
// takes it back with one button.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, SpaceSettingsView } from '../../../src/contract';
import { call } from '../../shared/api';
import type { Words } from '../../shared/text';
import { CapabilityList } from '../../shared/ui/capability-list';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Field } from '../../shared/ui/field';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import styles from './mapping.module.css';

export function SpaceSettings({ projectId }: { readonly projectId: number }) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('space.settings', { projectId });
  const mine = useAnswer('roles.mine', { projectId });
  return (
    <Stack space="space.200">
      <Heading as="h2" size="medium">
        {words.say('space.title')}
      </Heading>
      {failure && <FailureMessage failure={failure} onRetry={reload} />}
      {value && (
        <>
          <Text>{words.say('space.opens', layersOf(value, words))}</Text>
          {value.canSave && <ThresholdForm projectId={projectId} view={value} onSaved={show} />}
        </>
      )}
      {mine.value && (
        <details>
          <summary>{words.say('why.mine')}</summary>
          <CapabilityList held={mine.value} />
        </details>
      )}
    </Stack>
  );
}

function layersOf({ opensWith, siteThreshold, threshold, ownThreshold }: SpaceSettingsView, words: Words) {
  const said = (value: number | null) => (value === null ? words.say('space.says.nothing') : words.percent(value));
  return {
    percent: words.percent(opensWith),
    site: words.percent(siteThreshold),
    space: said(threshold),
    own: said(ownThreshold),
  };
}

interface ThresholdFormProps {
  readonly projectId: number;
  readonly view: SpaceSettingsView;
  readonly onSaved: (view: SpaceSettingsView) => void;
}

const percents = Array.from({ length: 16 }, (_, at) => 20 + at * 5);

function ThresholdForm({ projectId, view, onSaved }: ThresholdFormProps) {
  const words = useWords();
  const [chosen, setChosen] = useState(view.threshold);
  const [before, setBefore] = useState<{ readonly threshold: number | null } | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const foreseen = useAnswer(
    'insights.simulate',
    chosen === view.threshold ? null : { projectId, threshold: chosen ?? view.siteThreshold },
  );
  const save = async (threshold: number | null, isUndo: boolean) => {
    const saved = await call('space.saveSettings', { projectId, threshold });
    setFailure(saved.ok ? null : saved.failure);
    if (!saved.ok) return;
    setBefore(isUndo ? null : { threshold: view.threshold });
    setChosen(threshold);
    onSaved(saved.value);
  };
  const options = [
    { value: null, label: words.say('space.asSite', { percent: words.percent(view.siteThreshold) }) },
    ...percents.map((percent) => ({ value: percent / 100, label: words.percent(percent / 100) })),
  ];
  const { value: simulated } = foreseen;
  return (
    <Stack space="space.100">
      {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
      <div className={styles.narrow}>
        <Field id="space-threshold" label={words.say('space.threshold')} help={words.say('space.thresholdHelp')}>
          <Select<{ readonly value: number | null; readonly label: string }>
            inputId="space-threshold"
            options={options}
            value={options.find(({ value }) => value === chosen) ?? null}
            onChange={(option) => option && setChosen(option.value)}
          />
        </Field>
      </div>
      <div role="status">
        {chosen !== view.threshold && simulated?.state === 'ready' && (
          <Text>
            {words.say('precision.wouldShow', {
              percent: words.percent(chosen ?? view.siteThreshold),
              count: simulated.shown,
              more: simulated.isMore ? '+' : '',
            })}
          </Text>
        )}
      </div>
      <Inline space="space.100">
        <Button isDisabled={chosen === view.threshold} onClick={() => void save(chosen, false)}>
          {words.say('space.save')}
        </Button>
        {before !== null && (
          <Button appearance="subtle" onClick={() => void save(before.threshold, true)}>
            {words.say('settings.undo')}
          </Button>
        )}
      </Inline>
    </Stack>
  );
}
