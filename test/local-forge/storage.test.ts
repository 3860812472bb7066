// Forge storage as the genuine @forge/kvs sees it: every documented limit with its error, atomic policies, transactions,
// batches, lifetimes and the difference between a strict get and a lagging query.

import { Filter, FilterConditions, kvs, MetadataField, Sort, WhereConditions, type ForgeKvsAPIError } from '@forge/kvs';
import { faultWhen } from '../../local/faults';
import { memory } from '../../local/forge/disk';
import { KvsStore } from '../../local/forge/kvs-store';
import { smallWorld, type SmallWorld } from './small-world';

const kib = 1024;

interface Lease {
  readonly owner?: string;
  readonly version: number;
}

async function errorOf(
  work: () => Promise<unknown>,
): Promise<{ code: string | undefined; status: number | undefined }> {
  try {
    await work();
    return { code: undefined, status: undefined };
  } catch (error) {
    const { code, responseDetails } = error as ForgeKvsAPIError;
    return { code, status: responseDetails?.status };
  }
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
}

describe('Forge storage', () => {
  let world: SmallWorld;
  beforeEach(async () => {
    world = await smallWorld();
  });

  it('reads back what was written and answers undefined for an unknown key', async () => {
    const read = await world.inside(async () => {
      await kvs.set('a:1', { text: 'x' });
      return [await kvs.get('a:1'), await kvs.get('a:2')];
    });
    expect(read).toEqual([{ text: 'x' }, undefined]);
    expect(await world.installation.storage.dump()).toEqual({ 'kv/a:1': { text: 'x' } });
  });

  it.each([
    ['an empty key', '', 'KEY_TOO_SHORT'],
    ['a key of 501 characters', 'k'.repeat(501), 'KEY_TOO_LONG'],
    ['a key of spaces', '   ', 'INVALID_KEY'],
    ['a key with a slash', 'a/b', 'INVALID_KEY'],
    ['a key with an umlaut', 'ä', 'INVALID_KEY'],
  ])('refuses %s', async (_name, key, code) => {
    expect(await world.inside(() => errorOf(() => kvs.set(key, 1)))).toEqual({ code, status: 400 });
  });

  it('accepts a key of 500 characters with every allowed kind of character', async () => {
    const key = 'aZ09:._ -#'.padEnd(500, 'x');
    expect(await world.inside(() => errorOf(() => kvs.set(key, 1)))).toEqual({ code: undefined, status: undefined });
  });

  it('accepts a value of 240 KiB and refuses one byte more', async () => {
    const codes = await world.inside(async () => [
      await errorOf(() => kvs.set('fits', 'x'.repeat(240 * kib - 2))),
      await errorOf(() => kvs.set('big', 'x'.repeat(240 * kib - 1))),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([undefined, 'MAX_SIZE']);
  });

  it('counts the size in bytes, not in characters', async () => {
    expect(await world.inside(() => errorOf(() => kvs.set('big', 'ä'.repeat(120 * kib))))).toEqual({
      code: 'MAX_SIZE',
      status: 400,
    });
  });

  it('accepts a depth of 31 and refuses 32', async () => {
    const codes = await world.inside(async () => [
      await errorOf(() => kvs.set('fits', nested(31))),
      await errorOf(() => kvs.set('deep', nested(32))),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([undefined, 'MAX_DEPTH']);
  });

  it('refuses undefined and null as a value', async () => {
    const codes = await world.inside(async () => [
      await errorOf(() => kvs.set('a', undefined)),
      await errorOf(() => kvs.set('a', null)),
    ]);
    expect(codes.map(({ code }) => code)).toEqual(['INVALID_VALUE', 'INVALID_VALUE']);
  });

  it('lets exactly one of many concurrent FAIL_IF_EXISTS writers win', async () => {
    const outcomes = await world.inside(() =>
      Promise.all(
        Array.from({ length: 20 }, (_, writer) =>
          errorOf(() => kvs.set('lock', writer, { keyPolicy: 'FAIL_IF_EXISTS' })),
        ),
      ),
    );
    expect(outcomes.filter(({ code }) => code === undefined)).toHaveLength(1);
    expect(outcomes.filter(({ code, status }) => code === 'KEY_CONFLICT' && status === 409)).toHaveLength(19);
  });

  it('answers the previous or the latest value with its metadata', async () => {
    const [previous, latest] = await world.inside(async () => {
      await kvs.set('a', 'old');
      const options = {
        keyPolicy: 'OVERRIDE',
        returnMetadataFields: [MetadataField.CREATED_AT, MetadataField.UPDATED_AT],
      } as const;
      const before = await kvs.set('a', 'new', {
        ...options,
        returnMetadataFields: [...options.returnMetadataFields],
        returnValue: 'PREVIOUS',
      });
      const after = await kvs.set('a', 'newer', {
        ...options,
        returnMetadataFields: [...options.returnMetadataFields],
        returnValue: 'LATEST',
      });
      return [before, after] as const;
    });
    expect(previous).toMatchObject({ key: 'a', value: 'old' });
    expect(latest).toMatchObject({ key: 'a', value: 'newer' });
    expect(latest?.createdAt).toBe(previous?.createdAt);
    expect(latest?.updatedAt).toBeGreaterThan(previous?.updatedAt ?? Infinity);
  });

  it('keeps secrets apart from values', async () => {
    const read = await world.inside(async () => {
      await kvs.setSecret('token', 's3cret');
      const both = [await kvs.get('token'), await kvs.getSecret('token')];
      await kvs.deleteSecret('token');
      return [...both, await kvs.getSecret('token')];
    });
    expect(read).toEqual([undefined, 's3cret', undefined]);
  });

  describe('lifetimes', () => {
    it('leaves an expired value readable for 48 hours, so that a ttl is not a lock', async () => {
      const hours = (count: number) => count * 3_600_000;
      await world.inside(() => kvs.set('lock', 'mine', { ttl: { value: 1, unit: 'HOURS' } }));
      await world.host.advance(hours(2));
      const late = await world.inside(async () => [
        await kvs.get('lock', { metadataFields: [MetadataField.EXPIRE_TIME] }),
        await errorOf(() => kvs.set('lock', 'yours', { keyPolicy: 'FAIL_IF_EXISTS' })),
      ]);
      expect(late).toMatchObject([
        { value: 'mine', expireTime: expect.stringMatching(/^2026-01-05T09:00/) as unknown },
        { code: 'KEY_CONFLICT' },
      ]);
      await world.host.advance(hours(48));
      expect(await world.inside(() => kvs.get('lock'))).toBeUndefined();
    });

    it('refuses a lifetime of more than a year', async () => {
      expect(
        await world.inside(() => errorOf(() => kvs.set('a', 1, { ttl: { value: 400, unit: 'DAYS' } }))),
      ).toMatchObject({ code: 'INVALID_TTL' });
    });
  });

  describe('queries', () => {
    it('pages through keys with a prefix in order', async () => {
      const keys = await world.inside(async () => {
        for (let number = 0; number < 25; number++) await kvs.set(`p:${String(number).padStart(2, '0')}`, number);
        await kvs.set('q:1', 1);
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const query = kvs.query().where('key', WhereConditions.beginsWith('p:'));
          const page = await (cursor === undefined ? query : query.cursor(cursor)).getMany();
          found.push(...page.results.map(({ key }) => key));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        return found;
      });
      expect(keys).toEqual(Array.from({ length: 25 }, (_, number) => `p:${String(number).padStart(2, '0')}`));
    });

    it('answers at most 100 rows', async () => {
      expect(await world.inside(() => errorOf(() => kvs.query().limit(101).getMany()))).toEqual({
        code: 'LIST_QUERY_LIMIT_EXCEEDED',
        status: 400,
      });
    });

    it('shows a write, an overwrite and a deletion only after the lag, while get is strict', async () => {
      const lagging = await smallWorld({}, { settings: { queryLagMs: 10_000 } });
      const look = () =>
        lagging.inside(async () => {
          const { results } = await kvs.query().where('key', WhereConditions.beginsWith('p:')).getMany();
          return results.map(({ key, value }) => `${key}=${String(value)}`);
        });
      await lagging.inside(() => kvs.set('p:1', 'a'));
      expect(await lagging.inside(() => kvs.get('p:1'))).toBe('a');
      expect(await look()).toEqual([]);
      await lagging.host.advance(11_000);
      expect(await look()).toEqual(['p:1=a']);
      await lagging.inside(() => kvs.set('p:1', 'b'));
      expect(await look()).toEqual(['p:1=a']);
      await lagging.host.advance(11_000);
      await lagging.inside(() => kvs.delete('p:1'));
      expect(await look()).toEqual(['p:1=b']);
      await lagging.host.advance(11_000);
      expect(await look()).toEqual([]);
    });

    it('can be made stale by a fault at one query only', async () => {
      const faulty = await smallWorld(
        {},
        { faults: faultWhen(({ operation }) => operation === 'query', { kind: 'stale', ms: 60_000 }) },
      );
      const found = await faulty.inside(async () => {
        await kvs.set('p:1', 1);
        return (await kvs.query().getMany()).results;
      });
      expect(found).toEqual([]);
    });
  });

  describe('batches', () => {
    it('reports each member by itself', async () => {
      const result = await world.inside(() =>
        kvs.batchSet([
          { key: 'good', value: 1 },
          { key: 'bad/key', value: 1 },
        ]),
      );
      expect(result.successfulKeys).toEqual([{ key: 'good' }]);
      expect(result.failedKeys).toMatchObject([{ key: 'bad/key', error: { code: 'INVALID_KEY' } }]);
      const read = await world.inside(() => kvs.batchGet([{ key: 'good' }, { key: 'gone' }]));
      expect(read.successfulKeys).toMatchObject([{ key: 'good', value: 1 }]);
      expect(read.failedKeys).toMatchObject([{ key: 'gone', error: { code: 'KEY_NOT_FOUND' } }]);
      await world.inside(() => kvs.batchDelete([{ key: 'good' }]));
      expect(await world.installation.storage.dump()).toEqual({});
    });

    it('refuses 26 members, a doubled key and more than 4 MB as a whole', async () => {
      const members = (count: number, value: unknown) =>
        Array.from({ length: count }, (_, number) => ({ key: `k${number}`, value }));
      const codes = await world.inside(async () => [
        await errorOf(() => kvs.batchSet(members(25, 1))),
        await errorOf(() => kvs.batchSet(members(26, 1))),
        await errorOf(() =>
          kvs.batchSet([
            { key: 'a', value: 1 },
            { key: 'a', value: 2 },
          ]),
        ),
        await errorOf(() => kvs.batchSet(members(25, 'x'.repeat(200 * kib)))),
      ]);
      expect(codes.map(({ code }) => code)).toEqual([undefined, 'MAX_BATCH_SIZE', 'DUPLICATE_KEY', 'MAX_SIZE']);
    });

    it('has no FAIL_IF_EXISTS, which would otherwise be believed to guard something', async () => {
      const member = { key: 'lock', value: 1, options: { keyPolicy: 'FAIL_IF_EXISTS' } as object };
      const result = await world.inside(() => kvs.batchSet([member]));
      expect(result.failedKeys).toMatchObject([{ key: 'lock', error: { code: 'INVALID_OPTIONS' } }]);
    });

    it('is applied in part under a fault and says which keys failed', async () => {
      const faulty = await smallWorld(
        {},
        { faults: faultWhen(({ operation }) => operation === 'batch/set', { kind: 'partial', keep: 1 }) },
      );
      const result = await faulty.inside(() =>
        kvs.batchSet([
          { key: 'a', value: 1 },
          { key: 'b', value: 2 },
        ]),
      );
      expect(result.failedKeys).toMatchObject([{ key: 'b' }]);
      expect(await faulty.installation.storage.dump()).toEqual({ 'kv/a': 1 });
    });
  });

  describe('entities and transactions', () => {
    const setIf = (version: number, next: Lease) =>
      kvs
        .transact()
        .set('scan', next, {
          entityName: 'lease',
          conditions: new Filter<Lease>().and('version', FilterConditions.equalTo(version)),
        })
        .execute();

    it('changes a record only while its version is the expected one', async () => {
      const codes = await world.inside(async () => {
        await kvs.entity('lease').set('scan', { owner: 'me', version: 1 });
        return [
          await errorOf(() => setIf(1, { owner: 'you', version: 2 })),
          await errorOf(() => setIf(1, { owner: 'third', version: 2 })),
        ];
      });
      expect(codes).toEqual([
        { code: undefined, status: undefined },
        { code: 'CONDITIONAL_CHECK_FAILED', status: 400 },
      ]);
      expect(await world.inside(() => kvs.entity('lease').get('scan'))).toEqual({ owner: 'you', version: 2 });
    });

    it('lets one of many concurrent compare-and-set writers win', async () => {
      const outcomes = await world.inside(async () => {
        await kvs.entity('lease').set('scan', { version: 1 });
        return Promise.all(
          Array.from({ length: 10 }, (_, writer) => errorOf(() => setIf(1, { owner: `w${writer}`, version: 2 }))),
        );
      });
      expect(outcomes.filter(({ code }) => code === undefined)).toHaveLength(1);
    });

    it('applies all operations of a transaction or none', async () => {
      await world.inside(async () => {
        await kvs.entity('lease').set('scan', { version: 1 });
        const impossible = new Filter<Lease>().and('version', FilterConditions.equalTo(9));
        const failed = await errorOf(() =>
          kvs.transact().set('a', 1).check('scan', { entityName: 'lease', conditions: impossible }).execute(),
        );
        expect(failed.code).toBe('CONDITIONAL_CHECK_FAILED');
        expect(await kvs.get('a')).toBeUndefined();
        const possible = new Filter<Lease>().and('version', FilterConditions.equalTo(1));
        await kvs
          .transact()
          .set('a', 1)
          .delete('b')
          .check('scan', { entityName: 'lease', conditions: possible })
          .execute();
        expect(await kvs.get('a')).toBe(1);
      });
    });

    it('takes a condition on a record that does not exist as a condition on no attributes', async () => {
      const absent = {
        entityName: 'lease',
        conditions: new Filter<Lease>().and('version', FilterConditions.notExists()),
      };
      const codes = await world.inside(async () => [
        await errorOf(() => kvs.transact().set<Lease>('scan', { version: 1 }, absent).execute()),
        await errorOf(() => kvs.transact().set<Lease>('scan', { version: 1 }, absent).execute()),
      ]);
      expect(codes.map(({ code }) => code)).toEqual([undefined, 'CONDITIONAL_CHECK_FAILED']);
    });

    it('refuses 26 operations and a key used twice', async () => {
      const many = () =>
        Array.from({ length: 26 }).reduce<ReturnType<typeof kvs.transact>>(
          (built, _, number) => built.set(`k${number}`, 1),
          kvs.transact(),
        );
      const codes = await world.inside(async () => [
        await errorOf(() => many().execute()),
        await errorOf(() => kvs.transact().set('a', 1).delete('a').execute()),
      ]);
      expect(codes.map(({ code }) => code)).toEqual(['MAX_BATCH_SIZE', 'DUPLICATE_KEY']);
    });

    it('knows only entities and attributes that the manifest declares, with their types', async () => {
      const codes = await world.inside(async () => [
        await errorOf(() => kvs.entity('unknown').set('a', {})),
        await errorOf(() => kvs.entity('lease').set('a', { colour: 'red' })),
        await errorOf(() => kvs.entity('lease').set('a', { version: 1.5 })),
        await errorOf(() => kvs.entity('lease').set('a', { version: 2 ** 31 })),
        await errorOf(() => kvs.entity('lease').set('a', { isOpen: 'yes' })),
      ]);
      expect(codes.map(({ code }) => code)).toEqual([
        'INVALID_ENTITY_TYPE',
        ...Array<string>(4).fill('INVALID_ENTITY_VALUE'),
      ]);
    });

    it('queries a declared index by partition, range and order, and refuses an undeclared one', async () => {
      const found = await world.inside(async () => {
        for (let version = 1; version <= 6; version++)
          await kvs.entity('lease').set(`l${version}`, { owner: version % 2 === 0 ? 'even' : 'odd', version });
        const { results } = await kvs
          .entity('lease')
          .query()
          .index('by-owner', { partition: ['even'] })
          .where(WhereConditions.greaterThan(2))
          .sort(Sort.DESC)
          .getMany();
        return results.map(({ key }) => key);
      });
      expect(found).toEqual(['l6', 'l4']);
      expect(
        await world.inside(() => errorOf(() => kvs.entity('lease').query().index('by-weight').getMany())),
      ).toMatchObject({ code: 'INVALID_ENTITY_INDEX' });
      expect(
        await world.inside(() => errorOf(() => kvs.entity('lease').query().index('version').limit(0).getMany())),
      ).toMatchObject({ code: 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE' });
    });

    it('filters after the page was cut, so that a page can be empty and go on', async () => {
      const pages = await world.inside(async () => {
        for (let version = 1; version <= 4; version++)
          await kvs.entity('lease').set(`l${version}`, { owner: version === 4 ? 'me' : 'you', version });
        const query = () =>
          kvs
            .entity('lease')
            .query()
            .index('version')
            .filters(new Filter<Lease>().and('owner', FilterConditions.equalTo('me')))
            .limit(2);
        const first = await query().getMany();
        const second = await query()
          .cursor(first.nextCursor ?? '')
          .getMany();
        return [first.results.length, second.results.map(({ key }) => key), second.nextCursor];
      });
      expect(pages).toEqual([0, ['l4'], undefined]);
    });
  });

  describe('rates', () => {
    it('refuses the 1,001st request within a second', async () => {
      const still = await smallWorld({}, { settings: { callMs: {} } });
      const codes = await still.inside(async () => {
        for (let number = 0; number < 1000; number++) await kvs.get('a');
        return errorOf(() => kvs.get('a'));
      });
      expect(codes).toEqual({ code: 'RATE_LIMIT_EXCEEDED', status: 429 });
      await still.host.advance(1000);
      expect(await still.inside(() => errorOf(() => kvs.get('a')))).toEqual({ code: undefined, status: undefined });
    });

    it('charges 10 KB units per request and refuses the write after 4,000 of them in a minute', async () => {
      const value = 'x'.repeat(230 * kib);
      const code = await world.inside(async () => {
        for (let number = 0; number < 166; number++) await kvs.set('a', value);
        return errorOf(() => kvs.set('a', value));
      });
      // 24 units for 230 KB and its envelope: 166 of them are 3,984.
      expect(world.installation.meters.writeUnits).toBe(166 * 24);
      expect(code).toEqual({ code: 'RATE_LIMIT_EXCEEDED', status: 429 });
    });
  });

  it('measures what is stored', async () => {
    await world.inside(async () => {
      await kvs.set('a', 'x'.repeat(98));
      await kvs.set('a', 'x'.repeat(8));
      await kvs.set('b', 1);
      await kvs.get('a');
    });
    expect(world.installation.meters).toMatchObject({
      kvsWrites: 3,
      kvsReads: 1,
      writeUnits: 3,
      readUnits: 1,
      writtenBytes: 111,
      storageBytes: 11,
    });
  });
});

it('reads a row of an older data folder as it was written', async () => {
  const backend = memory();
  await backend.write([['site/kv/a:1', JSON.stringify({ text: '{"x":"a\\nb"}', createdAt: 5, updatedAt: 7 })]]);
  const { meters } = (await smallWorld()).installation;
  const store = new KvsStore(backend, 'site/', { queryLagMs: 0, expiryLagMs: 0 }, meters, () => 9);
  const stored = await store.get('kv', 'a:1');
  expect(stored).toMatchObject({ key: 'a:1', value: { x: 'a\nb' }, createdAt: 5, updatedAt: 7 });
});
