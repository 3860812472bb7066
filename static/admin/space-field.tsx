// One space, found by Jira as the person types.

import Select from '@atlaskit/select';
import { type SpaceOption, useSpaces } from '../search/use-spaces';
import { Field } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';

interface SpaceFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: SpaceOption | null;
  readonly isDisabled?: boolean;
  readonly onChange: (chosen: SpaceOption | null) => void;
}

export function SpaceField({ id, label, help, value, isDisabled = false, onChange }: SpaceFieldProps) {
  const words = useWords();
  const choices = useSpaces();
  return (
    <Field id={id} label={label} help={help}>
      <Select<SpaceOption>
        inputId={id}
        isLoading={choices.isLoading}
        isDisabled={isDisabled}
        options={choices.options}
        value={value}
        onChange={onChange}
        onInputChange={(query, { action }) => {
          if (action === 'input-change') choices.search(query);
        }}
        placeholder={words.say('start.placeholder')}
        noOptionsMessage={() => words.say('start.spacesNone')}
        menuPosition="fixed"
      />
    </Field>
  );
}
