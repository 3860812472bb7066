// The chain and its store. Whatever is changed in a stored line, the check finds it; however many lines come at once and
// however they are archived and removed, what is left is one chain.

import fc from 'fast-check';
import { type AuditEntry, auditEvents, chained, firstAnchor, firstBreak } from '../../src/administration/audit-chain';
import { AuditStore } from '../../src/storage/audit-store';
import { memoryKv } from '../duplicates/memory-kv';

const entryArbitrary: fc.Arbitrary<AuditEntry> = fc.record({
  atMs: fc.nat(),
  person: fc.option(fc.nat(50)),
  event: fc.constantFrom(...auditEvents),
  refusedAs: fc.option(fc.constantFrom('CONFLICT', 'BAD_INPUT')),
  engineVersion: fc.constant('1'),
  detail: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.integer(), fc.stringMatching(/^[\w.-]{0,9}$/))),
});
const entry = (atMs: number): AuditEntry => ({
  atMs,
  person: null,
  event: 'decision',
  refusedAs: null,
  engineVersion: '1',
  detail: { a: atMs },
});
let ids = 0;
const newStore = () => new AuditStore(memoryKv(), () => `id${ids++}`);

async function allByPages(store: AuditStore): Promise<number[]> {
  const found: number[] = [];
  let before: number | null = null;
  do {
    const page: Awaited<ReturnType<AuditStore['page']>> = await store.page(before);
    found.push(...page.lines.map(({ n }) => n));
    before = page.before;
  } while (before !== null);
  return found;
}

describe('the chain of the audit log', () => {
  it('finds any member of any line that was changed, at the line where it was changed', () => {
    const changes: readonly ((line: AuditEntry) => Partial<AuditEntry>)[] = [
      ({ atMs }) => ({ atMs: atMs + 1 }),
      ({ person }) => ({ person: person === null ? 7 : null }),
      ({ event }) => ({ event: event === 'purge' ? 'backup' : 'purge' }),
      ({ refusedAs }) => ({ refusedAs: refusedAs === null ? 'INTERNAL' : null }),
      ({ engineVersion }) => ({ engineVersion: `${engineVersion}x` }),
      ({ detail }) => ({ detail: { ...detail, zz: 1 } }),
    ];
    fc.assert(
      fc.property(fc.array(entryArbitrary, { minLength: 1, maxLength: 30 }), fc.nat(), fc.nat(), (entries, at, how) => {
        const lines = chained(firstAnchor, entries);
        expect(firstBreak(firstAnchor, lines)).toBeNull();
        const index = at % lines.length;
        const changed = lines.map((line, n) =>
          n === index ? { ...line, ...changes[how % changes.length]?.(line) } : line,
        );
        expect(firstBreak(firstAnchor, changed)).toBe(index + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('finds a line that was removed, put in between or swapped with its neighbour', () => {
    const lines = chained(
      firstAnchor,
      Array.from({ length: 10 }, (_, index) => entry(index)),
    );
    const [fourth, fifth] = [lines[3]!, lines[4]!];
    expect(
      firstBreak(
        firstAnchor,
        lines.filter(({ n }) => n !== 4),
      ),
    ).toBe(4);
    expect(firstBreak(firstAnchor, [...lines.slice(0, 4), fourth, ...lines.slice(4)])).toBe(5);
    expect(firstBreak(firstAnchor, [...lines.slice(0, 3), fifth, fourth, ...lines.slice(5)])).toBe(4);
  });
});

describe('the store of the audit log', () => {
  it('makes one chain of what many write at the same moment', async () => {
    const store = newStore();
    for (let round = 0; round < 60; round++) {
      await Promise.all([1, 2, 3, 4, 5, 6, 7].map((at) => store.append([entry(round * 10 + at)])));
    }
    const { anchor, last, lines } = await store.all();
    expect(lines).toHaveLength(420);
    expect(firstBreak(anchor, lines)).toBeNull();
    expect(last.hash).toBe(lines.at(-1)?.hash);
  });

  it('gives every line exactly once, newest first, page by page', async () => {
    const store = newStore();
    for (let at = 1; at <= 730; at++) await store.append([entry(at)]);
    expect(await allByPages(store)).toEqual(Array.from({ length: 730 }, (_, index) => 730 - index));
  });

  it('is still one chain after old lines were removed, and goes on from there', async () => {
    const store = newStore();
    for (let at = 1; at <= 500; at++) await store.append([entry(at)]);
    expect(await store.prune(250)).toBe(200);
    expect(await store.prune(250)).toBe(0);
    await store.append([entry(501)]);
    const { anchor, lines } = await store.all();
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 301 }, (_, index) => 201 + index));
    expect(firstBreak(anchor, lines)).toBeNull();
    expect(await store.prune(1_000)).toBe(301);
    await store.append([entry(2_000)]);
    expect((await store.all()).lines.map(({ n }) => n)).toEqual([502]);
  });

  it('forgets whose lines they are, and the chain stays whole', async () => {
    const store = newStore();
    const person = await store.numberOf('ada');
    expect(await store.numberOf('ben')).not.toBe(person);
    expect(await store.numberOf('ada')).toBe(person);
    await store.append([{ ...entry(1), person }]);
    expect(await store.forget('ada')).toBe(true);
    expect([...(await store.accountIds()).values()]).toEqual(['ben']);
    expect(await store.numberOf('ada')).not.toBe(person);
    const { anchor, lines } = await store.all();
    expect(firstBreak(anchor, lines)).toBeNull();
  });
});
