// Jira's command palette, reduced to a button: the commands of apps with their keys. As in Jira the keys work only after
// the palette was opened once, because only then Jira asks which there are. A command gets no space: Jira documents none.

import Button from '@atlaskit/button/default/button';
import Modal, { ModalBody, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import { useEffect, useState } from 'react';
import { modulesOf, type Boot, type ShellModule } from './boot';
import { useShellParts } from './shell-parts';
import styles from './shell.module.css';

/** Two keys of one shortcut may be so far apart. */
const sequenceMs = 1_500;

export function CommandMenu({ boot }: { readonly boot: Boot }) {
  const parts = useShellParts();
  const [isOpen, setIsOpen] = useState(false);
  const [isKnown, setIsKnown] = useState(false);
  const commands = modulesOf(boot, 'jira:command');
  const run = (module: ShellModule) => {
    setIsOpen(false);
    parts.openModal(module, { size: 'large' }, {});
  };
  useShortcuts(isKnown ? commands : [], run);
  if (commands.length === 0) return null;
  return (
    <>
      <Button
        spacing="compact"
        onClick={() => {
          setIsKnown(true);
          setIsOpen(true);
        }}
      >
        Commands
      </Button>
      <ModalTransition>
        {isOpen && (
          <Modal onClose={() => setIsOpen(false)} width="small">
            <ModalHeader hasCloseButton>
              <ModalTitle>Commands</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <div className={styles.actions}>
                {commands.map((module) => (
                  <Button key={module.key} onClick={() => run(module)}>
                    {module.shortcut === undefined ? module.title : `${module.title} (${module.shortcut})`}
                  </Button>
                ))}
              </div>
            </ModalBody>
          </Modal>
        )}
      </ModalTransition>
    </>
  );
}

function useShortcuts(commands: readonly ShellModule[], run: (module: ShellModule) => void): void {
  useEffect(() => {
    let pressed: { readonly key: string; readonly atMs: number }[] = [];
    const listen = ({ key, target, timeStamp, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const isWriting = target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
      if (isWriting || ctrlKey || metaKey || altKey) return;
      pressed = [...pressed.filter(({ atMs }) => timeStamp - atMs < sequenceMs), { key, atMs: timeStamp }];
      const typed = pressed.map((one) => one.key).join(' ');
      const command = commands.find(({ shortcut }) => shortcut !== undefined && typed.endsWith(shortcut));
      if (!command) return;
      pressed = [];
      run(command);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}
