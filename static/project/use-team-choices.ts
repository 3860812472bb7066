// The teams that this person can choose, asked once; teams are few, and so are changes of them.

import { useEffect, useState } from 'react';
import type { AnswerOf, Result } from '../../src/contract';
import { call } from '../shared/api';

/** Null until the answer is there; asked when `isWanted` is true for the first time. */
export function useTeamChoices(isWanted = true): Result<AnswerOf<'teams.choices'>> | null {
  const [answer, setAnswer] = useState<Result<AnswerOf<'teams.choices'>> | null>(null);
  useEffect(() => {
    if (isWanted) void call('teams.choices', {}).then(setAnswer);
  }, [isWanted]);
  return answer;
}
