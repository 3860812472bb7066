// What taking a whole bulk action back would leave behind, said before anything is taken back. Jira is asked for each row
// that has changed something, a few at a time, so that the first answers appear at once.

import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { ActionView, AppFailure, BulkRow } from '../../../src/contract';
import { call } from '../../shared/api';
import { obstacleSentence, stepSentence } from '../../shared/merge-words';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import styles from './review.module.css';

const atOnce = 4;

export function isChanged({ state }: Pick<BulkRow, 'state'>): boolean {
  return state === 'done' || state === 'partly';
}

interface BulkUndoRehearsalProps {
  readonly rows: readonly BulkRow[];
  readonly keys: ReadonlyMap<number, string>;
}

export function BulkUndoRehearsal({ rows, keys }: BulkUndoRehearsalProps) {
  const words = useWords();
  const actionIds = rows.filter(isChanged).flatMap(({ actionId }) => actionId ?? []);
  const { seen, failure } = useRehearsals(actionIds.join(' '));
  const nameOf = (id: number): string => keys.get(id) ?? words.say('bulk.hidden');
  const staying = seen.flatMap(({ duplicateId, canonicalId, steps }) =>
    steps
      .filter(({ state }) => state === 'not-undone')
      .map((step) => ({ step, names: { duplicate: nameOf(duplicateId), canonical: nameOf(canonicalId) } })),
  );
  const isAsking = failure === null && seen.length < actionIds.length;
  return (
    <Stack space="space.200" alignInline="stretch">
      {failure && <FailureMessage failure={failure} />}
      <div role="status">
        <Stack space="space.100">
          {isAsking && <Spinner size="small" label={words.say('undo.loading')} />}
          <Text>{words.say('bulk.undoAsked', { asked: seen.length, total: actionIds.length })}</Text>
          {!isAsking && staying.length === 0 && failure === null && (
            <SectionMessage appearance="success">{words.say('bulk.undoAll')}</SectionMessage>
          )}
        </Stack>
      </div>
      {staying.length > 0 && (
        <SectionMessage appearance="warning" title={words.say('bulk.undoStays', { count: staying.length })}>
          <ul className={styles.steps}>
            {staying.map(({ step, names }, position) => (
              <li key={position} className={styles.step}>
                <span className={styles.stepName}>{stepSentence({ ...step, detail: null }, names, words)}</span>
                {step.obstacle !== null && (
                  <span className={styles.because}>{obstacleSentence(step.obstacle, step.detail, words)}</span>
                )}
              </li>
            ))}
          </ul>
        </SectionMessage>
      )}
      <Text size="small" color="color.text.subtle">
        {words.say('merge.neverUndone')}
      </Text>
    </Stack>
  );
}

/** `signature`: action ids with spaces between, so that a new array of the same ids asks nothing again. */
function useRehearsals(signature: string): {
  readonly seen: readonly ActionView[];
  readonly failure: AppFailure | null;
} {
  const [seen, setSeen] = useState<readonly ActionView[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const waiting = signature.split(' ').filter((id) => id !== '');
    const askNext = async (): Promise<void> => {
      const actionId = waiting.shift();
      if (actionId === undefined) return;
      const result = await call('review.previewUndo', { actionId });
      if (!isCurrent) return;
      if (!result.ok) return setFailure(result.failure);
      setSeen((before) => [...before, result.value]);
      return askNext();
    };
    for (let lane = 0; lane < atOnce; lane++) void askNext();
    return () => {
      isCurrent = false;
      setSeen([]);
    };
  }, [signature]);
  return { seen, failure };
}
