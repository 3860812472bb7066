// "Mark as duplicate" in Jira: first what would happen, step by step and with the comment as it would be posted; then, by a
// click, exactly that; then how each step went and a way back. Nothing is written before the click.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import type { ActionView, MergePreview, StepResult } from '../../../src/contract';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { ActionOutcome } from './action-outcome';
import { keysOf, MergePreviewView } from './merge-preview';
import { StepList } from './step-list';
import { useMerge } from './use-merge';

interface MergeDialogProps {
  readonly duplicateId: number;
  readonly canonicalId: number;
  readonly onSwap: () => void;
  readonly onApplied: (action: ActionView) => void;
  readonly onUndone: (action: ActionView) => void;
  readonly onClose: () => void;
}

export function MergeDialog({ duplicateId, canonicalId, onSwap, onApplied, onUndone, onClose }: MergeDialogProps) {
  const words = useWords();
  const merge = useMerge(duplicateId, canonicalId, { onApplied, onUndone });
  const { preview, action, progress, failure, isBusy } = merge;
  const canUndo = action !== null && (action.state === 'done' || action.state === 'partly');
  return (
    <Dialog title={words.say('merge.title')} onClose={onClose}>
      <ModalBody>
        <Stack space="space.200" alignInline="stretch">
          {failure && <FailureMessage failure={failure} onRetry={merge.retry} />}
          {preview === null && !failure && (
            <div role="status">
              <Spinner size="medium" label={words.say('merge.loading')} />
            </div>
          )}
          {preview !== null && action === null && !isBusy && <MergePreviewView preview={preview} onSwap={onSwap} />}
          {preview !== null && isBusy && (
            <div role="status">
              <StepList steps={underway(preview, progress ?? action)} keys={keysOf(preview)} />
            </div>
          )}
          {preview !== null && action !== null && !isBusy && <ActionOutcome action={action} keys={keysOf(preview)} />}
        </Stack>
      </ModalBody>
      <ModalFooter>
        {/* Once it is done, the focus is on "Close": a second Enter must not undo it. */}
        <Button
          key={action === null ? 'cancel' : 'close'}
          appearance="subtle"
          onClick={onClose}
          autoFocus={action !== null}
        >
          {words.say(action === null ? 'merge.cancel' : 'merge.close')}
        </Button>
        {canUndo && (
          <Button onClick={merge.undo} isLoading={isBusy}>
            {words.say('merge.undo')}
          </Button>
        )}
        {action?.state === 'undoing' && (
          <Button appearance="primary" onClick={merge.undo} isLoading={isBusy}>
            {words.say('merge.goOn')}
          </Button>
        )}
        {action?.state === 'interrupted' && (
          <Button appearance="primary" onClick={merge.apply} isLoading={isBusy}>
            {words.say('merge.goOn')}
          </Button>
        )}
        {action === null && preview !== null && preview.planToken !== null && (
          <Button appearance="primary" onClick={merge.apply} isLoading={isBusy} autoFocus>
            {words.say('merge.apply')}
          </Button>
        )}
      </ModalFooter>
    </Dialog>
  );
}

/** The steps in the words of the preview, each as far as it is. */
function underway({ steps }: MergePreview, progress: ActionView | null): readonly StepResult[] {
  const waiting = steps
    .filter(({ state }) => state === 'planned')
    .map(({ kind, detail }): StepResult => ({ kind, state: 'waiting', obstacle: null, detail }));
  return waiting.map((step) => {
    const now = progress?.steps.find(({ kind }) => kind === step.kind);
    return now === undefined ? step : { ...now, detail: now.obstacle === null ? step.detail : now.detail };
  });
}
