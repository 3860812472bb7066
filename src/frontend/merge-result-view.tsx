// What became of an action, step by step, and what taking it back would come to. Jira's reasons stand at the step that
// they are about.

import { Inline, Lozenge, Stack, Text } from '@forge/react';
import {
  actionSentence,
  type MergeKeys,
  obstacleSentence,
  stepSentence,
  stepState,
} from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { ActionView, StepResult } from '../contract';

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
        <Step key={step.kind} step={step} keys={keys} words={words} state={stepState(step, words)} />
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
          <Step key={step.kind} step={step} keys={null} words={words} state={words.say(`undoState.${step.state}`)} />
        ) : null,
      )}
      <Text>{words.say('merge.undoRemembered')}</Text>
      <Text size="small" color="color.text.subtle">
        {words.say('merge.neverUndone')}
      </Text>
    </Stack>
  );
}

interface StepProps {
  readonly step: StepResult;
  readonly keys: MergeKeys | null;
  readonly words: Words;
  readonly state: string;
}

function Step({ step, keys, words, state }: StepProps) {
  return (
    <Stack space="space.025">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text>{keys === null ? words.say(`stepName.${step.kind}`) : stepSentence(step, keys, words)}</Text>
        <Lozenge appearance={appearances[step.state]}>{state}</Lozenge>
      </Inline>
      {step.obstacle === null ? null : (
        <Text size="small" color="color.text.subtle">
          {obstacleSentence(step.obstacle, step.detail, words)}
        </Text>
      )}
    </Stack>
  );
}

const appearances = {
  waiting: 'default',
  running: 'inprogress',
  done: 'success',
  already: 'success',
  skipped: 'default',
  failed: 'removed',
  undone: 'success',
  'not-undone': 'moved',
} as const;
