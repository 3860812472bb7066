// What adding to an existing work item will do and did, step by step, with the text as it will stand there.

import { Box, Heading, Inline, Lozenge, Stack, Text } from '@forge/react';
import { obstacleSentence, stepState } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { ActionView, AddPreview, StepKind, StepPreview, StepResult } from '../contract';

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
        <Stack key={step.kind} space="space.025">
          <Inline space="space.100" alignBlock="center" shouldWrap>
            <Text>{stepText(step.kind, issueKey, words)}</Text>
            <Lozenge appearance={appearances[step.state]}>{stepState(step, words)}</Lozenge>
          </Inline>
          {step.obstacle === null ? null : (
            <Text size="small" color="color.text.subtle">
              {obstacleSentence(step.obstacle, step.detail, words)}
            </Text>
          )}
        </Stack>
      ))}
    </Stack>
  );
}

function stepText(kind: StepKind, key: string, words: Words): string {
  if (kind === 'comment' || kind === 'vote' || kind === 'watchers') return words.say(`addStep.${kind}`, { key });
  return words.say(`stepName.${kind}`);
}

const appearances = {
  planned: 'inprogress',
  already: 'success',
  impossible: 'removed',
  off: 'default',
  waiting: 'default',
  running: 'inprogress',
  done: 'success',
  skipped: 'default',
  failed: 'removed',
  undone: 'success',
  'not-undone': 'moved',
} as const;
