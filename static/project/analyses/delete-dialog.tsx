// Asks before an analysis is deleted, and says what goes with it when it is the one whose pairs people see.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AnalysisList, AnalysisRow, AppFailure } from '../../../src/contract';
import { call } from '../../shared/api';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';

interface DeleteDialogProps {
  readonly projectId: number;
  readonly analysis: AnalysisRow;
  readonly onDeleted: (list: AnalysisList) => void;
  readonly onClose: () => void;
}

export function DeleteDialog({ projectId, analysis, onDeleted, onClose }: DeleteDialogProps) {
  const words = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const { isShown, progress } = analysis;
  const remove = async () => {
    setIsBusy(true);
    const result = await call('analyses.delete', { projectId, scanId: progress.scanId, evenIfShown: isShown });
    setIsBusy(false);
    if (result.ok) onDeleted(result.value);
    else setFailure(result.failure);
  };
  return (
    <Dialog
      title={words.say('analyses.deleteConfirm')}
      tone={isShown ? 'danger' : 'warning'}
      onClose={onClose}
      width="small"
    >
      <ModalBody>
        <Stack space="space.150">
          {failure && <FailureMessage failure={failure} />}
          <Text>{words.say(isShown ? 'analyses.deleteShown' : 'analyses.deleteText')}</Text>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose} autoFocus>
          {words.say('analyses.keep')}
        </Button>
        <Button appearance="danger" isLoading={isBusy} onClick={() => void remove()}>
          {words.say(isShown ? 'analyses.deleteShownGo' : 'analyses.deleteGo')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
