// How an action in Jira went, in one sentence and then step by step. "Partly" and "failed" are never dressed up as done.

import SectionMessage from '@atlaskit/section-message';
import { Stack } from '@atlaskit/primitives/compiled';
import type { ActionView } from '../../../src/contract';
import { actionAppearances } from '../../shared/states';
import { actionSentence, type MergeKeys } from '../../shared/merge-words';
import { useWords } from '../../shared/ui/words-context';
import { StepList } from './step-list';

export function ActionOutcome({ action, keys }: { readonly action: ActionView; readonly keys: MergeKeys }) {
  const words = useWords();
  // An undo that waits for Jira is as interrupted as an action that does.
  const isWaiting = action.state === 'undoing' && action.retryAfterSeconds !== null;
  const state = isWaiting ? 'interrupted' : action.state === 'previewed' ? 'running' : action.state;
  return (
    <Stack space="space.200">
      <div role="status">
        <SectionMessage appearance={actionAppearances[state]}>
          {actionSentence(state, words)}
          {action.retryAfterSeconds !== null && ` ${words.say('failure.wait', { count: action.retryAfterSeconds })}`}
        </SectionMessage>
      </div>
      <StepList steps={action.steps} keys={keys} />
    </Stack>
  );
}
