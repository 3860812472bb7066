// What was stored of an external backlog, read back: its matches, and those of its rows that somebody wants.

import * as v from 'valibot';
import type { ExternalRow } from '../contract';
import type { Stores } from '../storage/stores';
import { externalRowsSchema, matchesSchema, type StoredBacklog, type StoredMatch } from './external-record';

interface TextContext {
  readonly stores: Pick<Stores, 'texts'>;
}

export async function storedMatches(
  { comparison }: StoredBacklog,
  { stores }: TextContext,
): Promise<readonly StoredMatch[]> {
  return (await stores.texts.read(comparison?.keys ?? [])).flatMap((text) => v.parse(matchesSchema, text));
}

/** Only the parts that hold a wanted row are read. */
export async function readRows(
  { parts }: StoredBacklog,
  wanted: ReadonlySet<number>,
  { stores }: TextContext,
): Promise<ReadonlyMap<number, ExternalRow>> {
  let first = 0;
  const places = parts.map(({ key, rows }) => ({ key, first: (first += rows) - rows, rows }));
  const needed = places.filter((place) =>
    [...wanted].some((row) => row >= place.first && row < place.first + place.rows),
  );
  const texts = await stores.texts.read(needed.map(({ key }) => key));
  return new Map(
    needed.flatMap((place, at) =>
      v.parse(externalRowsSchema, texts[at] ?? '[]').map((row, index) => [place.first + index, row] as const),
    ),
  );
}
