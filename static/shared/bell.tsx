// The bell: how many notices are unread, and on a click what they say. The same on every page of the app.

import Badge from '@atlaskit/badge';
import Button from '@atlaskit/button/default/button';
import NotificationIcon from '@atlaskit/icon/core/notification';
import { ModalBody, ModalFooter, ModalTransition } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { call } from './api';
import { BellKinds } from './bell-kinds';
import { BellList } from './bell-list';
import styles from './bell.module.css';
import { Dialog } from './ui/dialog';
import { FailureMessage } from './ui/failure-message';
import { useWords } from './ui/words-context';
import { useInbox } from './use-inbox';

interface BellProps {
  readonly siteUrl: string;
  /** The space of the page; null on pages that belong to none. */
  readonly projectId: number | null;
}

export function Bell({ siteUrl, projectId }: BellProps) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const { view, failure, reload, take } = useInbox();
  const unread = view?.unread ?? 0;
  const open = () => {
    setIsOpen(true);
    reload();
  };
  return (
    <div className={styles.bell}>
      <Button
        appearance="subtle"
        iconBefore={(icon) => <NotificationIcon {...icon} label="" />}
        aria-label={words.say('bell.label', { count: unread })}
        onClick={open}
      >
        {unread > 0 ? <Badge appearance="important">{unread}</Badge> : words.say('bell.none')}
      </Button>
      <ModalTransition>
        {isOpen && (
          <Dialog title={words.say('bell.title')} onClose={() => setIsOpen(false)}>
            <ModalBody>
              <Stack space="space.200">
                {failure && <FailureMessage failure={failure} onRetry={reload} />}
                {view === null && !failure && (
                  <div role="status">
                    <Text>{words.say('bell.loading')}</Text>
                  </div>
                )}
                {view && (
                  <BellList notices={view.notices} siteUrl={siteUrl} onAnswer={take} onLeave={() => setIsOpen(false)} />
                )}
                {view && <BellKinds view={view} projectId={projectId} onAnswer={take} />}
              </Stack>
            </ModalBody>
            <ModalFooter>
              <Button
                appearance="subtle"
                isDisabled={unread === 0}
                onClick={() => void call('inbox.markRead', { ids: null }).then(take)}
              >
                {words.say('bell.allRead')}
              </Button>
              <Button appearance="primary" onClick={() => setIsOpen(false)}>
                {words.say('bell.close')}
              </Button>
            </ModalFooter>
          </Dialog>
        )}
      </ModalTransition>
    </div>
  );
}
