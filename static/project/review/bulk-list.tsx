// The bulk actions of whoever looks: those under way, those that ended, and those that stopped and can go on. Each opens to
// its rows with their reasons.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import Lozenge, { type ThemeAppearance } from '@atlaskit/lozenge';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import { useCallback, useEffect, useState } from 'react';
import type { AppFailure, BulkRow, BulkSummary, BulkView } from '../../../src/contract';
import { call } from '../../shared/api';
import type { TextKey, Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { BulkJobDialog } from './bulk-job-dialog';
import { rowStates } from './bulk-rows';
import styles from './review.module.css';
import { isUnderway } from './use-bulk';

const pollMs = 2_000;

const states: Readonly<Record<BulkView['state'], readonly [TextKey, ThemeAppearance]>> = {
  previewed: ['bulk.waiting', 'default'],
  queued: ['bulk.waiting', 'inprogress'],
  running: ['bulk.running', 'inprogress'],
  'waiting-for-jira': ['bulk.waitsForJira', 'moved'],
  finished: ['bulk.ended', 'success'],
  cancelled: ['bulk.wasStopped', 'moved'],
  failed: ['bulk.rowFailed', 'removed'],
};

/** `onChanged`: something was written, so the history has new lines. Nothing is shown while there is nothing to show. */
export function BulkList({ onChanged }: { readonly onChanged: () => void }) {
  const words = useWords();
  const [bulks, setBulks] = useState<readonly BulkSummary[]>([]);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const load = useCallback(() => {
    void call('review.bulks', {}).then((result) => {
      setFailure(result.ok ? null : result.failure);
      if (result.ok) setBulks(result.value.bulks);
    });
  }, []);
  useEffect(load, [load]);
  const isMoving = bulks.some(isUnderway);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(load, pollMs);
    return () => {
      clearInterval(timer);
      onChanged();
    };
  }, [isMoving, load, onChanged]);

  const act = async (method: 'review.bulkCancel' | 'review.bulkResume', bulkId: string) => {
    const result = await call(method, { bulkId });
    if (result.ok) load();
    else setFailure(result.failure);
  };
  if (bulks.length === 0 && failure === null) return null;
  return (
    <section aria-labelledby="bulk-list">
      <Stack space="space.100" alignInline="stretch">
        <Heading as="h2" size="small" id="bulk-list">
          {words.say('bulk.list')}
        </Heading>
        {failure && <FailureMessage failure={failure} onRetry={load} />}
        <ul className={styles.steps}>
          {bulks.map((bulk) => {
            const name = bulkName(bulk, words);
            const [state, appearance] = states[bulk.state];
            return (
              <li key={bulk.bulkId} className={styles.step}>
                <span className={styles.stepName}>{name}</span>
                <Lozenge appearance={appearance}>{words.say(state)}</Lozenge>
                <span className={styles.because}>{rowCounts(bulk, words)}</span>
                <span className={styles.selection}>
                  <Button
                    spacing="compact"
                    aria-label={`${words.say('bulk.show')}: ${name}`}
                    onClick={() => setOpened(bulk.bulkId)}
                  >
                    {words.say('bulk.show')}
                  </Button>
                  {isUnderway(bulk) && (
                    <Button
                      spacing="compact"
                      aria-label={`${words.say('bulk.stop')}: ${name}`}
                      onClick={() => void act('review.bulkCancel', bulk.bulkId)}
                    >
                      {words.say('bulk.stop')}
                    </Button>
                  )}
                  {bulk.canResume && (
                    <Button
                      spacing="compact"
                      aria-label={`${words.say('bulk.resume')}: ${name}`}
                      onClick={() => void act('review.bulkResume', bulk.bulkId)}
                    >
                      {words.say('bulk.resume')}
                    </Button>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      </Stack>
      <ModalTransition>
        {opened !== null && (
          <OpenedBulk
            key={opened}
            bulkId={opened}
            onClose={() => {
              setOpened(null);
              load();
              onChanged();
            }}
          />
        )}
      </ModalTransition>
    </section>
  );
}

function OpenedBulk({ bulkId, onClose }: { readonly bulkId: string; readonly onClose: () => void }) {
  const open = useCallback(() => call('review.bulkStatus', { bulkId }), [bulkId]);
  return <BulkJobDialog open={open} known={nobody} onClose={onClose} />;
}

const nobody: readonly never[] = [];

function bulkName({ kind, at, rows }: BulkSummary, words: Words): string {
  const count = Object.values(rows).reduce((sum, some) => sum + some, 0);
  const what = words.say(kind === 'undo' ? 'bulk.listUndo' : 'bulk.listApply', { count });
  return Date.parse(at) === 0 ? what : `${what}, ${words.clockTime(at)}`;
}

/** "17 Done · 2 Failed". */
function rowCounts({ rows }: BulkSummary, words: Words): string {
  return (Object.entries(rowStates) as [BulkRow['state'], (typeof rowStates)[BulkRow['state']]][])
    .filter(([state]) => (rows[state] ?? 0) > 0)
    .map(([state, [text]]) => `${words.number(rows[state] ?? 0)} ${words.say(text)}`)
    .join(' · ');
}
