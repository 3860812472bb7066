// What can be answered to one pair: the usual answers as buttons, the rest behind one menu, each with its key. Nine buttons
// on each of twenty-five rows would drown the titles that people come to read.

import Button from '@atlaskit/button/default/button';
import DropdownMenu, { DropdownItem, DropdownItemGroup } from '@atlaskit/dropdown-menu';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import { type Command, keyLabelOf } from './keys';
import { isSettled, mergeOf, type QueueItem } from './queue-items';
import styles from './review.module.css';

interface QueueActionsProps {
  readonly item: QueueItem;
  /** Account id of the person who looks. */
  readonly me: string;
  readonly onCommand: (command: Command, key: string) => void;
}

export function QueueActions({ item, me, onCommand }: QueueActionsProps) {
  const words = useWords();
  const { usual, more } = isSettled(item.shown) ? settledActions(item) : openActions(item, me);
  const { duplicate, canonical } = mergeOf(item);
  return (
    <div className={styles.actions}>
      {usual.map(({ command, text }) => (
        <Button key={command} spacing="compact" onClick={() => onCommand(command, item.key)}>
          {words.say(text)} <kbd className={styles.key}>{keyLabelOf(command)}</kbd>
        </Button>
      ))}
      {more.length > 0 && (
        <DropdownMenu<HTMLButtonElement>
          spacing="compact"
          trigger={({ triggerRef, isSelected, ...trigger }) => (
            <Button
              {...trigger}
              ref={triggerRef}
              isSelected={isSelected === true}
              spacing="compact"
              appearance="subtle"
              iconAfter={ChevronDownIcon}
              aria-label={words.say('review.moreFor', { duplicate: duplicate.key, canonical: canonical.key })}
            >
              {words.say('review.more')}
            </Button>
          )}
        >
          <DropdownItemGroup>
            {more.map(({ command, text }) => (
              <DropdownItem
                key={command}
                onClick={() => onCommand(command, item.key)}
                elemAfter={<kbd className={styles.key}>{keyLabelOf(command)}</kbd>}
              >
                {words.say(text)}
              </DropdownItem>
            ))}
          </DropdownItemGroup>
        </DropdownMenu>
      )}
    </div>
  );
}

interface Action {
  readonly command: Command;
  readonly text: TextKey;
}

interface Actions {
  readonly usual: readonly Action[];
  readonly more: readonly Action[];
}

function openActions({ shown }: QueueItem, me: string): Actions {
  return {
    usual: [
      { command: 'duplicate', text: 'review.verdictDuplicate' },
      { command: 'related', text: 'review.verdictRelated' },
      { command: 'not-duplicate', text: 'review.verdictNot' },
      { command: 'merge', text: 'review.merge' },
    ],
    more: [
      { command: 'swap', text: 'review.swap' },
      { command: 'snooze-choose', text: 'review.snoozeChoose' },
      { command: 'leave', text: 'review.leave' },
      { command: 'assign', text: shown.assigneeAccountId === me ? 'review.unassign' : 'review.assign' },
      { command: 'assign-other', text: 'review.give' },
    ],
  };
}

function settledActions({ shown }: QueueItem): Actions {
  const undo: Action = { command: 'undo', text: shown.actionId === null ? 'review.undo' : 'review.undoInJira' };
  if (shown.verdict !== 'duplicate' || shown.actionId !== null) return { usual: [undo], more: [] };
  return {
    usual: [undo, { command: 'merge', text: 'review.merge' }, { command: 'swap', text: 'review.swap' }],
    more: [],
  };
}
