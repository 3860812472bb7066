// What is known about the typed text, in one of five states: nothing asked, on its way, failed, never analysed, or
// answered, where "nothing similar" is an answer too. How many were found is also said to those who do not see the list.

import { Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import type { ReactNode } from 'react';
import type { CandidateView, LiveView, Result } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';

interface AnswerProps {
  readonly answer: Result<LiveView> | null;
  readonly isAsked: boolean;
  readonly onRetry: () => void;
  readonly children: (candidates: readonly CandidateView[]) => ReactNode;
}

export function Answer({ answer, isAsked, onRetry, children }: AnswerProps) {
  const words = useWords();
  if (!isAsked) return null;
  if (answer === null) return <Text color="color.text.subtle">{words.say('panel.loading')}</Text>;
  if (!answer.ok) return <FailureMessage failure={answer.failure} onRetry={onRetry} />;
  if (answer.value.state === 'never-scanned') {
    return <SectionMessage title={words.say('never.title')}>{words.say('search.never')}</SectionMessage>;
  }
  const candidates = worthShowing(answer.value.candidates);
  return (
    <div>
      <div role="status">
        <Text weight="semibold">
          {candidates.length === 0
            ? words.say('search.nothing')
            : words.say('search.found', { count: candidates.length })}
        </Text>
      </div>
      {candidates.length > 0 && children(candidates)}
    </div>
  );
}

/** Behind one good match a weak one only distracts; where all are weak, they are what there is. */
function worthShowing(candidates: readonly CandidateView[]): readonly CandidateView[] {
  const best = candidates[0]?.score ?? 0;
  return candidates.filter(({ score }) => score >= best * leastShareOfBest);
}

const leastShareOfBest = 0.25;
