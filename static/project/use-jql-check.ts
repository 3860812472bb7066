// Asks Jira whether a JQL is right once the person pauses typing, so that a wrong one is known before an analysis starts.
// A check that cannot be made is reported like a wrong JQL: nobody should start on a filter that nobody has read.

import { useEffect, useState } from 'react';
import { call } from '../shared/api';
import { failureSentence } from '../shared/explain';
import { useWords } from '../shared/ui/words-context';

const settleMs = 400;

export interface JqlCheck {
  readonly state: 'empty' | 'checking' | 'good' | 'bad';
  /** Jira's own sentences. */
  readonly errors: readonly string[];
}

const empty: JqlCheck = { state: 'empty', errors: [] };
const checking: JqlCheck = { state: 'checking', errors: [] };

export function useJqlCheck(jql: string): JqlCheck {
  const words = useWords();
  const [answer, setAnswer] = useState<{ readonly jql: string; readonly errors: readonly string[] } | null>(null);
  const asked = jql.trim();

  useEffect(() => {
    if (asked === '') return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await call('project.checkJql', { jql: asked });
      if (isCurrent)
        setAnswer({ jql: asked, errors: result.ok ? result.value.errors : [failureSentence(result.failure, words)] });
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, words]);

  if (asked === '') return empty;
  if (answer?.jql !== asked) return checking;
  return { state: answer.errors.length > 0 ? 'bad' : 'good', errors: answer.errors };
}
