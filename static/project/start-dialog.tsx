// Chooses what to analyze: spaces, searched as the person types, and optionally a JQL that Jira checks before anything
// starts. The current space is chosen already, so that the common case is one click.

import Button from '@atlaskit/button/default/button';
import { ErrorMessage, HelperMessage, Label, ValidMessage } from '@atlaskit/form';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import Select from '@atlaskit/select';
import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import type { AppFailure, ScanProgress } from '../../src/contract';
import { call } from '../shared/api';
import { FailureMessage } from '../shared/ui/failure-message';
import { useWords } from '../shared/ui/words-context';
import { type SpaceChoice, useSpaceChoices } from '../shared/use-space-choices';
import { useJqlCheck } from './use-jql-check';

interface StartDialogProps {
  readonly projectId: number;
  readonly onStarted: (progress: ScanProgress) => void;
  readonly onClose: () => void;
}

export function StartDialog({ projectId, onStarted, onClose }: StartDialogProps) {
  const words = useWords();
  const { options, isLoading, search } = useSpaceChoices();
  const [chosen, setChosen] = useState<readonly SpaceChoice[] | null>(null);
  const [jql, setJql] = useState('');
  const [isStarting, setIsStarting] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const check = useJqlCheck(jql);

  const shown = chosen ?? options.filter((option) => option.value === projectId);
  const isIncomplete = shown.length === 0;
  const start = async () => {
    setIsStarting(true);
    const result = await call('project.startScan', {
      projectIds: shown.map((option) => option.value),
      jql: jql.trim() || null,
    });
    setIsStarting(false);
    if (result.ok) onStarted(result.value);
    else setFailure(result.failure);
  };

  return (
    <Modal onClose={onClose} shouldScrollInViewport>
      <ModalHeader hasCloseButton>
        <ModalTitle>{words.say('start.title')}</ModalTitle>
      </ModalHeader>
      <ModalBody>
        <Stack space="space.200">
          {failure && <FailureMessage failure={failure} title={words.say('start.failed')} />}
          <div>
            <Label htmlFor="spaces">{words.say('start.spaces')}</Label>
            <Select<SpaceChoice, true>
              inputId="spaces"
              isMulti
              isLoading={isLoading}
              options={options}
              value={shown}
              onChange={setChosen}
              onInputChange={(query, { action }) => {
                if (action === 'input-change') search(query);
              }}
              placeholder={words.say('start.placeholder')}
              noOptionsMessage={() => words.say('start.spacesNone')}
              isInvalid={isIncomplete && chosen !== null}
              menuPosition="fixed"
            />
            {isIncomplete && chosen !== null ? (
              <ErrorMessage>{words.say('start.spacesRequired')}</ErrorMessage>
            ) : (
              <HelperMessage>{words.say('start.spacesHelp')}</HelperMessage>
            )}
          </div>
          <div>
            <Label htmlFor="jql">
              {words.say('start.jql')} ({words.say('start.optional')})
            </Label>
            <TextArea
              id="jql"
              value={jql}
              onChange={(event) => setJql(event.currentTarget.value)}
              isInvalid={check.errors.length > 0}
              isMonospaced
              minimumRows={2}
              aria-describedby="jql-check"
            />
            <div id="jql-check" role="status">
              {check.state === 'empty' && <HelperMessage>{words.say('start.jqlHelp')}</HelperMessage>}
              {check.state === 'checking' && <HelperMessage>{words.say('start.jqlChecking')}</HelperMessage>}
              {check.state === 'good' && <ValidMessage>{words.say('start.jqlGood')}</ValidMessage>}
              {check.errors.map((error) => (
                <ErrorMessage key={error}>{error}</ErrorMessage>
              ))}
            </div>
          </div>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="subtle" onClick={onClose}>
          {words.say('start.cancel')}
        </Button>
        <Button
          appearance="primary"
          onClick={() => void start()}
          isLoading={isStarting}
          isDisabled={isIncomplete || check.state === 'checking' || check.errors.length > 0}
        >
          {words.say('start.go')}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
