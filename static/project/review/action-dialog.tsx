// One action in Jira as it is remembered: each step, what it came to and why.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useEffect, useState } from 'react';
import type { ActionView, IssueView, Result } from '../../../src/contract';
import { call } from '../../shared/api';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { ActionOutcome } from './action-outcome';

interface ActionDialogProps {
  readonly actionId: string;
  readonly issues: readonly Pick<IssueView, 'id' | 'key'>[];
  readonly onClose: () => void;
}

export function ActionDialog({ actionId, issues, onClose }: ActionDialogProps) {
  const words = useWords();
  const [action, setAction] = useState<Result<ActionView> | null>(null);
  useEffect(() => void call('review.action', { actionId }).then(setAction), [actionId]);
  const keyOf = (id: number): string => issues.find((issue) => issue.id === id)?.key ?? words.say('bulk.hidden');
  return (
    <Dialog title={words.say('history.action')} onClose={onClose}>
      <ModalBody>
        <Stack space="space.200">
          {action === null && (
            <div role="status">
              <Spinner size="medium" label={words.say('history.loading')} />
            </div>
          )}
          {action?.ok === false && <FailureMessage failure={action.failure} />}
          {action?.ok && (
            <ActionOutcome
              action={action.value}
              keys={{ duplicate: keyOf(action.value.duplicateId), canonical: keyOf(action.value.canonicalId) }}
            />
          )}
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose} autoFocus>
          {words.say('merge.close')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
