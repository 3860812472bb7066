// What the app has stored, read without the app's own stores: records and values of a dump, parsed by the schemas of
// today's code. A record that today's code cannot read is a violation by itself.

import { type Chores, noChores } from '../../src/administration/chores-record';
import { type Block, latestEntries } from '../../src/similarity/block';
import { decodeBlock } from '../../src/similarity/block-bytes';
import { bytesOfText } from '../../src/similarity/bytes';
import { decodePairs } from '../../src/similarity/results';
import { type Scan, scanSchema } from '../../src/scan/scan-record';
import { safeParse, type GenericSchema } from 'valibot';
import type { KeyValueBackend } from '../forge/disk';

export type Dump = Readonly<Record<string, unknown>>;

export interface StoredPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Guarded records whose key begins like this, with the key's rest. */
export function recordsOf(dump: Dump, keyStart: string): { readonly rest: string; readonly value: unknown }[] {
  const start = `entity/guarded-record/${keyStart}`;
  return Object.entries(dump)
    .filter(([key]) => key.startsWith(start))
    .map(([key, record]) => ({ rest: key.slice(start.length), value: (record as { readonly value: unknown }).value }));
}

/** As it is when the app has been there for a while: the work of this day and of this week is behind it. */
export async function choresAreDone(storage: KeyValueBackend, nowMs: number): Promise<void> {
  const value: Chores = { ...noChores, purgedAtMs: nowMs, reportedAtMs: nowMs };
  const text = JSON.stringify({ version: 1, writer: 'simulation', value });
  const address = 'installation/installation-local/store/entity/guarded-record/chores';
  await storage.write([[address, JSON.stringify({ text, createdAt: nowMs, updatedAt: nowMs })]]);
}

/** Undefined when it is not there. @throws Error when today's code cannot read it */
function recordOf<T>(dump: Dump, key: string, schema: GenericSchema<unknown, T>): T | undefined {
  const [found] = recordsOf(dump, key).filter(({ rest }) => rest === '');
  if (found === undefined) return undefined;
  const parsed = safeParse(schema, found.value);
  if (!parsed.success) throw new Error(`The record ${key} cannot be read: ${parsed.issues[0].message}`);
  return parsed.output;
}

export function scanOf(dump: Dump, scanId: string): Scan | undefined {
  return recordOf(dump, `scan:${scanId}`, scanSchema);
}

/** Issues in the blocks that the record names, each once; null when one of the blocks is gone. */
export function idsInBlocks(dump: Dump, scan: Scan): number[] | null {
  const blocks = blocksOf(dump, scan);
  if (blocks === null) return null;
  return latestEntries(blocks).flatMap(({ block, index }) => (block.isRemoved[index] === 0 ? [block.ids[index]!] : []));
}

/** How many entries the blocks have, the same issue as often as it stands there; null when one of them is gone. */
export function entriesInBlocks(dump: Dump, scan: Scan): number | null {
  return blocksOf(dump, scan)?.reduce((sum, block) => sum + block.ids.length, 0) ?? null;
}

function blocksOf(dump: Dump, scan: Scan): Block[] | null {
  const values = scan.blocks.map(({ key }) => dump[`kv/${key}`]);
  const texts = values.filter((value): value is string => typeof value === 'string');
  return texts.length < values.length ? null : texts.map((text) => decodeBlock(bytesOfText(text)));
}

/** All pairs of a finished analysis, in an order of their own; null when it has not finished. */
export function finishedPairs(dump: Dump, progress: { readonly scanId: string } | null): StoredPair[] | null {
  const scan = progress === null ? undefined : scanOf(dump, progress.scanId);
  if (scan?.phase !== 'finished') return null;
  const pairs: StoredPair[] = [];
  for (const key of [...(scan.results?.pairs ?? []), ...(scan.results?.series ?? [])]) {
    const value = dump[`kv/${key}`];
    if (typeof value !== 'string') throw new Error(`The finished analysis names ${key}, which is not stored.`);
    for (const { a, b, score } of decodePairs(bytesOfText(value))) pairs.push({ a, b, score });
  }
  return pairs.sort((one, other) => one.a - other.a || one.b - other.b);
}
