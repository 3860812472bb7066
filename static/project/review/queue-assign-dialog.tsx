// Gives a pair to somebody: people are searched in Jira by name, as the person who assigns, so that nobody is offered whom
// they may not know of.

import Button from '@atlaskit/button/default/button';
import { HelperMessage, Label } from '@atlaskit/form';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { useState } from 'react';
import { findPeople, type PersonOption } from '../../shared/find';
import { useFound } from '../../shared/use-found';
import { Dialog } from '../../shared/ui/dialog';
import { FoundSelect } from '../../shared/ui/found-select';
import { useWords } from '../../shared/ui/words-context';

interface QueueAssignDialogProps {
  readonly onChoose: (accountId: string) => void;
  readonly onClose: () => void;
}

export function QueueAssignDialog({ onChoose, onClose }: QueueAssignDialogProps) {
  const words = useWords();
  const [chosen, setChosen] = useState<PersonOption | null>(null);
  const people = useFound(findPeople);
  return (
    <Dialog title={words.say('assign.title')} onClose={onClose} width="small">
      <ModalBody>
        <Label htmlFor="assignee">{words.say('assign.person')}</Label>
        <FoundSelect<PersonOption>
          inputId="assignee"
          autoFocus
          isInDialog
          found={people}
          value={chosen}
          onChange={setChosen}
          placeholder="assign.placeholder"
          nothing="assign.nobodyFound"
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
