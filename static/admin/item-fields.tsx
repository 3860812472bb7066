// Which work items count: the part of the settings whose choices come from Jira itself, asked as the person who looks.

import Textfield from '@atlaskit/textfield';
import { useEffect, useState } from 'react';
import * as v from 'valibot';
import type { Result } from '../../src/contract';
import { askJira } from '../shared/as-viewer';
import { failureSentence } from '../shared/explain';
import type { TextKey } from '../shared/text';
import { Field, helpIdOf } from '../shared/ui/field';
import { Select } from '../shared/ui/select';
import { useWords } from '../shared/ui/words-context';
import { NumberField } from './number-field';
import type { Draft } from './settings-draft';
import { SwitchField } from './switch-field';

const namedSchema = v.array(v.object({ id: v.string(), name: v.string() }));
type Named = v.InferOutput<typeof namedSchema>[number];

interface ItemFieldsProps {
  readonly draft: Draft;
  readonly isAgeRight: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function ItemFields({ draft, isAgeRight, onChange }: ItemFieldsProps) {
  const words = useWords();
  return (
    <>
      <SwitchField
        id="closed"
        label="settings.closed"
        help="settings.closedHelp"
        isOn={draft.includesClosed}
        onChange={(includesClosed) => onChange({ includesClosed })}
      />
      <NumberField
        id="age"
        label="settings.age"
        help="settings.ageHelp"
        rule="settings.ageRule"
        value={draft.maxAgeDays}
        isRight={isAgeRight}
        onChange={(maxAgeDays) => onChange({ maxAgeDays })}
      />
      <NamesField
        id="types"
        label="settings.types"
        help="settings.typesHelp"
        path="/rest/api/3/issuetype"
        chosen={draft.excludedTypeIds}
        onChange={(excludedTypeIds) => onChange({ excludedTypeIds })}
      />
      <NamesField
        id="statuses"
        label="settings.statuses"
        help="settings.statusesHelp"
        path="/rest/api/3/status"
        chosen={draft.excludedStatusIds}
        onChange={(excludedStatusIds) => onChange({ excludedStatusIds })}
      />
      <Field id="labels" label={words.say('settings.labels')} help={words.say('settings.labelsHelp')}>
        <Textfield
          id="labels"
          value={draft.labels}
          onChange={(event) => onChange({ labels: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

interface NamesFieldProps {
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  /** Where Jira lists what can be chosen. */
  readonly path: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

function NamesField({ id, label, help, path, chosen, onChange }: NamesFieldProps) {
  const words = useWords();
  const [answer, setAnswer] = useState<Result<readonly Named[]> | null>(null);
  useEffect(() => {
    void askJira(path, namedSchema, { headers: { accept: 'application/json' } }).then(setAnswer);
  }, [path]);
  const options = answer?.ok ? answer.value.map((one) => ({ value: one.id, label: one.name })) : [];
  // What Jira does not list any more stays chosen until somebody takes it out.
  const value = chosen.map((one) => options.find((option) => option.value === one) ?? { value: one, label: one });
  return (
    <Field
      id={id}
      label={words.say(label)}
      help={words.say(help)}
      error={answer?.ok === false ? failureSentence(answer.failure, words) : undefined}
    >
      <Select<{ value: string; label: string }, true>
        inputId={id}
        isMulti
        isLoading={answer === null}
        options={options}
        value={value}
        aria-describedby={helpIdOf(id)}
        placeholder={words.say('settings.none')}
        onChange={(next) => onChange(next.map((one) => one.value))}
      />
    </Field>
  );
}
