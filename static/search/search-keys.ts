// The keyboard of the search: "/" goes to the title from anywhere on the page, the arrow keys walk from the title through
// the found work items to the button below them, and Escape leads back.

import { useEffect, type KeyboardEvent, type RefObject } from 'react';

export function useSlashKey(title: RefObject<HTMLInputElement>): void {
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      title.current?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, [title]);
}

/** True when the key was one of these and has moved the focus. */
export function focusNeighbour({ key, target }: KeyboardEvent, page: HTMLElement, title: HTMLElement | null): boolean {
  // In a text of several lines the arrows belong to the text; a dialog on top has keys of its own.
  if (!(target instanceof HTMLElement) || !page.contains(target) || target.tagName === 'TEXTAREA') return false;
  const stops = [title, ...page.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const at = stops.indexOf(target);
  if (key === 'Escape' && at > 0) return focused(title);
  if (key === 'ArrowDown') return focused(stops[at + 1] ?? null);
  if (key === 'ArrowUp' && at > 0) return focused(stops[at - 1] ?? null);
  return false;
}

function focused(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}
