// The pairs of finished analyses in short, one value for each. Its key follows from the analysis, so that an attempt after
// a kill writes over what the killed one left, and nothing is left that nobody points to.

import * as v from 'valibot';
import { AppError } from '../errors';
import { bytesOfText, textOfBytes } from '../similarity/bytes';
import { runKey } from './keys';
import type { Kv } from './kv';

export class RunStore {
  constructor(private readonly kv: Kv) {}

  /** The key. */
  async write(scanId: string, bytes: Uint8Array): Promise<string> {
    const key = runKey(scanId);
    await this.kv.writeValues([{ key, value: textOfBytes(bytes) }]);
    return key;
  }

  /** Null when it was removed. @throws AppError DAMAGED */
  async read(scanId: string): Promise<Uint8Array | null> {
    const key = runKey(scanId);
    const value = (await this.kv.readValues([key])).get(key);
    if (value === undefined) return null;
    const parsed = v.safeParse(v.string(), value);
    if (!parsed.success) throw new AppError('DAMAGED', 'The pairs of an earlier analysis cannot be read.');
    return bytesOfText(parsed.output);
  }

  async delete(scanId: string): Promise<void> {
    await this.kv.deleteValues([runKey(scanId)]);
  }
}
