// Values of JSON text that belong to no analysis, written once under a key of their own before a record points to them.
// What a killed attempt leaves behind is small and points to nobody's issue by name.

import * as v from 'valibot';
import { AppError } from '../errors';
import { textKey, type TextKind } from './keys';
import type { Kv } from './kv';

export class TextStore {
  constructor(
    private readonly kv: Kv,
    private readonly newId: () => string,
  ) {}

  /** The keys, in the order of the texts. */
  async write(kind: TextKind, texts: readonly string[]): Promise<string[]> {
    const values = texts.map((value) => ({ key: textKey(kind, this.newId()), value }));
    await this.kv.writeValues(values);
    return values.map(({ key }) => key);
  }

  /** In the order of the keys. @throws AppError DAMAGED when one is missing */
  async read(keys: readonly string[]): Promise<string[]> {
    const values = await this.kv.readValues(keys);
    return keys.map((key) => {
      const parsed = v.safeParse(v.string(), values.get(key));
      if (!parsed.success) throw new AppError('DAMAGED', 'A stored result is missing. Start it again to rebuild it.');
      return parsed.output;
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.kv.deleteValues(keys);
  }
}
