// What stands in a section before its answer is there, and when there is none. Loading, failed and answered are three
// pictures, never an empty section.

import type { ReactNode } from 'react';
import type { Result } from '../../src/contract';
import { FailureMessage } from '../shared/ui/failure-message';
import { Loading } from '../shared/ui/loading';

interface AnsweredProps<T> {
  readonly answer: Result<T> | null;
  readonly onRetry: () => void;
  readonly children: (value: T) => ReactNode;
}

export function Answered<T>({ answer, onRetry, children }: AnsweredProps<T>) {
  if (answer === null) return <Loading label="page.loading" shape="fields" />;
  return answer.ok ? <>{children(answer.value)}</> : <FailureMessage failure={answer.failure} onRetry={onRetry} />;
}
