// The backlogs of other sites that are attached to a space, asked again every few seconds while one is being compared.

import { useEffect } from 'react';
import { useAnswer } from '../../shared/use-answer';

const lookAgainMs = 3_000;

export function useBacklogs(projectId: number) {
  const answer = useAnswer('external.list', { projectId });
  const { value, reload } = answer;
  const isComparing = value?.backlogs.some(({ state }) => state === 'comparing') ?? false;
  useEffect(() => {
    if (!isComparing) return;
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [isComparing, reload]);
  return answer;
}
