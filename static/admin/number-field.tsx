// A number with a range. It is checked here only to help; the backend has the last word and its refusal shows.

import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import type { TextKey } from '../shared/text';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';

interface NumberFieldProps {
  readonly id: string;
  readonly label: TextKey;
  readonly help: TextKey;
  readonly rule: TextKey;
  readonly unit?: string;
  readonly value: string;
  readonly isRight: boolean;
  readonly onChange: (value: string) => void;
}

export function NumberField({ id, label, help, rule, unit, value, isRight, onChange }: NumberFieldProps) {
  const words = useWords();
  return (
    <div>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Textfield
        id={id}
        inputMode="decimal"
        value={value}
        isInvalid={!isRight}
        width="small"
        elemAfterInput={unit && <span className={styles.unit}>{unit}</span>}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div id={`${id}-help`} role="status">
        {isRight ? <HelperMessage>{words.say(help)}</HelperMessage> : <ErrorMessage>{words.say(rule)}</ErrorMessage>}
      </div>
    </div>
  );
}
