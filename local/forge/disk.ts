// Where the host keeps what must outlive it: storage values, queue contents, schedule marks. Two backends behind one
// interface, memory for tests and an embedded LevelDB for people; one behaviour suite runs on both.

import { mkdir } from 'node:fs/promises';

/** `undefined` deletes. */
export type Change = readonly [key: string, value: string | undefined];

export interface KeyValueBackend {
  get(key: string): Promise<string | undefined>;
  /** All or nothing. Survives the end of the process, not of the machine: that would cost a disk flush per call. */
  write(changes: readonly Change[]): Promise<void>;
  /** Rows with `from <= key < before` in the order of UTF-8 bytes, at most `limit`. */
  range(from: string, before: string, limit?: number): Promise<readonly (readonly [key: string, value: string])[]>;
  close(): Promise<void>;
}

/** The least string that is greater than every string with this prefix, for the keys that the host uses. */
export function afterPrefix(prefix: string): string {
  return prefix + '\u{10FFFF}';
}

export function memory(): KeyValueBackend {
  const rows = new Map<string, string>();
  // Sorted keys are rebuilt only when a range is asked after the set of keys has changed.
  let sorted: string[] | undefined;
  return {
    get: async (key) => rows.get(key),
    async write(changes) {
      for (const [key, value] of changes) {
        if (value === undefined ? rows.has(key) : !rows.has(key)) sorted = undefined;
        if (value === undefined) rows.delete(key);
        else rows.set(key, value);
      }
    },
    async range(from, before, limit = Infinity) {
      sorted ??= [...rows.keys()].sort(byBytes);
      const found: [string, string][] = [];
      for (let index = firstAtOrAfter(sorted, from); index < sorted.length && found.length < limit; index++) {
        const key = sorted[index] as string;
        if (byBytes(key, before) >= 0) break;
        found.push([key, rows.get(key) as string]);
      }
      return found;
    },
    close: async () => undefined,
  };
}

/** @throws Error with one sentence when the folder cannot be used. */
export async function openDisk(folder: string): Promise<KeyValueBackend> {
  // Loaded here, so that nobody who works in memory loads a native module.
  const { ClassicLevel } = await import('classic-level');
  let level: InstanceType<typeof ClassicLevel<string, string>>;
  try {
    await mkdir(folder, { recursive: true });
    level = new ClassicLevel<string, string>(folder, { keyEncoding: 'utf8', valueEncoding: 'utf8' });
    await level.open();
  } catch (error) {
    throw new Error(unusable(folder, error), { cause: error });
  }
  return {
    get: (key) => level.get(key),
    write: (changes) =>
      level.batch(
        changes.map(([key, value]) => (value === undefined ? { type: 'del', key } : { type: 'put', key, value })),
      ),
    range: (from, before, limit = Infinity) => level.iterator({ gte: from, lt: before, limit }).all(),
    close: () => level.close(),
  };
}

function unusable(folder: string, error: unknown): string {
  const causes = causesOf(error);
  const isCode = (...codes: string[]) => causes.some(({ code }) => code !== undefined && codes.includes(code));
  if (isCode('LEVEL_LOCKED')) return `The data folder ${folder} is in use by another running copy.`;
  if (isCode('EEXIST', 'ENOTDIR')) return `The data folder ${folder} is a file.`;
  const reason = causes.at(-1)?.message ?? String(error);
  if (isCode('EACCES', 'EPERM', 'EROFS') || /permission denied|read-only/i.test(reason))
    return `The data folder ${folder} cannot be written to.`;
  return `The data folder ${folder} cannot be opened: ${reason}`;
}

interface Cause {
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
}

/** Asked by shape: an error of Node's own may come from another realm than this file's `Error`. */
function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null; cause = (cause as Cause).cause)
    causes.push(cause);
  return causes;
}

function firstAtOrAfter(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (byBytes(sorted[middle] as string, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** LevelDB orders by UTF-8 bytes, JavaScript by UTF-16 units; they differ only where a surrogate meets U+E000 and above. */
function byBytes(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
