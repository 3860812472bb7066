// The switch of the language model and its daily cap. Where the app was deployed without it, the switch says so and can
// only be turned off.

import { NumberField } from './number-field';
import type { Draft } from './settings-draft';
import { SwitchField } from './switch-field';
import { useAnswer } from './use-answer';

interface ExplanationFieldsProps {
  readonly draft: Draft;
  readonly isCapRight: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

const helps = {
  ready: 'settings.explainedHelp',
  'not-deployed': 'settings.explainedMissing',
  unreachable: 'settings.explainedUnreachable',
} as const;

export function ExplanationFields({ draft, isCapRight, onChange }: ExplanationFieldsProps) {
  const { answer } = useAnswer('explanation.status', {});
  const model = answer?.ok ? answer.value.model : null;
  return (
    <>
      <SwitchField
        id="explained"
        label="settings.explained"
        help={helps[model ?? 'ready']}
        isOn={draft.areExplained}
        isDisabled={model !== 'ready' && !draft.areExplained}
        onChange={(areExplained) => onChange({ areExplained })}
      />
      {draft.areExplained && (
        <NumberField
          id="per-day"
          label="settings.perDay"
          help="settings.perDayHelp"
          rule="settings.perDayRule"
          value={draft.explainedPerDay}
          isRight={isCapRight}
          onChange={(explainedPerDay) => onChange({ explainedPerDay })}
        />
      )}
    </>
  );
}
