// Something that is on or off, with what that means.

import Toggle from '@atlaskit/toggle';
import type { TextKey } from '../shared/text';
import { Field } from '../shared/ui/field';
import { useWords } from '../shared/ui/words-context';

interface SwitchFieldProps {
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchField({ id, label, help, isOn, isDisabled = false, onChange }: SwitchFieldProps) {
  const words = useWords();
  return (
    <Field id={id} label={words.say(label)} help={words.say(help)}>
      <Toggle id={id} isChecked={isOn} isDisabled={isDisabled} onChange={() => onChange(!isOn)} />
    </Field>
  );
}
