// What adding to an existing work item will do and did, step by step, with the text as it will stand there.

import { Box, Heading, Stack, Text } from '@forge/react';
import { addStepSentence, stepState } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { ActionView, AddPreview, StepPreview, StepResult } from '../contract';
import { StepRow } from './step-row';

interface AddPlanProps {
  readonly preview: AddPreview;
  readonly text: string;
  readonly words: Words;
}

export function AddPlan({ preview, text, words }: AddPlanProps) {
  const { key, summary } = preview.issue;
  return (
    <Stack space="space.100">
      <Text weight="semibold">{`${key}: ${summary}`}</Text>
      {preview.planToken === null ? (
        <Text color="color.text.danger">{words.say('add.notPossible', { key })}</Text>
      ) : null}
      <Steps steps={preview.steps} issueKey={key} words={words} />
      <Heading as="h2" size="xsmall">
        {words.say('merge.comment')}
      </Heading>
      <Box padding="space.100" backgroundColor="elevation.surface.sunken">
        <Stack space="space.050">
          {text.split('\n').map((line, index) => (
            <Text key={index}>{line}</Text>
          ))}
        </Stack>
      </Box>
      <Text size="small" color="color.text.subtle">
        {words.say('add.undo')}
      </Text>
    </Stack>
  );
}

interface AddResultProps {
  readonly action: ActionView;
  readonly issueKey: string;
  readonly words: Words;
}

export function AddResult({ action, issueKey, words }: AddResultProps) {
  const { state, steps } = action;
  return (
    <Stack space="space.100">
      {state === 'previewed' ? null : (
        <Text weight="semibold">{words.say(`addState.${state}`, { key: issueKey })}</Text>
      )}
      <Steps steps={steps} issueKey={issueKey} words={words} />
    </Stack>
  );
}

interface StepsProps {
  readonly steps: readonly (StepPreview | StepResult)[];
  readonly issueKey: string;
  readonly words: Words;
}

function Steps({ steps, issueKey, words }: StepsProps) {
  return (
    <Stack space="space.075">
      {steps.map((step) => (
        <StepRow
          key={step.kind}
          step={step}
          sentence={addStepSentence(step.kind, issueKey, words)}
          state={stepState(step, words)}
          words={words}
        />
      ))}
    </Stack>
  );
}
