// What the filter bars of all lists are made of: the minimum match, one value out of a few, and how sure. Each list puts
// together those that it has; what a field looks like and how it is called by a screen reader is decided here.

import { Label } from '@atlaskit/form';
import Range from '@atlaskit/range';
import type { ReactNode } from 'react';
import type { Tier } from '../../../src/contract';
import type { TextKey } from '../text';
import styles from './filter-fields.module.css';
import { Select } from './select';
import { useWords } from './words-context';

/** Weaker pairs are not kept by an analysis. */
export const lowestThreshold = 0.3;

export function FilterBar({ label, children }: { readonly label: TextKey; readonly children: ReactNode }) {
  const words = useWords();
  return (
    <div className={styles.bar} role="group" aria-label={words.say(label)}>
      {children}
    </div>
  );
}

/** A label with the control that it names by its id. */
export function FilterField(props: { readonly id: string; readonly label: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <Label htmlFor={props.id}>{props.label}</Label>
      {props.children}
    </div>
  );
}

interface MatchFieldProps {
  readonly id: string;
  /** Another end of the scale than the minimum. */
  readonly label?: TextKey;
  /** Both in [0, 1]. */
  readonly least?: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

export function MatchField({
  id,
  label = 'filters.threshold',
  least = lowestThreshold,
  value,
  onChange,
}: MatchFieldProps) {
  const words = useWords();
  const percent = words.percent(value);
  return (
    <FilterField
      id={id}
      label={
        <>
          {words.say(label)}: <span className={styles.figure}>{percent}</span>
        </>
      }
    >
      <Range
        id={id}
        min={Math.round(least * 100)}
        max={100}
        step={5}
        value={Math.round(value * 100)}
        aria-valuetext={percent}
        onChange={(chosen) => onChange(chosen / 100)}
      />
    </FilterField>
  );
}

export type Choices<T extends string> = readonly (readonly [T, TextKey])[];

interface ChoiceFieldProps<T extends string> {
  readonly id: string;
  readonly label: TextKey;
  readonly choices: Choices<T>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function ChoiceField<T extends string>({ id, label, choices, value, onChange }: ChoiceFieldProps<T>) {
  const words = useWords();
  const options = choices.map(([one, key]) => ({ value: one, label: words.say(key) }));
  return (
    <FilterField id={id} label={words.say(label)}>
      <Select
        inputId={id}
        isSearchable={false}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </FilterField>
  );
}

const tiers: Choices<Tier | 'any'> = [
  ['any', 'filters.tierAny'],
  ['very-likely', 'tier.very-likely'],
  ['possible', 'tier.possible'],
  ['none', 'tier.none'],
];

export function TierField(props: Omit<ChoiceFieldProps<Tier | 'any'>, 'label' | 'choices'>) {
  return <ChoiceField {...props} label="filters.tier" choices={tiers} />;
}
