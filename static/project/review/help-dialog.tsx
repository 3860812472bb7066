// Every key of the queue with what it does, from the same table that the keys themselves are read from.

import Button from '@atlaskit/button/default/button';
import { ModalBody, ModalFooter } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { Fragment } from 'react';
import { Dialog } from '../../shared/ui/dialog';
import { useWords } from '../../shared/ui/words-context';
import { shortcuts } from './keys';
import styles from './review.module.css';

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords();
  return (
    <Dialog title={words.say('review.keyboard')} onClose={onClose} width="small">
      <ModalBody>
        <Stack space="space.200">
          <Text>{words.say('review.keysWhere')}</Text>
          <dl className={styles.keys}>
            {shortcuts.map(({ command, label, text }) => (
              <Fragment key={command}>
                <dt>
                  {label.split(' ').map((key) => (
                    <kbd key={key} className={styles.key}>
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{words.say(text)}</dd>
              </Fragment>
            ))}
          </dl>
        </Stack>
      </ModalBody>
      <ModalFooter>
        <Button appearance="primary" onClick={onClose} autoFocus>
          {words.say('merge.close')}
        </Button>
      </ModalFooter>
    </Dialog>
  );
}
