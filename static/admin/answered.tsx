// What stands in a section before its answer is there, and when there is none. Loading, failed and answered are three
// pictures, never an empty section.

import { Stack } from '@atlaskit/primitives/compiled';
import Skeleton from '@atlaskit/skeleton';
import type { ReactNode } from 'react';
import type { Result } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';

interface AnsweredProps<T> {
  readonly answer: Result<T> | null;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

export function Answered<T>({ answer, onRetry, children }: AnsweredProps<T>) {
  const words = useWords();
  if (answer === null) {
    return (
      <div role="status" aria-label={words.say('page.loading')}>
        <Stack space="space.200">
          <Skeleton width="160px" height="28px" isShimmering />
          <Skeleton width="320px" height="80px" isShimmering />
        </Stack>
      </div>
    );
  }
  return answer.ok ? <>{children(answer.value)}</> : <FailureMessage failure={answer.failure} onRetry={onRetry} />;
}
