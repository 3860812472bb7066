// The bytes that the engine makes, as values of the store: blocks of the corpus, lists of candidates, pairs, statistics.
// Each is written once under a key of its own before any record points to it; so a reader finds all of it or none, and
// a killed attempt leaves only values that nobody points to.

import * as v from 'valibot';
import { AppError } from '../errors';
import { bytesOfText, textOfBytes } from '../similarity/bytes';
import { type ValueKind, valueKey, valuePrefix } from './keys';
import type { Kv } from './kv';

const textSchema = v.string();
const mostWeighed = 5;

export class ResultStore {
  constructor(
    private readonly kv: Kv,
    private readonly newId: () => string,
  ) {}

  /** The keys, in the order of the parts. */
  async write(scanId: string, kind: ValueKind, parts: readonly Uint8Array[]): Promise<string[]> {
    const { of } = await this.writeTogether(scanId, new Map([[kind, parts]]));
    return of(kind);
  }

  /** In as few requests as they fit into: each request more is one more at which an attempt may die. */
  async writeTogether(
    scanId: string,
    partsOf: ReadonlyMap<ValueKind, readonly Uint8Array[]>,
  ): Promise<{ of(kind: ValueKind): string[] }> {
    const attempt = this.newId();
    const keysOf = new Map<ValueKind, string[]>();
    const values: { key: string; value: string }[] = [];
    for (const [kind, parts] of partsOf) {
      const keys = parts.map((_, index) => valueKey(scanId, kind, attempt, index));
      parts.forEach((part, index) => values.push({ key: keys[index]!, value: textOfBytes(part) }));
      keysOf.set(kind, keys);
    }
    await this.kv.writeValues(values);
    return { of: (kind) => keysOf.get(kind) ?? [] };
  }

  /** In the order of the keys. @throws AppError DAMAGED when one is missing: a record points only to what was stored. */
  async read(keys: readonly string[]): Promise<Uint8Array[]> {
    return this.parts(keys, await this.kv.readValues(keys));
  }

  /** The bytes of values that were read already. */
  parts(keys: readonly string[], values: ReadonlyMap<string, unknown>): Uint8Array[] {
    return keys.map((key) => {
      const parsed = v.safeParse(textSchema, values.get(key));
      if (!parsed.success) {
        throw new AppError('DAMAGED', 'A stored result is missing. A new analysis rebuilds it.');
      }
      return bytesOfText(parsed.output);
    });
  }

  /** About: from some of them, since reading all only to weigh them would cost as much as an analysis. */
  async bytesOf(keys: readonly string[]): Promise<number> {
    const some = keys.filter((_, at) => at % Math.ceil(keys.length / mostWeighed) === 0);
    const values = [...(await this.kv.readValues(some)).values()];
    const bytes = values.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    return some.length === 0 ? 0 : Math.round((bytes / some.length) * keys.length);
  }

  /** Keys of values that were written together, by the key of the first. */
  keysBeside(firstKey: string, parts: readonly number[]): string[] {
    return parts.map((part) => firstKey.replace(/:0$/, `:${part}`));
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.kv.deleteValues(keys);
  }

  /** Removes what the scan stored. True when nothing was left to remove. */
  async sweep(scanId: string): Promise<boolean> {
    const keys = await this.kv.keysUnder(valuePrefix(scanId));
    await this.kv.deleteValues(keys);
    return keys.length === 0;
  }
}
