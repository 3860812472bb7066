// Marks many pairs at once: the exact list first, with what is impossible and why; then each row as it goes; then what came
// of it, and a way to take all of it back. The states of the rows are the only truth about progress.

import Button from '@atlaskit/button/default/button';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { BulkView } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { readIssues } from './as-viewer';
import { BulkRows } from './bulk-rows';
import { mergeOf, type QueueItem } from './queue-items';
import styles from './review.module.css';
import { useBulk } from './use-bulk';

interface BulkDialogProps {
  readonly items: readonly QueueItem[];
  readonly onStarted: () => void;
  readonly onClose: (hasWritten: boolean) => void;
}

export function BulkDialog({ items, onStarted, onClose }: BulkDialogProps) {
  const words = useWords();
  const [pairs] = useState(() =>
    items.map(mergeOf).map(({ duplicate, canonical }) => ({ duplicateId: duplicate.id, canonicalId: canonical.id })),
  );
  const bulk = useBulk(pairs, onStarted);
  const { view, failure, isBusy, isLive } = bulk;
  const keys = useKeys(items, view);
  const hasStarted = view !== null && view.state !== 'previewed';
  const readyCount = view?.rows.filter(({ state }) => state === 'ready').length ?? 0;
  const canUndo = hasStarted && !isLive && view.kind === 'apply' && view.rows.some(isChanged);
  const close = () => onClose(hasStarted);
  return (
    <Modal onClose={close} width="large" shouldScrollInViewport>
      <ModalHeader hasCloseButton>
        <ModalTitle>{words.say(view?.kind === 'undo' ? 'bulk.undoTitle' : 'bulk.open')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.200" alignInline="stretch">
          {failure && <FailureMessage failure={failure} onRetry={bulk.retry} />}
          {view === null && !failure && (
            <div role="status">
              <Spinner size="medium" label={words.say('merge.loading')} />
            </div>
          )}
          {view !== null && (
            <>
              <Situation view={view} readyCount={readyCount} />
              <BulkRows rows={view.rows} keys={keys} />
            </>
          )}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button
          key={hasStarted ? 'close' : 'cancel'}
          appearance="subtle"
          onClick={close}
          autoFocus={hasStarted && !isLive}
        >
          {words.say(hasStarted ? 'merge.close' : 'merge.cancel')}
        </Button>
        {isLive && (
          <Button onClick={bulk.cancel} isLoading={isBusy}>
            {words.say('bulk.stop')}
          </Button>
        )}
        {canUndo && (
          <Button onClick={bulk.undo} isLoading={isBusy}>
            {words.say('merge.undo')}
          </Button>
        )}
        {view?.state === 'previewed' && readyCount > 0 && (
          <Button appearance="primary" onClick={bulk.start} isLoading={isBusy}>
            {words.say('bulk.start', { count: readyCount })}
          </Button>
        )}
      </ModalFooter>
    </Modal>
  );
}

/** One sentence on where it stands, and a bar while it moves. */
function Situation({ view, readyCount }: { readonly view: BulkView; readonly readyCount: number }) {
  const words = useWords();
  const { rows, state, waitsUntil } = view;
  if (state === 'previewed') {
    return <Text>{words.say('bulk.preview', { ready: readyCount, total: rows.length })}</Text>;
  }
  const wanted = rows.filter((row) => row.state !== 'impossible');
  const ended = wanted.filter((row) => row.state !== 'waiting' && row.state !== 'running').length;
  const progress = words.say('bulk.progress', { ended, total: wanted.length });
  return (
    <div role="status">
      <Stack space="space.100" alignInline="stretch">
        {state === 'waiting-for-jira' && waitsUntil !== null && (
          <SectionMessage appearance="warning">
            {words.say('scan.pausedRate', { time: words.clockTime(waitsUntil) })}
          </SectionMessage>
        )}
        {state === 'cancelled' && <SectionMessage appearance="warning">{words.say('bulk.stopped')}</SectionMessage>}
        {state === 'failed' && <SectionMessage appearance="error">{words.say('bulk.failed')}</SectionMessage>}
        {state === 'finished' && <SectionMessage appearance="success">{words.say('bulk.finished')}</SectionMessage>}
        <Text>{progress}</Text>
        <div className={styles.bar}>
          <ProgressBar value={wanted.length === 0 ? 1 : ended / wanted.length} ariaLabel={progress} />
        </div>
        {(state === 'queued' || state === 'running') && (
          <Text color="color.text.subtle">{words.say('bulk.leave')}</Text>
        )}
      </Stack>
    </div>
  );
}

function isChanged({ state }: BulkView['rows'][number]): boolean {
  return state === 'done' || state === 'partly';
}

/** Keys of everything the rows name. A chain may lead to a work item that nobody selected, which is then asked for. */
function useKeys(items: readonly QueueItem[], view: BulkView | null): ReadonlyMap<number, string> {
  const [found, setFound] = useState<ReadonlyMap<number, string>>(
    () => new Map(items.flatMap(({ a, b }) => [a, b]).map(({ id, key }) => [id, key])),
  );
  const missing = (view?.rows ?? []).flatMap(({ canonicalId }) => (found.has(canonicalId) ? [] : [canonicalId]));
  const signature = [...new Set(missing)].join(' ');
  useEffect(() => {
    if (signature === '') return;
    void readIssues(signature.split(' ').map(Number)).then((result) => {
      if (!result.ok) return;
      const fresh = [...result.value.values()].map(({ id, key }): [number, string] => [id, key]);
      setFound((before) => new Map([...before, ...fresh]));
    });
  }, [signature]);
  return found;
}
