// The switch of the language model and its daily cap. Where the app was deployed without it, the switch says so and can
// only be turned off.

import { useWords } from '../shared/ui/words-context';
import { NumberField } from './number-field';
import type { Draft } from './settings-draft';
import { SwitchField } from './switch-field';
import { useAnswer } from './use-answer';

interface ExplanationFieldsProps {
  readonly draft: Draft;
  readonly isCapRight: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

export function ExplanationFields({ draft, isCapRight, onChange }: ExplanationFieldsProps) {
  const words = useWords();
  const { answer } = useAnswer('explanation.status', {});
  const model = answer?.ok ? answer.value.model : null;
  return (
    <>
      <SwitchField
        id="explained"
        label="settings.explained"
        help={model === 'not-deployed' ? 'settings.explainedMissing' : 'settings.explainedHelp'}
        isOn={draft.areExplained}
        isDisabled={model !== 'ready' && !draft.areExplained}
        onChange={(areExplained) => onChange({ areExplained })}
      />
      <div role="status">{model === 'unreachable' && words.say('settings.explainedUnreachable')}</div>
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
