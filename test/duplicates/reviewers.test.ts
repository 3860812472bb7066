// Three reviewers and a bulk action on a handful of pairs at once, with every storage call in an order that the seed
// chooses. Whatever the order: one of two wins, the other one learns who it was, nothing is lost and nothing is said twice.

import fc from 'fast-check';
import { applyCommand, type ReviewCommand } from '../../src/duplicates/decision';
import { pairName, pairOf, ReviewStore } from '../../src/storage/reviews';
import { memoryKv } from './memory-kv';

const pairs = [pairOf(1, 2), pairOf(2, 3), pairOf(1, 3)];
const digests = ['-', '-'] as const;

const commandArbitrary: fc.Arbitrary<ReviewCommand> = fc.oneof(
  fc
    .constantFrom('duplicate', 'related', 'not-duplicate')
    .map((verdict): ReviewCommand => ({ kind: 'decide', verdict, digests })),
  fc.constant<ReviewCommand>({ kind: 'snooze', untilMs: 1_000_000 }),
  fc.constantFrom('ada', 'ben', null).map((assignee): ReviewCommand => ({ kind: 'assign', assignee })),
  fc.constant<ReviewCommand>({ kind: 'undo' }),
  fc.constantFrom('a1', 'a2').map((actionId): ReviewCommand => ({ kind: 'claim', actionId })),
  fc.constantFrom('a1', 'a2').map((actionId): ReviewCommand => ({ kind: 'release', actionId })),
  fc.constantFrom('a1', 'a2').map((actionId): ReviewCommand => ({ kind: 'action-undone', actionId })),
  fc.constantFrom<ReviewCommand>({ kind: 'link-made' }, { kind: 'link-removed' }, { kind: 'text-changed' }),
);

const stepArbitrary = fc.record({
  who: fc.constantFrom('ada', 'ben', 'cleo'),
  pair: fc.constantFrom(...pairs),
  command: commandArbitrary,
  /** Whether this person looks again before, or still goes by what was on the screen at the beginning. */
  looksFirst: fc.boolean(),
});

describe('three reviewers at once', () => {
  it('never lose or double a decision, in 1,000 runs of 30 commands', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(stepArbitrary, { minLength: 30, maxLength: 30 }),
        async (scheduler, script) => {
          let ids = 0;
          let clockMs = 0;
          // Looking at the outcome changes nothing, so its order is of no interest.
          let isAfter = false;
          const store = new ReviewStore(
            memoryKv(() => (isAfter ? Promise.resolve() : scheduler.schedule(Promise.resolve()))),
            () => `id${ids++}`,
          );
          const saved: { name: string; version: number; by: string }[] = [];
          const conflicts: { name: string; expected: number; found: number }[] = [];

          const work = async (who: string): Promise<void> => {
            for (const { pair, command, looksFirst } of script.filter((step) => step.who === who)) {
              const expected = looksFirst ? ((await store.read(pair))?.version ?? 0) : 0;
              const seen: { outcome: 'saved' | 'conflict' | 'none' } = { outcome: 'none' };
              const review = await store.change(pair, (current) => {
                seen.outcome = 'none';
                if ((current?.version ?? 0) !== expected) {
                  seen.outcome = 'conflict';
                  return null;
                }
                const result = applyCommand(current, command, who, ++clockMs);
                if (result.kind !== 'changed') return null;
                seen.outcome = 'saved';
                return result;
              });
              if (seen.outcome === 'saved')
                saved.push({ name: pairName(pair), version: review?.version ?? 0, by: who });
              if (seen.outcome === 'conflict')
                conflicts.push({ name: pairName(pair), expected, found: review?.version ?? 0 });
            }
          };
          await scheduler.waitFor(Promise.all(['ada', 'ben', 'cleo'].map(work)));
          isAfter = true;

          const lines = await store.history();
          const keyOf = ({ name, version }: { name: string; version: number }) => `${name}#${version}`;
          // Every saved answer has exactly one line, in the name of the one who was told so.
          expect(lines.map((line) => keyOf({ name: pairName(line), version: line.version })).sort()).toEqual(
            saved.map(keyOf).sort(),
          );
          // Who was refused was really late.
          expect(conflicts.filter(({ expected, found }) => expected === found)).toEqual([]);
          for (const pair of pairs) {
            const own = lines.filter((line) => pairName(line) === pairName(pair)).reverse();
            // Versions without a gap, and each line begins where the one before ended.
            expect(own.map(({ version }) => version)).toEqual(own.map((_, index) => index + 1));
            own.forEach(({ before }, index) => expect(before).toBe(own[index - 1]?.after ?? null));
            const review = await store.read(pair);
            expect(review?.version ?? 0).toBe(own.length);
            expect(review?.verdict ?? null).toBe(own.at(-1)?.after ?? null);
            // At most one action holds a pair, and only while the verdict is "duplicate".
            if (review?.actionId) expect(review.verdict).toBe('duplicate');
          }
        },
      ),
      { numRuns: 1_000 },
    );
  }, 120_000);

  it('keep the whole history when it outgrows its record', async () => {
    let ids = 0;
    const store = new ReviewStore(memoryKv(), () => `id${ids++}`);
    const pair = pairOf(1, 2);
    for (let index = 0; index < 500; index++) {
      const verdict = index % 2 === 0 ? 'related' : 'not-duplicate';
      await store.change(pair, (current) => {
        const outcome = applyCommand(current, { kind: 'decide', verdict, digests }, 'ada', index);
        return outcome.kind === 'changed' ? outcome : null;
      });
    }
    const versions = (await store.history()).map(({ version }) => version);
    expect(versions).toEqual(Array.from({ length: 500 }, (_, index) => 500 - index));
  });

  it('know about every issue of a rejected pair, and about few others', async () => {
    let ids = 0;
    const store = new ReviewStore(memoryKv(), () => `id${ids++}`);
    for (let id = 1; id < 400; id += 2) {
      await store.change(
        pairOf(id, id + 1),
        (current) => {
          const outcome = applyCommand(current, { kind: 'decide', verdict: 'not-duplicate', digests }, 'ada', 1);
          return outcome.kind === 'changed' ? outcome : null;
        },
        true,
      );
    }
    const rejected = Array.from({ length: 400 }, (_, index) => index + 1);
    expect(await store.mayBeRejected(rejected)).toEqual(rejected);
    const others = Array.from({ length: 4_000 }, (_, index) => index + 10_000);
    expect((await store.mayBeRejected(others)).length).toBeLessThan(others.length * 0.02);
  });
});
