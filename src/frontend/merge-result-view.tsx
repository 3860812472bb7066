// What became of an action, step by step, and what taking it back would come to. Jira's reasons stand at the step that
// they are about.

import { Stack, Text } from '@forge/react';
import { actionSentence, type MergeKeys, stepSentence, stepState } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { ActionView, StepResult } from '../contract';
import { StepRow } from './step-row';

interface MergeResultProps {
  readonly action: ActionView;
  /** Null: the action was opened by its id alone. */
  readonly keys: MergeKeys | null;
  readonly words: Words;
}

export function MergeResult({ action, keys, words }: MergeResultProps) {
  const { state, steps } = action;
  return (
    <Stack space="space.100">
      {state === 'previewed' ? null : <Text weight="semibold">{actionSentence(state, words)}</Text>}
      {steps.map((step) => (
        <StepRow
          key={step.kind}
          step={step}
          sentence={sentenceOf(step, keys, words)}
          state={stepState(step, words)}
          words={words}
        />
      ))}
    </Stack>
  );
}

/** Only what the undo would touch. */
export function UndoPlan({ rehearsed, words }: { readonly rehearsed: ActionView; readonly words: Words }) {
  return (
    <Stack space="space.100">
      <Text weight="semibold">{words.say('merge.undoSteps')}</Text>
      {rehearsed.steps.map((step) =>
        step.state === 'undone' || step.state === 'not-undone' ? (
          <StepRow
            key={step.kind}
            step={step}
            sentence={sentenceOf(step, null, words)}
            state={words.say(`undoState.${step.state}`)}
            words={words}
          />
        ) : null,
      )}
      <Text>{words.say('merge.undoRemembered')}</Text>
      <Text size="small" color="color.text.subtle">
        {words.say('merge.neverUndone')}
      </Text>
    </Stack>
  );
}

function sentenceOf(step: StepResult, keys: MergeKeys | null, words: Words): string {
  return keys === null ? words.say(`stepName.${step.kind}`) : stepSentence(step, keys, words);
}
