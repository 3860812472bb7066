// Chooses what to analyze and starts it. The current space is chosen already, so that the common case is one click; what
// else can be chosen is below, and can be saved for the next time.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure, ScanProgress } from '../../src/contract';
import { call } from '../shared/api';
import { Dialog } from '../shared/ui/dialog';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import { SavedScopes } from './scope/saved-scopes';
import { scopeOfSpace } from './scope/scope-draft';
import { isIncomplete, ScopeFields } from './scope/scope-fields';
import { useJqlCheck } from './use-jql-check';

interface StartDialogProps {
  readonly projectId: number;
  readonly onStarted: (progress: ScanProgress) => void;
  readonly onClose: () => void;
}

export function StartDialog({ projectId, onStarted, onClose }: StartDialogProps) {
  const words = useWords();
  const [scope, setScope] = useState(() => scopeOfSpace(projectId));
  const [isStarting, setIsStarting] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const check = useJqlCheck(scope.jql ?? '');
  const isComplete = !isIncomplete(scope) && check.state !== 'checking' && check.errors.length === 0;
  const start = async () => {
    setIsStarting(true);
    const result = await call('project.startScan', { ...scope, jql: scope.jql?.trim() || null });
    setIsStarting(false);
    if (result.ok) onStarted(result.value);
    else setFailure(result.failure);
  };

  return (
    <Dialog title={words.say('start.title')} onClose={onClose}>
      <ModalBody>
        <Stack space="space.200">
          {failure && <FailureMessage failure={failure} title={words.say('start.failed')} />}
          <ScopeFields scope={scope} check={check} onChange={setScope} />
          <SavedScopes projectId={projectId} scope={scope} isComplete={isComplete} onChoose={setScope} />
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say('start.cancel')}
        </Button>
        <Button appearance="primary" onClick={() => void start()} isLoading={isStarting} isDisabled={!isComplete}>
          {words.say('start.go')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
