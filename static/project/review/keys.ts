// What each key does in the queue, in one table: the handler, the buttons and the help all read it, so that none of them
// can promise what another one does not do. Letters count only while the focus is inside of the list.

import type { TextKey } from '../../shared/text';

export type Command =
  | 'next'
  | 'previous'
  | 'duplicate'
  | 'related'
  | 'not-duplicate'
  | 'swap'
  | 'merge'
  | 'assign'
  | 'assign-other'
  | 'snooze'
  | 'snooze-tomorrow'
  | 'snooze-choose'
  | 'leave'
  | 'select'
  | 'undo'
  | 'help';

interface Shortcut {
  readonly command: Command;
  /** As in `KeyboardEvent.key`, lower case. */
  readonly keys: readonly string[];
  /** As people read them. */
  readonly label: string;
  readonly text: TextKey;
}

export const shortcuts: readonly Shortcut[] = [
  { command: 'next', keys: ['j', 'arrowdown'], label: 'J ↓', text: 'review.keyNext' },
  { command: 'previous', keys: ['k', 'arrowup'], label: 'K ↑', text: 'review.keyPrevious' },
  { command: 'duplicate', keys: ['d'], label: 'D', text: 'review.keyDuplicate' },
  { command: 'related', keys: ['r'], label: 'R', text: 'review.keyRelated' },
  { command: 'not-duplicate', keys: ['n'], label: 'N', text: 'review.keyNot' },
  { command: 'merge', keys: ['m'], label: 'M', text: 'review.keyMerge' },
  { command: 'swap', keys: ['x'], label: 'X', text: 'review.keySwap' },
  { command: 'assign', keys: ['a'], label: 'A', text: 'review.keyAssign' },
  { command: 'assign-other', keys: ['g'], label: 'G', text: 'review.keyGive' },
  { command: 'leave', keys: ['l'], label: 'L', text: 'review.keyLeave' },
  { command: 'snooze-tomorrow', keys: ['t'], label: 'T', text: 'review.keyTomorrow' },
  { command: 'snooze', keys: ['s'], label: 'S', text: 'review.keySnooze' },
  { command: 'snooze-choose', keys: ['c'], label: 'C', text: 'review.keyChoose' },
  { command: 'select', keys: ['v'], label: 'V', text: 'review.keySelect' },
  { command: 'undo', keys: ['u'], label: 'U', text: 'review.keyUndo' },
  { command: 'help', keys: ['?'], label: '?', text: 'review.keyHelp' },
];

const commandOfKey: ReadonlyMap<string, Command> = new Map(
  shortcuts.flatMap(({ keys, command }) => keys.map((key) => [key, command] as const)),
);

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Null: not one of ours. Browser and screen reader commands stay theirs. */
export function commandOf({ key, ctrlKey, metaKey, altKey }: KeyPress): Command | null {
  if (ctrlKey || metaKey || altKey) return null;
  return commandOfKey.get(key.toLowerCase()) ?? null;
}

export function keyLabelOf(command: Command): string {
  return shortcuts.find((shortcut) => shortcut.command === command)?.label ?? '';
}
