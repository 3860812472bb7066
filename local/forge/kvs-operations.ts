// What each storage operation does, once its request was admitted: single keys, queries, batches, transactions. Answers are
// JSON texts, put together around the values as they are stored: to read and write out a panel's values again took longer
// than the panel. An operation that is not known throws instead of answering, so that nothing works here by accident.

import { queryEntity } from './entity-query';
import {
  checkConditions,
  checkEntityValue,
  checkKey,
  checkValue,
  meetsAll,
  StorageError,
  storageLimits,
  ttlMs,
  type ConditionGroup,
} from './kvs-rules';
import type { KvsStore, Space, StoredValue, Write } from './kvs-store';
import type { Entity } from './manifest';

/** How a fault bends one request. */
export interface KvsBend {
  readonly staleMs?: number;
  readonly keep?: number;
}

interface Item {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly entityName?: unknown;
  readonly options?: { readonly ttl?: unknown; readonly keyPolicy?: unknown; readonly returnValue?: unknown };
  readonly conditions?: ConditionGroup;
}

interface Transaction {
  readonly set?: readonly Item[];
  readonly delete?: readonly Item[];
  readonly check?: readonly Item[];
}

/** JSON and its size, which follows from that of the values: to count it anew took as long as a tenth of a panel. */
export interface Json {
  readonly text: string;
  readonly bytes: number;
}
/** Undefined where there is nothing to say. */
type Answer = Json | undefined;

export class KvsOperations {
  constructor(
    private readonly store: KvsStore,
    private readonly entities: ReadonlyMap<string, Entity>,
  ) {}

  /** @param name the path after `/api/v1/` */
  operation(name: string, bend: KvsBend): (body: unknown) => Promise<Answer> {
    return this.#known(name, bend) as (body: unknown) => Promise<Answer>;
  }

  #known(operation: string, bend: KvsBend): (body: Item & readonly Item[]) => Promise<Answer> {
    switch (operation) {
      case 'get':
        return (body) => this.#get('kv', body);
      case 'secret/get':
        return (body) => this.#get('secret', body);
      case 'entity/get':
        return (body) => this.#get(this.#entitySpace(body.entityName), body);
      case 'set':
        return (body) => this.#set('kv', body);
      case 'secret/set':
        return (body) => this.#set('secret', body);
      case 'entity/set':
        return (body) => this.#set(this.#entitySpace(body.entityName), body);
      case 'delete':
        return (body) => this.#delete('kv', body);
      case 'secret/delete':
        return (body) => this.#delete('secret', body);
      case 'entity/delete':
        return (body) => this.#delete(this.#entitySpace(body.entityName), body);
      case 'query':
        return (body) => this.#query(body, bend);
      case 'entity/query':
        return (body) => this.#queryEntity(body, bend);
      case 'batch/set':
        return (items) =>
          this.#batch(items, bend, (item) => this.store.exclusive(() => this.store.write([this.#plainWrite(item)])));
      case 'batch/delete':
        return (items) =>
          this.#batch(items, bend, (item) => this.store.exclusive(() => this.store.write([this.#erasure(item)])));
      case 'batch/get':
        return (items) => this.#batch(items, bend, (item) => this.#get(this.#space(item), item, item.entityName));
      case 'transaction':
        return (body) => this.#transact(body as Transaction);
      default:
        throw new Error(`The local host does not know the storage operation ${operation}.`);
    }
  }

  /** @param entityName in a batch, a member of an entity says of which */
  async #get(space: Space, { key }: Item, entityName?: unknown): Promise<Json> {
    const stored = await this.store.get(space, checkKey(key));
    if (stored === undefined) throw notFound;
    return rendered(stored, entityName);
  }

  #set(space: Space, item: Item): Promise<Answer> {
    const write = this.#write(item, space);
    const { keyPolicy, returnValue } = item.options ?? {};
    return this.store.exclusive(async () => {
      const before =
        keyPolicy === 'FAIL_IF_EXISTS' || returnValue === 'PREVIOUS'
          ? await this.store.get(space, write.key)
          : undefined;
      if (keyPolicy === 'FAIL_IF_EXISTS' && before !== undefined)
        throw new StorageError(409, 'KEY_CONFLICT', 'The key already exists.');
      await this.store.write([write]);
      if (returnValue === 'PREVIOUS') return before === undefined ? undefined : rendered(before);
      const after = returnValue === 'LATEST' ? await this.store.get(space, write.key) : undefined;
      return after === undefined ? undefined : rendered(after);
    });
  }

  #delete(space: Space, { key }: Item): Promise<undefined> {
    const checked = checkKey(key);
    return this.store.exclusive(async () => {
      if ((await this.store.get(space, checked)) === undefined)
        throw new StorageError(404, 'KEY_NOT_FOUND', 'The specified key does not exist.');
      await this.store.write([{ space, key: checked, text: undefined }]);
      return undefined;
    });
  }

  async #query(body: unknown, bend: KvsBend): Promise<Json> {
    const {
      limit = storageLimits.defaultPage,
      after,
      where = [],
    } = body as {
      limit?: number;
      after?: string;
      where?: { property: string; condition: string; values: unknown[] }[];
    };
    if (!Number.isInteger(limit) || limit < 1 || limit > storageLimits.maxPage)
      throw new StorageError(400, 'LIST_QUERY_LIMIT_EXCEEDED', 'The limit of a query is 1 to 100.');
    if (where.length > 1) throw new StorageError(400, 'QUERY_WHERE_INVALID', 'A query has one "where" at most.');
    const [clause] = where;
    if (clause !== undefined && clause.property !== 'key')
      throw new StorageError(400, 'QUERY_WHERE_FIELD_INVALID', `A query cannot ask for ${clause.property}.`);
    if (clause !== undefined && clause.condition !== 'BEGINS_WITH')
      throw new StorageError(400, 'INVALID_FILTER_CONDITION', 'A query knows beginsWith only.');
    const rows = await this.store.scan(
      'kv',
      String(clause?.values[0] ?? ''),
      after === undefined ? undefined : fromCursor(after),
      limit + 1,
      bend.staleMs,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return pageOf(page, rows.length > limit ? last?.key : undefined);
  }

  async #queryEntity(body: Item, bend: KvsBend): Promise<Json> {
    const entity = this.#entity(body.entityName);
    const rows = await this.store.scan(`entity/${entity.name}`, '', undefined, Infinity, bend.staleMs);
    const { cursor } = body as { readonly cursor?: string };
    const page = queryEntity(entity, rows, cursor === undefined ? body : { ...body, cursor: fromCursor(cursor) });
    return pageOf(page.rows, page.cursor);
  }

  async #batch(items: readonly Item[], bend: KvsBend, perform: (item: Item) => Promise<Answer | void>): Promise<Json> {
    if (!Array.isArray(items) || items.length === 0)
      throw new StorageError(400, 'INVALID_BATCH', 'A batch has at least one member.');
    checkMany(items);
    const done: Json[] = [];
    const failed: Json[] = [];
    for (const [place, item] of items.entries()) {
      const name = { key: item.key, ...(item.entityName === undefined ? {} : { entityName: item.entityName }) };
      try {
        if (bend.keep !== undefined && place >= bend.keep)
          throw new StorageError(500, 'INTERNAL_ERROR', 'This member was not processed.');
        done.push((await perform(item)) ?? json(name));
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        failed.push(json({ ...name, error: { code: error.code, message: error.message } }));
      }
    }
    return joined('{"successfulKeys":[', ...listed(done), '],"failedKeys":[', ...listed(failed), ']}');
  }

  #transact({ set = [], delete: deletes = [], check = [] }: Transaction): Promise<undefined> {
    const all = [...set, ...deletes, ...check];
    if (all.length === 0)
      throw new StorageError(400, 'INVALID_TRANSACTION', 'A transaction has at least one operation.');
    checkMany(all);
    const writes: Write[] = [
      ...set.map((item) => this.#plainWrite(item)),
      ...deletes.map((item) => this.#erasure(item)),
    ];
    for (const item of check) checkKey(item.key);
    return this.store.exclusive(async () => {
      for (const item of all) {
        if (item.conditions === undefined) continue;
        if (item.entityName === undefined)
          throw new StorageError(400, 'INVALID_TRANSACTION', 'Only entities have conditions.');
        checkConditions(item.conditions);
        const stored = await this.store.get(this.#space(item), String(item.key));
        if (!meetsAll(item.conditions, stored?.value))
          throw new StorageError(
            400,
            'CONDITIONAL_CHECK_FAILED',
            `The condition on ${String(item.key)} does not hold.`,
          );
      }
      await this.store.write(writes);
      return undefined;
    });
  }

  #write(item: Item, space = this.#space(item)): Write {
    const key = checkKey(item.key);
    if (space.startsWith('entity/')) checkEntityValue(this.#entity(item.entityName), item.value);
    return { space, key, text: checkValue(item.value), ttlMs: ttlMs(item.options?.ttl) };
  }

  /** A batch and a transaction know lifetimes, but no policies: a write that must not overwrite is a single `set`. */
  #plainWrite(item: Item): Write {
    if (item.options?.keyPolicy !== undefined)
      throw new StorageError(400, 'INVALID_OPTIONS', 'A batch or a transaction has no keyPolicy.');
    return this.#write(item);
  }

  #erasure(item: Item): Write {
    return { space: this.#space(item), key: checkKey(item.key), text: undefined };
  }

  #space(item: Item): Space {
    return item.entityName === undefined ? 'kv' : this.#entitySpace(item.entityName);
  }

  #entitySpace(name: unknown): Space {
    return `entity/${this.#entity(name).name}`;
  }

  #entity(name: unknown): Entity {
    const entity = typeof name === 'string' ? this.entities.get(name) : undefined;
    if (entity === undefined)
      throw new StorageError(400, 'INVALID_ENTITY_TYPE', `The manifest declares no entity ${String(name)}.`);
    return entity;
  }
}

/** Made once: a panel asks for a dozen keys that are not there, and a stack for each takes longer than the rest. */
const notFound = new StorageError(404, 'KEY_NOT_FOUND', 'The specified key does not exist.');

function checkMany(items: readonly Item[]): void {
  if (items.length > storageLimits.maxBatch)
    throw new StorageError(400, 'MAX_BATCH_SIZE', `${items.length} operations in one request; 25 are allowed.`);
  if (Buffer.byteLength(JSON.stringify(items)) > storageLimits.maxBatchBytes)
    throw new StorageError(400, 'MAX_SIZE', 'One request carries at most 4 MB.');
  const names = new Set(items.map((item) => JSON.stringify([item.entityName, item.key])));
  if (names.size < items.length) throw new StorageError(400, 'DUPLICATE_KEY', 'A key may appear once in one request.');
}

function rendered({ key, text, bytes, createdAt, updatedAt, expiresAtMs }: StoredValue, entityName?: unknown): Json {
  const about = {
    createdAt,
    updatedAt,
    ...(expiresAtMs === undefined ? {} : { expireTime: new Date(expiresAtMs).toISOString() }),
  };
  const name = JSON.stringify(entityName === undefined ? { key } : { entityName, key }).slice(0, -1);
  return joined(`${name},"value":`, { text, bytes }, `,${JSON.stringify(about).slice(1)}`);
}

function pageOf(rows: readonly StoredValue[], nextKey: string | undefined): Json {
  const cursor = nextKey === undefined ? '' : `,"cursor":${JSON.stringify(toCursor(nextKey))}`;
  return joined('{"data":[', ...listed(rows.map((row) => rendered(row))), `]${cursor}}`);
}

function json(value: unknown): Json {
  const text = JSON.stringify(value);
  return { text, bytes: Buffer.byteLength(text) };
}

function listed(members: readonly Json[]): (Json | string)[] {
  return members.flatMap((member, place) => (place === 0 ? [member] : [',', member]));
}

/** Added up and not joined: V8 then copies the text once, when it is read. Of plain strings, only ASCII. */
function joined(...parts: readonly (Json | string)[]): Json {
  let [text, bytes] = ['', 0];
  for (const part of parts) {
    text += typeof part === 'string' ? part : part.text;
    bytes += typeof part === 'string' ? part.length : part.bytes;
  }
  return { text, bytes };
}

function toCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function fromCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
