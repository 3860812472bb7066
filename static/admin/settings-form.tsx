// The two settings of the site. Numbers are checked here only to help; the backend has the last word and its refusal shows.

import Button from '@atlaskit/button/default/button';
import { ErrorMessage, HelperMessage, Label } from '@atlaskit/form';
import { Stack } from '@atlaskit/primitives/compiled';
import Textfield from '@atlaskit/textfield';
import { showFlag } from '@forge/bridge';
import { useState, type FormEvent } from 'react';
import type { AppFailure, RequestOf } from '../../src/contract';
import { call } from '../shared/api';
import type { TextKey } from '../shared/text';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';

type Settings = RequestOf<'admin.saveSettings'>;

export function SettingsForm({ saved }: { readonly saved: Settings }) {
  const words = useWords();
  const [thresholdPercent, setThresholdPercent] = useState(String(Math.round(saved.defaultThreshold * 100)));
  const [budget, setBudget] = useState(String(saved.pointsBudgetPerHour));
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const isThresholdRight = isBetween(Number(thresholdPercent), 20, 95);
  const isBudgetRight = isBetween(Number(budget), 500, 50_000) && Number.isInteger(Number(budget));

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isThresholdRight || !isBudgetRight) return;
    setIsSaving(true);
    const result = await call('admin.saveSettings', {
      defaultThreshold: Number(thresholdPercent) / 100,
      pointsBudgetPerHour: Number(budget),
    });
    setIsSaving(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok)
      void showFlag({ id: 'saved', type: 'success', title: words.say('admin.saved'), isAutoDismiss: true });
  };

  return (
    <form onSubmit={(event) => void save(event)} noValidate className={styles.form}>
      <Stack space="space.200" alignInline="start">
        {failure && <FailureMessage failure={failure} title={words.say('admin.saveFailed')} />}
        <NumberField
          id="threshold"
          label="admin.threshold"
          help="admin.thresholdHelp"
          rule="admin.thresholdRule"
          unit="%"
          value={thresholdPercent}
          isRight={isThresholdRight}
          onChange={setThresholdPercent}
        />
        <NumberField
          id="budget"
          label="admin.budget"
          help="admin.budgetHelp"
          rule="admin.budgetRule"
          value={budget}
          isRight={isBudgetRight}
          onChange={setBudget}
        />
        <Button type="submit" appearance="primary" isLoading={isSaving}>
          {words.say('admin.save')}
        </Button>
      </Stack>
    </form>
  );
}

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

function NumberField({ id, label, help, rule, unit, value, isRight, onChange }: NumberFieldProps) {
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

const isBetween = (value: number, low: number, high: number): boolean => value >= low && value <= high;
