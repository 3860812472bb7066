// What people set for themselves, on Jira's page of personal settings. Drawn by Jira (UI Kit). Nothing here changes what
// others see, and everything goes back with one button.

import ForgeReconciler, {
  Button,
  Heading,
  HelperMessage,
  Inline,
  Label,
  SectionMessage,
  Select,
  Spinner,
  Stack,
  Text,
  Toggle,
  useProductContext,
} from '@forge/react';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import { type TextKey, type Words, wordsFor } from '../../static/shared/text';
import type { AppFailure, Preferences, PreferencesView, Result } from '../contract';
import { spokenLanguage } from './person-words';

function Personal() {
  const context = useProductContext();
  const [answer, setAnswer] = useState<Result<PreferencesView> | null>(null);
  const ask = useCallback(() => void call('person.read', {}).then(setAnswer), []);
  useEffect(ask, [ask]);
  const language = answer?.ok === true ? answer.value.preferences.language : null;
  const words = wordsFor(language ?? context?.locale ?? 'en-US');
  if (context === undefined || answer === null) return <Spinner label={words.say('page.loading')} />;
  if (!answer.ok) {
    return (
      <Stack space="space.100" alignInline="start">
        <Failure failure={answer.failure} words={words} />
        <Button onClick={ask}>{words.say('panel.retry')}</Button>
      </Stack>
    );
  }
  const { value } = answer;
  return (
    <Form
      key={JSON.stringify(value.preferences)}
      view={value}
      words={words}
      onSaved={(saved) => setAnswer({ ok: true, value: saved })}
    />
  );
}

interface FormProps {
  readonly view: PreferencesView;
  readonly words: Words;
  readonly onSaved: (view: PreferencesView) => void;
}

const nothingSet: Preferences = {
  threshold: null,
  isNotified: true,
  density: 'comfortable',
  language: null,
  showsKeys: true,
  mail: 'off',
  mailLanguage: 'en-US',
};
const percents = Array.from({ length: 16 }, (_, at) => 20 + at * 5);
const languages = { 'en-US': 'English', 'de-DE': 'Deutsch', 'ja-JP': '日本語' } as const;
const mailRhythms = { off: 'person.mailOff', daily: 'person.mailDaily', weekly: 'person.mailWeekly' } as const;
const densities = { comfortable: 'person.comfortable', compact: 'person.compact' } as const;

function Form({ view, words, onSaved }: FormProps) {
  const { preferences: saved, siteThreshold } = view;
  const [draft, setDraft] = useState(saved);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const save = async (wanted: Preferences) => {
    setIsSaving(true);
    const result = await call('person.save', { ...wanted, mailLanguage: spokenLanguage(words) });
    setIsSaving(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) onSaved(result.value);
  };
  const change = (part: Partial<Preferences>) => setDraft((before) => ({ ...before, ...part }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  const isDefault = JSON.stringify(saved) === JSON.stringify({ ...nothingSet, mailLanguage: saved.mailLanguage });
  return (
    <Stack space="space.300" alignInline="start">
      <Heading as="h1" size="large">
        {words.say('person.title')}
      </Heading>
      <Text>{words.say('person.intro')}</Text>
      {failure === null ? null : <Failure failure={failure} words={words} />}
      <Choice<number | null>
        id="threshold"
        label={words.say('admin.threshold')}
        help={words.say('person.thresholdHelp')}
        options={[
          { value: null, label: words.say('person.asSite', { percent: words.percent(siteThreshold) }) },
          ...percents.map((percent) => ({ value: percent / 100, label: words.percent(percent / 100) })),
        ]}
        chosen={saved.threshold}
        onChange={(threshold) => change({ threshold })}
      />
      <Choice<Preferences['language']>
        id="language"
        label={words.say('person.language')}
        help={words.say('person.languageHelp')}
        options={[
          { value: null, label: words.say('person.asJira') },
          ...(Object.keys(languages) as (keyof typeof languages)[]).map((value) => ({
            value,
            label: languages[value],
          })),
        ]}
        chosen={saved.language}
        onChange={(language) => change({ language })}
      />
      <Choice<Preferences['density']>
        id="density"
        label={words.say('person.density')}
        help={words.say('person.densityHelp')}
        options={(Object.keys(densities) as (keyof typeof densities)[]).map((value) => ({
          value,
          label: words.say(densities[value]),
        }))}
        chosen={saved.density}
        onChange={(density) => change({ density })}
      />
      <Switch
        {...{ words, id: 'notified', label: 'person.notified', help: 'person.notifiedHelp' }}
        isOn={saved.isNotified}
        onChange={(isNotified) => change({ isNotified })}
      />
      <Switch
        {...{ words, id: 'keys', label: 'person.keys', help: 'person.keysHelp' }}
        isOn={saved.showsKeys}
        onChange={(showsKeys) => change({ showsKeys })}
      />
      <Choice<Preferences['mail']>
        id="mail"
        label={words.say('person.mail')}
        help={words.say('person.mailHelp')}
        options={(Object.keys(mailRhythms) as (keyof typeof mailRhythms)[]).map((value) => ({
          value,
          label: words.say(mailRhythms[value]),
        }))}
        chosen={saved.mail}
        onChange={(mail) => change({ mail })}
      />
      <Inline space="space.100">
        <Button appearance="primary" isDisabled={!isChanged || isSaving} onClick={() => void save(draft)}>
          {words.say('admin.save')}
        </Button>
        <Button appearance="subtle" isDisabled={isDefault || isSaving} onClick={() => void save(nothingSet)}>
          {words.say('person.reset')}
        </Button>
      </Inline>
      {isChanged ? <Text color="color.text.subtle">{words.say('person.unsaved')}</Text> : null}
    </Stack>
  );
}

interface ChoiceProps<T> {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: T;
  readonly onChange: (value: T) => void;
}

/** UI Kit hands values of options on as texts: the place in the list says which one it is. */
function Choice<T>({ id, label, help, options, chosen, onChange }: ChoiceProps<T>) {
  const shown = options.map((option, at) => ({ label: option.label, value: String(at) }));
  const at = options.findIndex(({ value }) => value === chosen);
  return (
    <Stack>
      <Label labelFor={id}>{label}</Label>
      <Select
        id={id}
        inputId={id}
        options={shown}
        defaultValue={shown[at]}
        onChange={(picked: { readonly value: string } | null) => {
          const option = options[Number(picked?.value)];
          if (option !== undefined) onChange(option.value);
        }}
      />
      <HelperMessage>{help}</HelperMessage>
    </Stack>
  );
}

interface SwitchProps {
  readonly words: Words;
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

function Switch({ words, id, label, help, isOn, onChange }: SwitchProps) {
  const [isNowOn, setIsNowOn] = useState(isOn);
  return (
    <Stack>
      <Label labelFor={id}>{words.say(label)}</Label>
      <Toggle
        id={id}
        isChecked={isNowOn}
        onChange={() => {
          setIsNowOn(!isNowOn);
          onChange(!isNowOn);
        }}
      />
      <HelperMessage>{words.say(help)}</HelperMessage>
    </Stack>
  );
}

function Failure({ failure, words }: { readonly failure: AppFailure; readonly words: Words }) {
  return (
    <SectionMessage appearance="error" title={words.say('failure.title')}>
      <Text>{failureSentence(failure, words)}</Text>
    </SectionMessage>
  );
}

ForgeReconciler.render(<Personal />);
