// Search as you type over the rows that are loaded: keys and titles of both work items, by the beginnings of words and
// with a slip of the finger forgiven. The order of the queue stays.

import MiniSearch from 'minisearch';
import type { QueueItem } from './queue-items';

/** The items that fit, in their order; all of them for an empty query, without building an index. */
export function searchItems(items: readonly QueueItem[], query: string): readonly QueueItem[] {
  if (query.trim() === '') return items;
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    searchOptions: { prefix: true, combineWith: 'AND', fuzzy: (term) => (term.length > 4 ? 0.2 : false) },
  });
  index.addAll(items.map(({ key, a, b }) => ({ id: key, text: `${a.key} ${a.summary} ${b.key} ${b.summary}` })));
  const found = new Set(index.search(query).map(({ id }) => String(id)));
  return items.filter(({ key }) => found.has(key));
}
