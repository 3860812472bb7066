// A number with a range. It is checked here only to help; the backend has the last word and its refusal shows.

import Textfield from '@atlaskit/textfield';
import type { TextKey } from '../shared/text';
import { Field, helpIdOf } from '../shared/ui/field';
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
    <Field id={id} label={words.say(label)} help={words.say(help)} error={isRight ? undefined : words.say(rule)}>
      <Textfield
        id={id}
        inputMode="decimal"
        value={value}
        isInvalid={!isRight}
        width="small"
        elemAfterInput={unit && <span className={styles.unit}>{unit}</span>}
        aria-describedby={helpIdOf(id)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
