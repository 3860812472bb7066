// One value out of a list whose names are not texts of the tables: numbers, days, hours, names of a site's own.

import { Label } from '@atlaskit/form';
import type { TextKey } from '../text';
import { Select } from './select';
import { useWords } from './words-context';

export interface Option<T> {
  readonly value: T;
  readonly label: string;
}

interface OptionFieldProps<T> {
  readonly id: string;
  readonly label: TextKey;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function OptionField<T>({ id, label, options, value, onChange }: OptionFieldProps<T>) {
  const words = useWords();
  return (
    <div>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Select<Option<T>>
        inputId={id}
        isSearchable={false}
        options={options}
        getOptionValue={(option) => String(option.value)}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </div>
  );
}

/** So many numbers from the first one on, each with its name. */
export function numbered(count: number, from: number, label: (value: number) => string): readonly Option<number>[] {
  return Array.from({ length: count }, (_, index) => ({ value: from + index, label: label(from + index) }));
}
