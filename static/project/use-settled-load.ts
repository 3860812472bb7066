// A list is asked for when its question has stopped changing: a slider is drawn through many values on its way to one.

import { useEffect, useRef } from 'react';

/** A pause in changing before anything is asked, in milliseconds. */
const settleMs = 200;

/**
 * The first page: at once the first time, a moment after the last change from then on. `load` is another function for
 * another question; `generation` another text when the same question has a new answer, null while nothing is to be asked.
 */
export function useSettledLoad(load: (cursor: null) => Promise<void>, generation: string | null): void {
  const isFirst = useRef(true);
  useEffect(() => {
    if (generation === null) return;
    const timer = setTimeout(() => void load(null), isFirst.current ? 0 : settleMs);
    isFirst.current = false;
    return () => clearTimeout(timer);
  }, [load, generation]);
}
