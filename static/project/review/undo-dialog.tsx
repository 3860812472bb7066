// Takes back one action in Jira. First Jira is asked what can be taken back now, and that is shown; the click then does it.
// What cannot be taken back is said before anything happens.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { ActionView, AppFailure, IssueView } from '../../../src/contract';
import { call } from '../../shared/api';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { ActionOutcome } from './action-outcome';
import { StepList } from './step-list';
import { useProgress } from './use-progress';

interface UndoDialogProps {
  readonly actionId: string;
  /** The two that the action is about, in any order. */
  readonly issues: readonly Pick<IssueView, 'id' | 'key'>[];
  readonly onUndone: (action: ActionView) => void;
  readonly onClose: () => void;
}

export function UndoDialog({ actionId, issues, onUndone, onClose }: UndoDialogProps) {
  const words = useWords();
  const [rehearsal, setRehearsal] = useState<ActionView | null>(null);
  const [outcome, setOutcome] = useState<ActionView | null>(null);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const progress = useProgress(actionId, isBusy);

  useEffect(() => {
    let isCurrent = true;
    void call('review.previewUndo', { actionId }).then((result) => {
      if (!isCurrent) return;
      if (result.ok) setRehearsal(result.value);
      else setFailure(result.failure);
    });
    return () => {
      isCurrent = false;
    };
  }, [actionId]);

  const undo = async () => {
    setIsBusy(true);
    setFailure(null);
    const result = await call('review.undoAction', { actionId });
    setIsBusy(false);
    if (!result.ok) return setFailure(result.failure);
    setOutcome(result.value);
    onUndone(result.value);
  };

  const keyOf = (id: number): string => issues.find((issue) => issue.id === id)?.key ?? words.say('bulk.hidden');
  const keysOf = ({ duplicateId, canonicalId }: ActionView) => ({
    duplicate: keyOf(duplicateId),
    canonical: keyOf(canonicalId),
  });
  return (
    <Dialog title={words.say('undo.title')} onClose={onClose}>
      <ModalBody>
        <Stack space="space.200">
          {failure && <FailureMessage failure={failure} />}
          {rehearsal === null && !failure && (
            <div role="status">
              <Spinner size="medium" label={words.say('undo.loading')} />
            </div>
          )}
          {isBusy && progress !== null && (
            <div role="status">
              <StepList steps={progress.steps} keys={keysOf(progress)} />
            </div>
          )}
          {rehearsal !== null && outcome === null && !(isBusy && progress !== null) && (
            <>
              <Text>{words.say('undo.text')}</Text>
              <StepList steps={rehearsal.steps} keys={keysOf(rehearsal)} isRehearsal />
              <Text size="small" color="color.text.subtle">
                {words.say('merge.neverUndone')}
              </Text>
            </>
          )}
          {outcome !== null && <ActionOutcome action={outcome} keys={keysOf(outcome)} />}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say(outcome === null ? 'merge.cancel' : 'merge.close')}
        </Button>
        {outcome?.state === 'undoing' && (
          <Button appearance="primary" onClick={() => void undo()} isLoading={isBusy}>
            {words.say('merge.goOn')}
          </Button>
        )}
        {rehearsal !== null && outcome === null && (
          <Button appearance="primary" onClick={() => void undo()} isLoading={isBusy}>
            {words.say('merge.undo')}
          </Button>
        )}
      </ModalFooter>
    </Dialog>
  );
}
