// Which view of the space's page is open. It stands in Jira's own address, so that a reload, the back button and a link
// from elsewhere all lead to the same view.

import type { view } from '@forge/bridge';
import { createContext, useContext, useEffect, useState } from 'react';

export type JiraHistory = Awaited<ReturnType<typeof view.createHistory>>;

/** A path stays what it is: people keep links to it. */
export type ViewPath =
  | '/'
  | '/review'
  | '/clusters'
  | '/other-backlogs'
  | '/history'
  | '/search'
  | '/analyses'
  | '/dashboard'
  | '/link-health'
  | '/exports'
  | '/settings';

export type OpenView = (path: ViewPath) => void;

/** Null on pages that have no other view to go to. */
export const OpenViewContext = createContext<OpenView | null>(null);

export const useOpenView = () => useContext(OpenViewContext);

/** An address that names none of the known views leads to the first. */
export function useViewPath(history: JiraHistory | null, known: readonly ViewPath[]): [ViewPath, OpenView] {
  const [asked, setAsked] = useState(history?.location.pathname ?? '/');
  useEffect(() => {
    // Never stopped: both live as long as the page, and Jira's bridge gives no function back that would stop it.
    void history?.listen(({ pathname }) => setAsked(pathname));
  }, [history]);
  const path = known.find((each) => each === asked) ?? '/';
  const open = (wanted: ViewPath) => {
    if (wanted === path) return;
    setAsked(wanted);
    history?.push(wanted);
  };
  return [path, open];
}
