// What only this stand-in can do: show the app as if it had been used for a while, or forget everything and begin again.
// Beginning again asks first, since nothing brings back what was done here.

import Button from '@atlaskit/button/default/button';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { changeDemo } from './server-api';

export function DemoMenu() {
  const [isOpen, setIsOpen] = useState(false);
  const [busyWith, setBusyWith] = useState<'fill' | 'start-over' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (change: 'fill' | 'start-over') => {
    setBusyWith(change);
    setProblem(null);
    try {
      await changeDemo(change);
      location.assign('/');
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusyWith(null);
    }
  };
  return (
    <>
      <Button appearance="subtle" spacing="compact" onClick={() => setIsOpen(true)}>
        Demo data
      </Button>
      <ModalTransition>
        {isOpen && (
          <Modal width="small" onClose={() => busyWith === null && setIsOpen(false)}>
            <ModalHeader hasCloseButton>
              <ModalTitle>Demo data</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <p>Fill: analyzes all spaces and answers some pairs, as if people had used the app already.</p>
              <p>Start over: forgets everything that was done here, in this Jira and in the app.</p>
              {problem !== null && <SectionMessage appearance="error">{problem}</SectionMessage>}
            </ModalBody>
            <ModalFooter>
              <Button
                appearance="danger"
                isDisabled={busyWith !== null}
                isLoading={busyWith === 'start-over'}
                onClick={() => void run('start-over')}
              >
                Start over
              </Button>
              <Button
                appearance="primary"
                isDisabled={busyWith !== null}
                isLoading={busyWith === 'fill'}
                onClick={() => void run('fill')}
              >
                Fill with demo data
              </Button>
            </ModalFooter>
          </Modal>
        )}
      </ModalTransition>
    </>
  );
}
