// The rest of a backlog: ordinary work items that have nothing to do with each other. Each has words of its own, for
// a backlog put together from a few sentences would be full of look-alikes that no real team would call duplicates.

import everyday from './everyday.json';
import type { SeriesItem } from './series';

/** The draw, in [0, 1), says who filed each and when. */
export function everydayItems(draw: () => number): SeriesItem[] {
  const items = everyday as readonly Omit<SeriesItem, 'by' | 'day'>[];
  return items.map((item) => ({ ...item, by: choose(authors, draw), day: 1 + Math.floor(draw() * 120) }));
}

const authors = ['ada', 'ben', 'chiara', 'daichi', 'eva'] as const;

function choose<T>(list: readonly T[], draw: () => number): T {
  return list[Math.floor(draw() * list.length)] as T;
}
