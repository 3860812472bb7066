// What people said about pairs, and the history of it. Pairs are spread over a fixed number of guarded records, and the
// line of the history is written in the same write as the decision: there is no decision without its line and no line
// without its decision, whatever is killed when. Older lines move to values that are written once.

import * as v from 'valibot';
import { historyEvents, type Review, reviewSchema, seenSchema, verdicts } from '../duplicates/decision';
import { AppError } from '../errors';
import { hashText } from '../similarity/hash';
import { Guarded } from './guarded';
import { guardedKeys, historyKey } from './keys';
import type { Kv } from './kv';

/** A pair of issue ids, ascending. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

export interface ReviewedPair extends Pair {
  readonly review: Review;
}

const verdictSchema = v.nullable(v.picklist(verdicts));
const lineSchema = v.object({
  a: v.number(),
  b: v.number(),
  /** The version of the pair that this made: with the pair it names the line for ever. */
  version: v.number(),
  atMs: v.number(),
  by: v.nullable(v.string()),
  event: v.picklist(historyEvents),
  before: verdictSchema,
  after: verdictSchema,
  actionId: v.nullable(v.string()),
  seen: v.nullable(seenSchema),
});
export type HistoryLine = v.InferOutput<typeof lineSchema>;

const shardSchema = v.object({
  v: v.literal(1),
  pairs: v.array(v.object({ a: v.number(), b: v.number(), review: reviewSchema })),
  /** Newest last. */
  lines: v.array(lineSchema),
  /** Keys of older lines, oldest first. */
  archived: v.array(v.string()),
});
type Shard = v.InferOutput<typeof shardSchema>;

/** Never to be changed: it says where a pair is found. 64 records of 200 KB hold some 40,000 decisions. */
const shardCount = 64;
const shardNumbers = Array.from({ length: shardCount }, (_, shard) => shard);
const linesBeforeArchiving = 60;
const linesKept = 20;

export interface ReviewChange {
  readonly review: Review;
  readonly event: HistoryLine['event'];
}

export class ReviewStore {
  constructor(
    private readonly kv: Kv,
    private readonly newId: () => string,
  ) {}

  async readMany(pairs: readonly Pair[]): Promise<ReadonlyMap<string, Review>> {
    const shards = [...new Set(pairs.map(shardOf))];
    const records = await Promise.all(shards.map((shard) => this.shard(shard).read()));
    return reviewsAmong(
      pairs,
      records.map((record) => record?.value),
    );
  }

  /**
   * In one request, with the values of these keys. For screens only: each review may be a moment old; whoever decides by
   * an old one is told the newer one.
   */
  async peekBeside(
    keys: readonly string[],
    pairs: readonly Pair[],
  ): Promise<{ readonly values: ReadonlyMap<string, unknown>; readonly reviews: ReadonlyMap<string, Review> }> {
    const shards = [...new Set(pairs.map(shardOf))].map((shard) => this.shard(shard));
    const { values, records } = await this.kv.readBeside(
      keys,
      shards.map(({ key }) => key),
    );
    const read = shards.map((shard) => shard.parse(records.get(shard.key))?.value);
    return { values, reviews: reviewsAmong(pairs, read) };
  }

  async read(pair: Pair): Promise<Review | null> {
    return (await this.readMany([pair])).get(pairName(pair)) ?? null;
  }

  /** Everything that was ever said, in three requests; each of it may be a moment old. */
  async peekAll(): Promise<ReviewedPair[]> {
    const shards = shardNumbers.map((shard) => this.shard(shard));
    const { records } = await this.kv.readBeside(
      [],
      shards.map(({ key }) => key),
    );
    return shards.flatMap((shard) => shard.parse(records.get(shard.key))?.value.pairs ?? []);
  }

  /** Everything that was ever said; some 64 reads. */
  async all(): Promise<ReviewedPair[]> {
    return (await this.shards()).flatMap(({ pairs }) => pairs);
  }

  /** `next` may run several times and only computes; null from it leaves the pair as it is. */
  async change(
    pair: Pair,
    next: (current: Review | null) => ReviewChange | null,
    isRejection = false,
  ): Promise<Review | null> {
    if (isRejection) await this.markRejected(pair);
    const shard = shardOf(pair);
    const name = pairName(pair);
    let result: Review | null = null;
    const stored = await this.shard(shard).change((current) => {
      const { pairs, lines, archived } = current ?? emptyShard;
      const before = pairs.find((one) => pairName(one) === name)?.review ?? null;
      const change = next(before);
      result = change?.review ?? before;
      if (change === null) return null;
      const others = pairs.filter((one) => pairName(one) !== name);
      return {
        v: 1,
        pairs: [...others, { a: pair.a, b: pair.b, review: change.review }],
        lines: [...lines, lineOf(pair, before, change)],
        archived,
      };
    });
    if ((stored?.lines.length ?? 0) >= linesBeforeArchiving) await this.archive(shard);
    return result;
  }

  /**
   * Those of the issues about which somebody may have said "not a duplicate"; a few too many, never one too few. One
   * read, where looking through all pairs takes 64: every edit of every issue asks this.
   */
  async mayBeRejected(issueIds: readonly number[]): Promise<number[]> {
    const known = await this.marks().read();
    if (known === null) return [];
    const marks = Buffer.from(known.value.marks, 'base64');
    return [...new Set(issueIds)].filter((id) => isMarked(marks, id));
  }

  /** Before the decision is stored, so that a kill in between marks too much and not too little. */
  private async markRejected({ a, b }: Pair): Promise<void> {
    await this.marks().change((current) => {
      const marks = current === null ? Buffer.alloc(markBytes) : Buffer.from(current.marks, 'base64');
      if (isMarked(marks, a) && isMarked(marks, b)) return null;
      for (const id of [a, b]) {
        const bit = markOf(id);
        marks[bit >>> 3] = (marks[bit >>> 3] ?? 0) | (1 << (bit & 7));
      }
      return { v: 1, marks: marks.toString('base64') };
    });
  }

  private marks(): Guarded<v.InferOutput<typeof marksSchema>> {
    return new Guarded(this.kv, guardedKeys.rejectedMarks, marksSchema, this.newId);
  }

  /** All lines, newest first. */
  async history(): Promise<HistoryLine[]> {
    const shards = await this.shards();
    const values = await this.kv.readValues(shards.flatMap(({ archived }) => archived));
    const older = [...values.values()].flatMap((value) => parsedLines(value));
    const lines = [...shards.flatMap((shard) => shard.lines), ...older];
    return lines.sort((x, y) => y.atMs - x.atMs || y.a - x.a || y.b - x.b || y.version - x.version);
  }

  /** Wherever this person stands, nobody stands from now on. The number of pairs and lines that named them. */
  async forget(accountId: string): Promise<number> {
    let forgotten = 0;
    const isTheirs = (id: string | null) => id === accountId;
    const nameless = <T extends { readonly by: string | null }>(one: T): T => {
      if (!isTheirs(one.by)) return one;
      forgotten++;
      return { ...one, by: null };
    };
    for (const shard of shardNumbers) {
      await this.rewriteArchived(shard, (lines) => lines.map(nameless));
      await this.shard(shard).change((current) => {
        if (current === null) return null;
        const before = forgotten;
        const pairs = current.pairs.map((pair) => {
          const { assignee } = pair.review;
          const review = nameless({ ...pair.review, assignee: isTheirs(assignee) ? null : assignee });
          if (isTheirs(assignee)) forgotten++;
          return { ...pair, review };
        });
        const lines = current.lines.map(nameless);
        return forgotten === before ? null : { ...current, pairs, lines };
      });
    }
    return forgotten;
  }

  /** Removes archived lines of that age; the latest of each shard and all decisions stay. */
  async pruneHistory(beforeMs: number): Promise<number> {
    let pruned = 0;
    for (const shard of shardNumbers) {
      await this.rewriteArchived(shard, (lines) => {
        const kept = lines.filter(({ atMs }) => atMs >= beforeMs);
        pruned += lines.length - kept.length;
        return kept;
      });
    }
    return pruned;
  }

  /** Every changed part becomes a new value, then the record names it, then the old one goes: a kill loses nothing. */
  private async rewriteArchived(shard: number, change: (lines: HistoryLine[]) => HistoryLine[]): Promise<void> {
    const known = await this.shard(shard).read();
    if (known === null || known.value.archived.length === 0) return;
    const values = await this.kv.readValues(known.value.archived);
    const renamed = new Map<string, string | null>();
    for (const [key, value] of values) {
      const before = parsedLines(value);
      const after = change(before);
      if (JSON.stringify(after) === JSON.stringify(before)) continue;
      const newKey = after.length === 0 ? null : historyKey(shard, this.newId());
      if (newKey !== null) await this.kv.writeValues([{ key: newKey, value: JSON.stringify(after) }]);
      renamed.set(key, newKey);
    }
    if (renamed.size === 0) return;
    const archived = known.value.archived.flatMap((key) => (renamed.has(key) ? (renamed.get(key) ?? []) : key));
    if (!(await this.shard(shard).swap(known.version, { ...known.value, archived }))) {
      throw new AppError('CONFLICT', 'Somebody else is changing the same thing. Please try again.');
    }
    await this.kv.deleteValues([...renamed.keys()]);
  }

  /** A race lost here is no loss: the next change archives. */
  private async archive(shard: number): Promise<void> {
    const record = this.shard(shard);
    const known = await record.read();
    if (known === null || known.value.lines.length < linesBeforeArchiving) return;
    const { lines, archived } = known.value;
    const key = historyKey(shard, this.newId());
    // The value first: a kill in between leaves a value that nobody points to.
    await this.kv.writeValues([{ key, value: JSON.stringify(lines.slice(0, -linesKept)) }]);
    await record.swap(known.version, { ...known.value, lines: lines.slice(-linesKept), archived: [...archived, key] });
  }

  private async shards(): Promise<Shard[]> {
    const records = await Promise.all(shardNumbers.map((shard) => this.shard(shard).read()));
    return records.flatMap((record) => (record === null ? [] : [record.value]));
  }

  private shard(shard: number): Guarded<Shard> {
    return new Guarded(this.kv, guardedKeys.reviews(shard), shardSchema, this.newId);
  }
}

/** One bit for each of 65,536 hashes of issue ids. */
const markBytes = 8_192;
const marksSchema = v.object({ v: v.literal(1), marks: v.pipe(v.string(), v.base64()) });

function markOf(issueId: number): number {
  return hashText(String(issueId)) % (markBytes * 8);
}

function isMarked(marks: Uint8Array, issueId: number): boolean {
  const bit = markOf(issueId);
  return ((marks[bit >>> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}

const emptyShard: Shard = { v: 1, pairs: [], lines: [], archived: [] };

function reviewsAmong(pairs: readonly Pair[], shards: readonly (Shard | undefined)[]): ReadonlyMap<string, Review> {
  const wanted = new Set(pairs.map(pairName));
  const known = shards.flatMap((shard) => shard?.pairs ?? []).filter((pair) => wanted.has(pairName(pair)));
  return new Map(known.map((pair) => [pairName(pair), pair.review]));
}

/** @throws AppError for two times the same issue. */
export function pairOf(x: number, y: number): Pair {
  if (x === y) throw new AppError('BAD_INPUT', 'A pair is made of two different work items.');
  return x < y ? { a: x, b: y } : { a: y, b: x };
}

export function pairName({ a, b }: Pair): string {
  return `${a}-${b}`;
}

function shardOf(pair: Pair): number {
  return hashText(pairName(pair)) % shardCount;
}

function lineOf(pair: Pair, before: Review | null, { review, event }: ReviewChange): HistoryLine {
  const { version, atMs, by, actionId, seen } = review;
  return {
    a: pair.a,
    b: pair.b,
    version,
    atMs,
    by,
    event,
    before: before?.verdict ?? null,
    after: review.verdict,
    // An action that was undone is named by the line that says so.
    actionId: actionId ?? before?.actionId ?? null,
    seen,
  };
}

function parsedLines(value: unknown): HistoryLine[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(lineSchema)), value);
  if (!parsed.success) throw new AppError('DAMAGED', 'A stored part of the history cannot be read.');
  return parsed.output;
}
