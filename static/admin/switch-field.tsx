// Something that is on or off, with what that means.

import { HelperMessage, Label } from '@atlaskit/form';
import Toggle from '@atlaskit/toggle';
import type { TextKey } from '../shared/text';
import { useWords } from '../shared/ui/words-context';

interface SwitchFieldProps {
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchField({ id, label, help, isOn, onChange }: SwitchFieldProps) {
  const words = useWords();
  return (
    <div>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <div>
        <Toggle id={id} isChecked={isOn} onChange={() => onChange(!isOn)} />
      </div>
      <HelperMessage>{words.say(help)}</HelperMessage>
    </div>
  );
}
