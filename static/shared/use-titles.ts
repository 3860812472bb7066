// The work items that a list mentions, read as the person who looks. One that is missing is deleted or hidden from them.

import { useEffect, useState } from 'react';
import type { AppFailure, IssueView, Result } from '../../src/contract';
import { readIssues } from './as-viewer';

/** Null while they are read. */
export function useTitles(ids: readonly number[]): {
  readonly issues: ReadonlyMap<number, IssueView> | null;
  readonly failure: AppFailure | null;
} {
  const [answer, setAnswer] = useState<{ asked: string; result: Result<ReadonlyMap<number, IssueView>> } | null>(null);
  const asked = [...new Set(ids)].join(' ');
  useEffect(() => {
    let isCurrent = true;
    const wanted = asked === '' ? [] : asked.split(' ').map(Number);
    void readIssues(wanted).then((result) => isCurrent && setAnswer({ asked, result }));
    return () => {
      isCurrent = false;
    };
  }, [asked]);
  const result = answer?.asked === asked ? answer.result : null;
  return { issues: result?.ok ? result.value : null, failure: result && !result.ok ? result.failure : null };
}
