// What this panel knows of the decisions about its candidates: what came with the candidates, and what was said since. The
// newer version of a pair always wins, so a list that is loaded again a moment too early does not bring a pair back.

import { useState } from 'react';
import { call } from '../../static/shared/api';
import { failureSentence } from '../../static/shared/explain';
import type { Words } from '../../static/shared/text';
import type { DecisionAnswer, PanelCandidate, Result, ReviewView, Verdict } from '../contract';

export interface Decisions {
  /** The candidates with the newest that is known of each. */
  current(candidates: readonly PanelCandidate[]): readonly PanelCandidate[];
  decide(candidate: PanelCandidate, verdict: Verdict): void;
  undo(candidate: PanelCandidate): void;
  /** The issue whose answer is on its way; one at a time. */
  readonly savingId: number | null;
  /** Why the last answer was not taken; null after one that was. */
  readonly notice: string | null;
}

export function useDecisions(issueId: number, words: Words): Decisions {
  const [said, setSaid] = useState<ReadonlyMap<number, ReviewView>>(new Map());
  const [savingId, setSavingId] = useState<number | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  const save = (candidate: PanelCandidate, send: (expectedVersion: number) => Promise<Result<DecisionAnswer>>) => {
    const { id } = candidate.issue;
    setSavingId(id);
    void send(candidate.review.version).then((answer) => {
      setSavingId(null);
      if (!answer.ok) return setNotice(words.say('panel.notSaved', { why: failureSentence(answer.failure, words) }));
      setSaid((before) => new Map(before).set(id, answer.value.review));
      setNotice(answer.value.outcome === 'conflict' ? words.say('panel.conflict') : null);
    });
  };
  const pairWith = ({ issue }: PanelCandidate) => ({
    a: Math.min(issueId, issue.id),
    b: Math.max(issueId, issue.id),
  });
  return {
    current: (candidates) =>
      candidates.map((candidate) => {
        const own = said.get(candidate.issue.id);
        return own !== undefined && own.version > candidate.review.version ? { ...candidate, review: own } : candidate;
      }),
    decide: (candidate, verdict) =>
      save(candidate, (expectedVersion) =>
        call('review.decide', { ...pairWith(candidate), verdict, snoozeDays: null, expectedVersion }),
      ),
    undo: (candidate) =>
      save(candidate, (expectedVersion) => call('review.undoDecision', { ...pairWith(candidate), expectedVersion })),
    savingId,
    notice,
  };
}
