// The next pairs by rank, without asking Jira about all of them. Pairs are looked at from the most confident one down, and
// no further than impact could still lift one of the others onto the page. A list so long that this would cost too much is
// cut into stretches by confidence, each in the order of rank; a stretch ends at a pair that the viewer has been shown.

import * as v from 'valibot';
import { AppError } from '../errors';
import { mostFactor } from './queue-impact';

export interface Confident {
  readonly a: number;
  readonly b: number;
  /** In [0, 1]. */
  readonly confidence: number;
}

/** A pair that this viewer may see. */
export interface Ranked<T extends Confident> {
  readonly pair: T;
  readonly rank: number;
}

/** Those of the given pairs that belong into the list, with their ranks, in any order. */
export type Look<T extends Confident, R extends Ranked<T>> = (some: readonly T[]) => Promise<readonly R[]>;

interface OrderLimits {
  /** Different issues in one look. */
  readonly issuesPerLook: number;
  readonly maxLooks: number;
  /** After the first look, which is mostly enough. */
  readonly parallelLooks: number;
}

const placeSchema = v.strictTuple([v.number(), v.number(), v.number()]);
/** Larger value first, then smaller ids. */
type Place = v.InferOutput<typeof placeSchema>;

const cursorSchema = v.strictObject({
  /** By confidence: behind this place the stretch begins, and at `to` it ends. */
  from: v.nullable(placeSchema),
  to: v.nullable(placeSchema),
  /** By rank: the last pair of this stretch that was given out. */
  last: v.nullable(placeSchema),
});
type Cursor = v.InferOutput<typeof cursorSchema>;

export interface Page<R> {
  readonly rows: readonly R[];
  readonly nextCursor: string | null;
}

export async function nextByRank<T extends Confident, R extends Ranked<T>>(
  pairs: readonly T[],
  cursorText: string | null,
  wanted: number,
  look: Look<T, R>,
  { issuesPerLook, maxLooks, parallelLooks }: OrderLimits,
): Promise<Page<R>> {
  const { from, to, last } = cursorText === null ? start : parseCursor(cursorText);
  const ordered = [...pairs]
    .filter((pair) => (from === null || isBehind(placeOf(pair), from)) && (to === null || !isBehind(placeOf(pair), to)))
    // Rank is never below confidence, so what is surer than the last row has been given out.
    .filter(({ confidence }) => last === null || confidence <= last[0])
    .sort((x, y) => comparePlaces(placeOf(x), placeOf(y)));
  const found: R[] = [];
  let seenTo: Place | null = null;
  let position = 0;
  for (let looks = 0; position < ordered.length;) {
    const edge = found[wanted]?.rank;
    if (edge !== undefined && edge > mostFactor * (ordered[position]?.confidence ?? 0)) break;
    // A stretch whose end is known is looked through however often; one without any row yet cannot end.
    if (to === null && seenTo !== null && looks >= maxLooks) {
      return pageOf(found.slice(0, wanted), { from, to: seenTo, last: lastOf(found, wanted) ?? last });
    }
    const windows: (readonly T[])[] = [];
    for (
      let most = looks === 0 ? 1 : Math.min(parallelLooks, maxLooks - looks);
      most > 0 || windows.length === 0;
      most--
    ) {
      const some = windowOf(ordered, position, issuesPerLook);
      if (some.length === 0) break;
      windows.push(some);
      position += some.length;
      looks++;
    }
    for (const row of (await Promise.all(windows.map(look))).flat()) {
      const place = placeOf(row.pair);
      if (seenTo === null || isBehind(place, seenTo)) seenTo = place;
      if (last === null || isBehind(rankPlaceOf(row), last)) found.push(row);
    }
    found.sort((x, y) => comparePlaces(rankPlaceOf(x), rankPlaceOf(y)));
  }
  const rows = found.slice(0, wanted);
  if (found.length > wanted) return pageOf(rows, { from, to, last: lastOf(found, wanted) });
  return pageOf(rows, to === null ? null : { from: to, to: null, last: null });
}

const start: Cursor = { from: null, to: null, last: null };

/** As many pairs as have this number of different issues. */
function windowOf<T extends Confident>(ordered: readonly T[], position: number, issues: number): readonly T[] {
  const ids = new Set<number>();
  let end = position;
  for (; end < ordered.length; end++) {
    const pair = ordered[end];
    if (pair !== undefined) ids.add(pair.a).add(pair.b);
    if (ids.size > issues && end > position) break;
  }
  return ordered.slice(position, end);
}

function pageOf<R>(rows: readonly R[], cursor: Cursor | null): Page<R> {
  return { rows, nextCursor: cursor && Buffer.from(JSON.stringify(cursor)).toString('base64url') };
}

/** @throws AppError */
function parseCursor(text: string): Cursor {
  const parsed = v.safeParse(
    v.pipe(v.string(), v.parseJson(), cursorSchema),
    Buffer.from(text, 'base64url').toString(),
  );
  if (!parsed.success) throw new AppError('BAD_INPUT', 'The cursor is not one that this list gave.');
  return parsed.output;
}

const placeOf = ({ confidence, a, b }: Confident): Place => [confidence, a, b];

const rankPlaceOf = ({ rank, pair: { a, b } }: Ranked<Confident>): Place => [rank, a, b];

function lastOf(found: readonly Ranked<Confident>[], wanted: number): Place | null {
  const last = found.slice(0, wanted).at(-1);
  return last === undefined ? null : rankPlaceOf(last);
}

function comparePlaces(x: Place, y: Place): number {
  return y[0] - x[0] || x[1] - y[1] || x[2] - y[2];
}

function isBehind(place: Place, other: Place): boolean {
  return comparePlaces(place, other) > 0;
}
