// What Jira gives to an app's page through `view.createHistory()`: the part of the address below the page, as a history
// that the page pushes and listens to. Jira has it for whole pages alone; a dialog has no address.

import { moved, moveTo } from './routes';

interface Location {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

type Target = string | Partial<Location>;

/** Ends with the signal: a frame that is gone is not told where the page goes next. */
export function historyBelow(base: string, signal: AbortSignal) {
  const now = (): Location => ({
    pathname: location.pathname.slice(base.length) || '/',
    search: location.search,
    hash: location.hash,
  });
  const addressOf = (target: Target): string => {
    const { pathname = '/', search = '' } = typeof target === 'string' ? { pathname: target } : target;
    return base + (pathname === '/' ? '' : pathname) + search;
  };
  return {
    action: 'POP',
    location: now(),
    push: (target: Target) => moveTo(addressOf(target)),
    replace: (target: Target) => moveTo(addressOf(target), 'replaceState'),
    go: (steps: number) => history.go(steps),
    goBack: () => history.back(),
    goForward: () => history.forward(),
    listen: (listener: (place: Location) => unknown) => {
      const tell = () => {
        if (location.pathname.startsWith(base)) listener(now());
      };
      for (const event of ['popstate', moved]) window.addEventListener(event, tell, { signal });
    },
  };
}
