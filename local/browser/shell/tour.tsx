// The guided tour of the demo site: a card in the corner that covers nothing needed, remembers where it was, and is gone
// for good when it was skipped or walked to its end. The bar on top opens it again.

import Button from '@atlaskit/button/default/button';
import { useEffect, useState } from 'react';
import type { TourStop } from '../../demo/tour';
import { goTo } from './routes';
import styles from './tour.module.css';

export interface TourState {
  /** Null: closed. */
  readonly at: number | null;
  readonly move: (to: number | null) => void;
}

/** Where the tour was when this browser saw the site last. */
export function useTour(stops: readonly TourStop[]): TourState {
  const [at, setAt] = useState<number | null>(() => {
    const kept = localStorage.getItem('tour');
    if (kept === 'closed' || stops.length === 0) return null;
    const place = Number(kept ?? 0);
    return Number.isInteger(place) && place >= 0 && place < stops.length ? place : 0;
  });
  useEffect(() => localStorage.setItem('tour', at === null ? 'closed' : String(at)), [at]);
  return { at, move: setAt };
}

interface TourProps extends TourState {
  readonly stops: readonly TourStop[];
}

export function Tour({ stops, at, move }: TourProps) {
  const stop = at === null ? undefined : stops[at];
  if (at === null || stop === undefined) return null;
  const isLast = at === stops.length - 1;
  const follow = (to: number) => {
    move(to);
    const next = stops[to];
    if (next !== undefined && next.path !== stop.path) goTo(next.path);
  };
  return (
    <aside className={styles.card} aria-label="Guided tour">
      <p className={styles.place}>
        {at + 1} of {stops.length}
      </p>
      <h2 className={styles.title}>{stop.title}</h2>
      <p className={styles.text} aria-live="polite">
        {stop.text}
      </p>
      <div className={styles.buttons}>
        <Button appearance="subtle" spacing="compact" onClick={() => move(null)}>
          {isLast ? 'Close' : 'Skip the tour'}
        </Button>
        <span className={styles.steps}>
          {location.pathname !== stop.path && (
            <Button appearance="subtle" spacing="compact" onClick={() => goTo(stop.path)}>
              Take me there
            </Button>
          )}
          {at > 0 && (
            <Button spacing="compact" onClick={() => follow(at - 1)}>
              Back
            </Button>
          )}
          {!isLast && (
            <Button appearance="primary" spacing="compact" onClick={() => follow(at + 1)}>
              Next
            </Button>
          )}
        </span>
      </div>
    </aside>
  );
}
