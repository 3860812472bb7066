// Gives a pair to somebody: people are searched in Jira by name, as the person who assigns, so that nobody is offered whom
// they may not know of.

import Button from '@atlaskit/button/default/button';
import { HelperMessage, Label } from '@atlaskit/form';
import { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { AsyncSelect } from '@atlaskit/select';
import { useState } from 'react';
import type { AppFailure } from '../../../src/contract';
import { Dialog } from '../../shared/ui/dialog';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { searchPeople } from '../../shared/as-viewer';

interface QueueAssignDialogProps {
  readonly onChoose: (accountId: string) => void;
  readonly onClose: () => void;
}

interface Option {
  readonly label: string;
  readonly value: string;
}

export function QueueAssignDialog({ onChoose, onClose }: QueueAssignDialogProps) {
  const words = useWords();
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [chosen, setChosen] = useState<Option | null>(null);
  const search = async (query: string): Promise<readonly Option[]> => {
    const result = await searchPeople(query);
    setFailure(result.ok ? null : result.failure);
    if (!result.ok) return [];
    return result.value.map(({ accountId, displayName }) => ({ label: displayName, value: accountId }));
  };
  return (
    <Dialog onClose={onClose} width="small">
      <ModalHeader hasCloseButton>
        <ModalTitle>{words.say('assign.title')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        {failure && <FailureMessage failure={failure} />}
        <Label htmlFor="assignee">{words.say('assign.person')}</Label>
        <AsyncSelect<Option>
          inputId="assignee"
          autoFocus
          defaultOptions
          loadOptions={search}
          value={chosen}
          onChange={setChosen}
          placeholder={words.say('assign.placeholder')}
          noOptionsMessage={() => words.say('assign.nobodyFound')}
          loadingMessage={() => words.say('table.loading')}
          menuPosition="fixed"
        />
        <HelperMessage>{words.say('assign.help')}</HelperMessage>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say('merge.cancel')}
        </Button>
        <Button
          appearance="primary"
          isDisabled={chosen === null}
          onClick={() => chosen !== null && onChoose(chosen.value)}
        >
          {words.say('assign.choose')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
