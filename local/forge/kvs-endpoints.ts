// The HTTP face of Forge storage, as @forge/kvs calls it: admits a request under the rate limits, meters it, and turns
// what the operation answers or refuses into a JSON body or an error `{code, message}`.

import { TextAnswer } from '../answer';
import { KvsOperations, type Json, type KvsBend } from './kvs-operations';
import { StorageError, storageLimits } from './kvs-rules';
import type { KvsStore } from './kvs-store';
import type { Entity } from './manifest';
import type { Meters } from './meters';
import { RateWindow } from './rate-window';

export interface KvsLimits {
  readonly requestsPerSecond: number;
  readonly unitsPerMinute: number;
}

export const documentedKvsLimits: KvsLimits = { requestsPerSecond: 1000, unitsPerMinute: 4000 };

export class KvsEndpoints {
  readonly #operations: KvsOperations;
  readonly #requests: RateWindow;
  readonly #reads: RateWindow;
  readonly #writes: RateWindow;

  constructor(
    store: KvsStore,
    entities: ReadonlyMap<string, Entity>,
    private readonly meters: Meters,
    private readonly nowMs: () => number,
    limits: KvsLimits,
  ) {
    this.#operations = new KvsOperations(store, entities);
    this.#requests = new RateWindow(limits.requestsPerSecond, 1000);
    this.#reads = new RateWindow(limits.unitsPerMinute, 60_000);
    this.#writes = new RateWindow(limits.unitsPerMinute, 60_000);
  }

  async handle(path: string, bodyText: string, bend: KvsBend = {}): Promise<Response> {
    const operation = path.replace('/api/v1/', '');
    const perform = this.#operations.operation(operation, bend);
    try {
      if (!this.#requests.take(this.nowMs()))
        throw new StorageError(429, 'RATE_LIMIT_EXCEEDED', 'More than 1,000 requests per second.');
      const body = JSON.parse(bodyText) as unknown;
      if (!/get$|query$/.test(operation)) {
        this.#meterWrite(bodyText);
        return answer(200, await perform(body));
      }
      const found = await perform(body).catch((error: unknown) => {
        this.#meterRead(2);
        throw error;
      });
      this.#meterRead(found?.bytes ?? 0);
      return answer(200, found);
    } catch (error) {
      if (error instanceof StorageError)
        return answer(error.status, { text: JSON.stringify({ code: error.code, message: error.message }) });
      throw error;
    }
  }

  #meterRead(bytes: number): void {
    this.meters.kvsReads++;
    this.#spend(this.#reads, unitsOf(bytes), 'readUnits');
  }

  #meterWrite(bodyText: string): void {
    this.meters.kvsWrites++;
    this.#spend(this.#writes, unitsOf(Buffer.byteLength(bodyText)), 'writeUnits');
  }

  #spend(window: RateWindow, units: number, meter: 'readUnits' | 'writeUnits'): void {
    if (!window.take(this.nowMs(), units))
      throw new StorageError(
        429,
        'RATE_LIMIT_EXCEEDED',
        `More than 4,000 ${meter === 'readUnits' ? 'read' : 'write'} units of 10 KB per minute.`,
      );
    this.meters[meter] += units;
  }
}

function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / storageLimits.unitBytes));
}

function answer(status: number, body: Pick<Json, 'text'> | undefined): Response {
  const init = { status, headers: { 'content-type': 'application/json' } };
  return body === undefined ? new Response(null, init) : new TextAnswer(body.text, init);
}
