// One step of something that writes to Jira: what it does, what will become or became of it, and Jira's reason where there
// is one.

import { Inline, Lozenge, Stack, Text } from '@forge/react';
import { stepAppearances } from '../../static/shared/states';
import { obstacleSentence } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { StepPreview, StepResult } from '../contract';

interface StepRowProps {
  readonly step: StepPreview | StepResult;
  readonly sentence: string;
  /** In words. */
  readonly state: string;
  readonly words: Words;
}

export function StepRow({ step, sentence, state, words }: StepRowProps) {
  return (
    <Stack space="space.025">
      <Inline space="space.100" alignBlock="center" shouldWrap>
        <Text>{sentence}</Text>
        <Lozenge appearance={stepAppearances[step.state]}>{state}</Lozenge>
      </Inline>
      {step.obstacle === null ? null : (
        <Text size="small" color="color.text.subtle">
          {obstacleSentence(step.obstacle, step.detail, words)}
        </Text>
      )}
    </Stack>
  );
}
