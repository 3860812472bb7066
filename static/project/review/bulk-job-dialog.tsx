// One bulk action: the exact list first, with what is impossible and why; then each row as it goes; then what came of it,
// and a way to take all of it back, after a look at what would stay. The states of the rows are the only truth.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { BulkView, IssueView, Result } from '../../../src/contract';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { readIssues } from '../../shared/as-viewer';
import { BulkRows } from './bulk-rows';
import { BulkSituation } from './bulk-situation';
import { BulkUndoRehearsal, isChanged } from './bulk-undo-rehearsal';
import { useBulk } from './use-bulk';

interface BulkJobDialogProps {
  /** Must stay the same function while the dialog is open. */
  readonly open: () => Promise<Result<BulkView>>;
  /** Work items whose keys the page knows already. */
  readonly known: readonly Pick<IssueView, 'id' | 'key'>[];
  readonly onStarted?: () => void;
  readonly onClose: (hasWritten: boolean) => void;
}

export function BulkJobDialog({ open, known, onStarted, onClose }: BulkJobDialogProps) {
  const words = useWords();
  const bulk = useBulk(open, onStarted);
  const [isRehearsing, setIsRehearsing] = useState(false);
  const { view, failure, isBusy, isLive } = bulk;
  const keys = useKeys(known, view);
  const hasStarted = view !== null && view.state !== 'previewed';
  const readyCount = view?.rows.filter(({ state }) => state === 'ready').length ?? 0;
  const canUndo = hasStarted && !isLive && view.kind === 'apply' && view.rows.some(isChanged);
  const close = () => onClose(hasStarted);
  return (
    <Dialog
      title={words.say(view?.kind === 'undo' || isRehearsing ? 'bulk.undoTitle' : 'bulk.open')}
      onClose={close}
      width="large"
    >
      <ModalBody>
        <Stack space="space.200" alignInline="stretch">
          {failure && <FailureMessage failure={failure} onRetry={bulk.retry} />}
          {view === null && !failure && (
            <div role="status">
              <Spinner size="medium" label={words.say('merge.loading')} />
            </div>
          )}
          {view !== null && isRehearsing && <BulkUndoRehearsal rows={view.rows} keys={keys} />}
          {view !== null && !isRehearsing && (
            <>
              {hasStarted ? (
                <BulkSituation view={view} />
              ) : (
                <Text>{words.say('bulk.preview', { ready: readyCount, total: view.rows.length })}</Text>
              )}
              <BulkRows rows={view.rows} keys={keys} />
            </>
          )}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button
          key={hasStarted ? 'close' : 'cancel'}
          appearance="subtle"
          onClick={isRehearsing ? () => setIsRehearsing(false) : close}
          autoFocus={hasStarted && !isLive}
        >
          {words.say(hasStarted && !isRehearsing ? 'merge.close' : 'merge.cancel')}
        </Button>
        {isLive && (
          <Button onClick={bulk.cancel} isLoading={isBusy}>
            {words.say('bulk.stop')}
          </Button>
        )}
        {canUndo && (
          <Button
            appearance={isRehearsing ? 'primary' : 'default'}
            isLoading={isBusy}
            onClick={() => {
              if (isRehearsing) bulk.undo();
              setIsRehearsing(!isRehearsing);
            }}
          >
            {words.say(isRehearsing ? 'merge.undo' : 'bulk.undoLook')}
          </Button>
        )}
        {view?.state === 'previewed' && readyCount > 0 && (
          <Button appearance="primary" onClick={bulk.start} isLoading={isBusy}>
            {words.say('bulk.start', { count: readyCount })}
          </Button>
        )}
      </ModalFooter>
    </Dialog>
  );
}

/** Keys of everything the rows name. A chain may lead to a work item that nobody selected, which is then asked for. */
function useKeys(known: BulkJobDialogProps['known'], view: BulkView | null): ReadonlyMap<number, string> {
  const [found, setFound] = useState<ReadonlyMap<number, string>>(() => new Map(known.map(({ id, key }) => [id, key])));
  const named = (view?.rows ?? []).flatMap(({ duplicateId, canonicalId }) => [duplicateId, canonicalId]);
  const signature = [...new Set(named.filter((id) => !found.has(id)))].join(' ');
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
