// What a key or a button does to a row, and where the focus goes: to the next row after an answer, back to the row after an
// undo. The answers of this visit are remembered in order, so that one key takes back the last one.

import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { type Command, commandOf } from './keys';
import { isSettled, left, type QueueItem, swapped, type Wish } from './queue-items';
import { rowElementId } from './queue-row';
import { snoozeEnd } from './queue-times';
import type { Queue } from './use-queue';

/** Further pages are asked for before the last row is reached, so that nobody waits for them. */
const rowsAhead = 8;

type Dialog =
  | { readonly kind: 'help' }
  | { readonly kind: 'bulk'; readonly items: readonly QueueItem[] }
  | { readonly kind: 'merge' | 'later' | 'assign'; readonly key: string }
  | { readonly kind: 'undo'; readonly key: string; readonly actionId: string };

export interface Commands {
  /** The row that keys act on. */
  readonly currentKey: string | null;
  readonly selected: ReadonlySet<string>;
  readonly dialog: Dialog | null;
  readonly open: (dialog: Dialog) => void;
  readonly close: () => void;
  readonly select: (keys: readonly string[]) => void;
  /** An answer from a dialog: it counts for undo like one from a key, and the focus stays. */
  readonly answer: (key: string, wish: Wish) => void;
  readonly onFocus: (key: string) => void;
  readonly onCommand: (command: Command, key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function useCommands(items: readonly QueueItem[], queue: Queue, accountId: string): Commands {
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, open] = useState<Dialog | null>(null);
  const answers = useRef<string[]>([]);
  const goesOnFrom = useRef<string | null>(null);
  const currentKey = items.some(({ key }) => key === focusedKey) ? focusedKey : (items[0]?.key ?? null);
  const { wish, change, loadMore } = queue;

  const newest = useRef({ items, loadMore });
  useEffect(() => {
    newest.current = { items, loadMore };
  }, [items, loadMore]);

  const move = useCallback((key: string, by: number) => {
    const { items: rows, loadMore: more } = newest.current;
    const at = rows.findIndex((item) => item.key === key);
    if (at + by >= rows.length - rowsAhead) more();
    const next = rows[at + by];
    goesOnFrom.current = next === undefined && by > 0 ? key : null;
    focusRow(next?.key);
  }, []);

  // Whoever was faster than the next page goes on by itself when it is there, unless they went elsewhere.
  useEffect(() => {
    const from = goesOnFrom.current;
    const next = items[items.findIndex(({ key }) => key === from) + 1];
    if (from === null || next === undefined) return;
    goesOnFrom.current = null;
    if (document.activeElement?.id === rowElementId(from)) focusRow(next.key);
  }, [items]);

  const answer = useCallback(
    (key: string, how: Wish) => {
      answers.current.push(key);
      wish(key, how);
    },
    [wish],
  );

  const onCommand = useCallback(
    (command: Command, key: string) => {
      const item = newest.current.items.find((one) => one.key === key);
      const answerAndGoOn = (how: Wish) => {
        if (item === undefined || isSettled(item.shown)) return;
        answer(key, how);
        move(key, 1);
      };
      switch (command) {
        case 'next':
          return move(key, 1);
        case 'previous':
          return move(key, -1);
        case 'duplicate':
        case 'related':
        case 'not-duplicate':
          return answerAndGoOn({ kind: 'decide', verdict: command });
        case 'snooze':
          return answerAndGoOn({ kind: 'snooze', untilIso: snoozeEnd('next-week', Date.now()) });
        case 'snooze-tomorrow':
          return answerAndGoOn({ kind: 'snooze', untilIso: snoozeEnd('tomorrow', Date.now()) });
        case 'snooze-choose':
          if (item !== undefined && !isSettled(item.shown)) open({ kind: 'later', key });
          return;
        case 'leave':
          if (item === undefined || isSettled(item.shown)) return;
          change(key, left);
          return move(key, 1);
        case 'assign-other':
          return open({ kind: 'assign', key });
        case 'assign': {
          const isMine = item?.shown.assigneeAccountId === accountId;
          return wish(key, { kind: 'assign', accountId: isMine ? null : accountId });
        }
        case 'swap':
          return change(key, swapped);
        case 'select':
          return setSelected((before) => toggled(before, key));
        case 'merge':
          return open({ kind: 'merge', key });
        case 'help':
          return open({ kind: 'help' });
        case 'undo': {
          const isHere = item !== undefined && isSettled(item.shown);
          const target = isHere ? key : answers.current.at(-1);
          if (target === undefined) return;
          answers.current = answers.current.filter((one) => one !== target);
          const undone = newest.current.items.find((one) => one.key === target);
          focusRow(target);
          const actionId = undone?.shown.actionId ?? null;
          if (actionId !== null) return open({ kind: 'undo', key: target, actionId });
          return wish(target, { kind: 'undo' });
        }
      }
    },
    [accountId, answer, change, move, wish],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      // The arrows of an open menu walk through the menu.
      if (event.target instanceof Element && event.target.closest('[role="menu"]') !== null) return;
      const command = commandOf(event);
      if (command === null || currentKey === null) return;
      event.preventDefault();
      onCommand(command, currentKey);
    },
    [currentKey, onCommand],
  );

  return {
    currentKey,
    selected,
    dialog,
    open,
    close: useCallback(() => open(null), []),
    select: useCallback((keys) => setSelected(new Set(keys)), []),
    answer,
    onFocus: setFocusedKey,
    onCommand,
    onKeyDown,
  };
}

function focusRow(key: string | undefined): void {
  if (key !== undefined) document.getElementById(rowElementId(key))?.focus();
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}
