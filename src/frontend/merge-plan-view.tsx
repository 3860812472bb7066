// A plan in words, before anything is written: which work item is kept, each step with what will become of it, the
// comment as it will be posted, and what no undo takes back.

import { Box, Button, Heading, Inline, SectionMessage, Stack, Text } from '@forge/react';
import { obstacleSentence, stepSentence, stepState, warningSentence } from '../../static/shared/merge-words';
import type { Words } from '../../static/shared/text';
import type { MergePreview, StepPreview } from '../contract';
import { StepRow } from './step-row';

interface MergePlanProps {
  readonly preview: MergePreview;
  readonly words: Words;
  readonly swap: () => void;
}

export function MergePlan({ preview, words, swap }: MergePlanProps) {
  const { duplicate, canonical, redirectedFrom, obstacles, warnings, commentText, neverUndone } = preview;
  const keys = { duplicate: duplicate.key, canonical: canonical.key };
  const steps = preview.steps.filter(isWorthSaying);
  return (
    <Stack space="space.150">
      <Text weight="semibold">{words.say('merge.isDuplicate', keys)}</Text>
      <Stack space="space.050">
        <Text size="small">{`${canonical.key}: ${canonical.summary}`}</Text>
        <Text size="small">{`${duplicate.key}: ${duplicate.summary}`}</Text>
      </Stack>
      <Inline>
        <Button spacing="compact" onClick={swap}>
          {words.say('merge.swap', { key: duplicate.key })}
        </Button>
      </Inline>
      {redirectedFrom === null ? null : (
        <Text>{words.say('merge.redirected', { from: redirectedFrom.key, canonical: canonical.key })}</Text>
      )}
      {obstacles.length === 0 ? null : (
        <SectionMessage appearance="error" title={words.say('merge.impossible')}>
          {obstacles.map(({ obstacle, detail }) => (
            <Text key={`${obstacle} ${detail}`}>{obstacleSentence(obstacle, detail, words)}</Text>
          ))}
        </SectionMessage>
      )}
      {warnings.map((warning) => (
        <Text key={warning} color="color.text.warning">
          {warningSentence(warning, keys, words)}
        </Text>
      ))}
      {obstacles.length === 0 && preview.planToken === null ? <Text>{words.say('merge.nothingToDo')}</Text> : null}
      {obstacles.length > 0 ? null : (
        <Stack space="space.100">
          <Heading as="h2" size="xsmall">
            {words.say('merge.steps')}
          </Heading>
          {steps.map((step) => (
            <StepRow
              key={step.kind}
              step={step.state === 'impossible' ? step : { ...step, obstacle: null }}
              sentence={stepSentence(step, keys, words)}
              state={stepState(step, words)}
              words={words}
            />
          ))}
        </Stack>
      )}
      {commentText === null || obstacles.length > 0 ? null : (
        <Stack space="space.050">
          <Heading as="h2" size="xsmall">
            {words.say('merge.comment')}
          </Heading>
          <Box padding="space.100" backgroundColor="elevation.surface.sunken">
            <Text>{commentText}</Text>
          </Box>
        </Stack>
      )}
      {neverUndone.length === 0 ? null : (
        <Text size="small" color="color.text.subtle">
          {words.say('merge.neverUndone')}
        </Text>
      )}
    </Stack>
  );
}

/** What is switched off or has nothing to carry over would only hide what does happen. */
function isWorthSaying({ state, obstacle }: StepPreview): boolean {
  return state !== 'off' && !(state === 'already' && obstacle === 'nothing-to-do');
}
