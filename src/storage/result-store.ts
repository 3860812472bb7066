// The bytes that the engine makes, as values of the store: blocks of the corpus, lists of candidates, pairs, statistics.
// Each is written once under a key of its own before any record points to it; so a reader finds all of it or none, and
// a killed attempt leaves only values that nobody points to.

import * as v from 'valibot';
import { AppError } from '../errors';
import { bytesOfText, textOfBytes } from '../similarity/bytes';
import { type ValueKind, valueKey, valuePrefix } from './keys';
import type { Kv } from './kv';

const textSchema = v.string();

export class ResultStore {
  constructor(
    private readonly kv: Kv,
    private readonly newId: () => string,
  ) {}

  /** The keys, in the order of the parts. */
  async write(scanId: string, kind: ValueKind, parts: readonly Uint8Array[]): Promise<string[]> {
    const attempt = this.newId();
    const values = parts.map((part, index) => ({
      key: valueKey(scanId, kind, attempt, index),
      value: textOfBytes(part),
    }));
    await this.kv.writeValues(values);
    return values.map(({ key }) => key);
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
