// The settings of the site as one form: what each affects stands beside it, "What would change" tells before saving, and
// the last change can be taken back.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { showFlag } from '@forge/bridge';
import { useState, type FormEvent } from 'react';
import type { AnswerOf, AppFailure, Result, SettingsView } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { ExplanationFields } from './explanation-fields';
import { ItemFields } from './item-fields';
import { LineFields } from './line-fields';
import { NumberField } from './number-field';
import { PairPreview } from './pair-preview';
import { type Draft, draftOf, rightOf, settingsOf } from './settings-draft';
import { SwitchField } from './switch-field';
import { WordFields } from './word-fields';

interface SettingsFormProps {
  readonly saved: SettingsView;
  readonly onChanged: () => void;
}

export function SettingsForm({ saved, onChanged }: SettingsFormProps) {
  const words = useWords();
  const [draft, setDraft] = useState(() => draftOf(saved.settings));
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [forecast, setForecast] = useState<AnswerOf<'settings.forecast'> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const right = rightOf(draft);
  const change = (part: Partial<Draft>) => {
    setForecast(null);
    setDraft((before) => ({ ...before, ...part }));
  };

  const settle = (result: Result<SettingsView>, said: string) => {
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (!result.ok) return;
    void showFlag({ id: 'saved', type: 'success', title: said, isAutoDismiss: true });
    onChanged();
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!right.all) return;
    setIsBusy(true);
    const request = { version: saved.version, settings: settingsOf(draft) };
    settle(await call('settings.save', request), words.say('admin.saved'));
  };
  const undo = async () => {
    setIsBusy(true);
    settle(await call('settings.undo', { version: saved.version }), words.say('settings.undone'));
  };
  const foresee = async () => {
    setIsBusy(true);
    const result = await call('settings.forecast', { settings: settingsOf(draft) });
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    setForecast(result.ok ? result.value : null);
  };

  const weight = (id: 'title' | 'description' | 'code') => (
    <NumberField
      id={id}
      label={`settings.${id}`}
      help={`settings.${id}Help`}
      rule="settings.weightRule"
      value={draft[id]}
      isRight={right[id]}
      onChange={(value) => change({ [id]: value })}
    />
  );
  return (
    <form onSubmit={(event) => void save(event)} noValidate className={styles.form}>
      <Stack space="space.300" alignInline="stretch">
        {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
        <Heading as="h3" size="small">
          {words.say('settings.atOnce')}
        </Heading>
        <NumberField
          id="threshold"
          label="admin.threshold"
          help="admin.thresholdHelp"
          rule="admin.thresholdRule"
          unit="%"
          value={draft.thresholdPercent}
          isRight={right.thresholdPercent}
          onChange={(thresholdPercent) => change({ thresholdPercent })}
        />
        <NumberField
          id="budget"
          label="admin.budget"
          help="admin.budgetHelp"
          rule="admin.budgetRule"
          value={draft.budget}
          isRight={right.budget}
          onChange={(budget) => change({ budget })}
        />
        <SwitchField
          id="follows"
          label="settings.follows"
          help="settings.followsHelp"
          isOn={draft.followsChanges}
          onChange={(followsChanges) => change({ followsChanges })}
        />
        <ExplanationFields draft={draft} isCapRight={right.explainedPerDay} onChange={change} />
        <Heading as="h3" size="small">
          {words.say('settings.nextAnalysis')}
        </Heading>
        <ItemFields draft={draft} isAgeRight={right.maxAgeDays} onChange={change} />
        <Heading as="h3" size="small">
          {words.say('settings.weights')}
        </Heading>
        {weight('title')}
        {weight('description')}
        {weight('code')}
        <Heading as="h3" size="small">
          {words.say('settings.words')}
        </Heading>
        <WordFields draft={draft} areSynonymsRight={right.synonyms} onChange={change} />
        <LineFields
          saved={saved.settings.words.ignoredLines}
          chosen={draft.ignoredLines}
          onChange={(ignoredLines) => change({ ignoredLines })}
        />
        <PairPreview settings={right.all ? settingsOf(draft) : null} />
        <div role="status">
          {!right.all && <Text color="color.text.danger">{words.say('settings.wrong')}</Text>}
          {forecast && (
            <SectionMessage>
              <p>{words.say('settings.forecastPairs', { now: forecast.pairsNow, then: forecast.pairsThen })}</p>
              <p>{words.say('settings.forecastItems', { now: forecast.itemsNow, then: forecast.itemsThen })}</p>
            </SectionMessage>
          )}
        </div>
        <Inline space="space.100" shouldWrap>
          <Button type="submit" appearance="primary" isDisabled={isBusy}>
            {words.say('admin.save')}
          </Button>
          <Button isDisabled={isBusy || !right.all} onClick={() => void foresee()}>
            {words.say('settings.forecast')}
          </Button>
          {saved.canUndo && (
            <Button appearance="subtle" isDisabled={isBusy} onClick={() => void undo()}>
              {words.say('settings.undo')}
            </Button>
          )}
        </Inline>
      </Stack>
    </form>
  );
}
