// The order of the queue against a slow, obviously right one that looks at every pair: the same rows, none twice, none
// lost, however small the pages and however little may be asked for one page.

import fc from 'fast-check';
import { impactOf, impactQuestions, rankOf, urgentPriorities } from '../../src/duplicates/queue-impact';
import { type Confident, nextByRank, type Ranked } from '../../src/duplicates/queue-order';

interface Pair extends Confident {
  readonly impact: number;
  readonly isVisible: boolean;
}
type Row = Ranked<Pair>;

const rowOf = (pair: Pair): Row => ({ pair, rank: rankOf(pair.confidence, pair.impact) });

function slowly(pairs: readonly Pair[]): readonly Row[] {
  return pairs
    .filter(({ isVisible }) => isVisible)
    .map(rowOf)
    .sort((x, y) => y.rank - x.rank || x.pair.a - y.pair.a || x.pair.b - y.pair.b);
}

interface Walk {
  readonly pages: readonly (readonly Row[])[];
  readonly mostLooks: number;
}

async function walk(pairs: readonly Pair[], wanted: number, issuesPerLook: number, maxLooks: number): Promise<Walk> {
  const pages: (readonly Row[])[] = [];
  let cursor: string | null = null;
  let mostLooks = 0;
  do {
    let looks = 0;
    const look = (some: readonly Pair[]): Promise<Row[]> => {
      looks++;
      return Promise.resolve(some.filter(({ isVisible }) => isVisible).map(rowOf));
    };
    const page: { rows: readonly Row[]; nextCursor: string | null } = await nextByRank(pairs, cursor, wanted, look, {
      issuesPerLook,
      maxLooks,
      parallelLooks: 3,
    });
    pages.push(page.rows);
    mostLooks = Math.max(mostLooks, looks);
    cursor = page.nextCursor;
    if (pages.length > 3 * pairs.length + 10) throw new Error('The pages do not end.');
  } while (cursor !== null);
  return { pages, mostLooks };
}

const pairsArbitrary = (isVisible: fc.Arbitrary<boolean>) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(30), fc.nat(30)), { selector: ([x, y]) => `${Math.min(x, y)} ${Math.max(x, y)}` })
    .chain((ends) => {
      const some = ends.filter(([x, y]) => x !== y);
      // Few different values, so that ties are common.
      const figures = fc.record({
        confidence: fc.constantFrom(0.1, 0.25, 0.4, 0.5, 0.51, 0.8, 1),
        impact: fc.constantFrom(0, 0.15, 0.5, 1),
        isVisible,
      });
      return fc.array(figures, { minLength: some.length, maxLength: some.length }).map((all) =>
        some.map(([x, y], at): Pair => ({
          a: Math.min(x, y),
          b: Math.max(x, y),
          ...(all[at] ?? { confidence: 0, impact: 0, isVisible: false }),
        })),
      );
    });

const nameOf = ({ pair: { a, b } }: Row): string => `${a}-${b}`;

describe('the order of the queue', () => {
  it('is that of the ranks of all pairs, page after page, without a look at all of them', async () => {
    let looked = 0;
    await fc.assert(
      fc.asyncProperty(
        pairsArbitrary(fc.boolean()),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 12 }),
        async (pairs, wanted, issuesPerLook) => {
          const { pages, mostLooks } = await walk(pairs, wanted, issuesPerLook, 1_000);
          expect(pages.flat()).toEqual(slowly(pairs));
          for (const page of pages.slice(0, -1)) expect(page).toHaveLength(wanted);
          looked = Math.max(looked, mostLooks);
        },
      ),
      { numRuns: 500 },
    );
    expect(looked).toBeGreaterThan(3);
  });

  it('shows every pair once when little may be asked, and asks no more than that for a page', async () => {
    let stretches = 0;
    await fc.assert(
      fc.asyncProperty(
        pairsArbitrary(fc.constant(true)),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        async (pairs, wanted, maxLooks) => {
          const { pages, mostLooks } = await walk(pairs, wanted, 4, maxLooks);
          expect(pages.flat().map(nameOf).sort()).toEqual(slowly(pairs).map(nameOf).sort());
          expect(mostLooks).toBeLessThanOrEqual(maxLooks);
          const all = pages.flat();
          const steps = all.filter(({ rank }, at) => at > 0 && rank > (all[at - 1]?.rank ?? 0)).length;
          stretches = Math.max(stretches, steps);
        },
      ),
      { numRuns: 500 },
    );
    expect(stretches).toBeGreaterThan(0);
  });

  it('loses and repeats nothing when hidden pairs stand in between', async () => {
    await fc.assert(
      fc.asyncProperty(pairsArbitrary(fc.boolean()), fc.integer({ min: 1, max: 6 }), async (pairs, wanted) => {
        const { pages } = await walk(pairs, wanted, 4, 2);
        expect(pages.flat().map(nameOf).sort()).toEqual(slowly(pairs).map(nameOf).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('never names a hidden pair in a cursor', async () => {
    await fc.assert(
      fc.asyncProperty(pairsArbitrary(fc.boolean()), async (pairs) => {
        const hidden = new Set(pairs.filter(({ isVisible }) => !isVisible).map(({ a, b }) => `${a},${b}`));
        let cursor: string | null = null;
        do {
          const look = (some: readonly Pair[]): Promise<Row[]> =>
            Promise.resolve(some.filter(({ isVisible }) => isVisible).map(rowOf));
          const page: { nextCursor: string | null } = await nextByRank(pairs, cursor, 2, look, {
            issuesPerLook: 4,
            maxLooks: 1,
            parallelLooks: 1,
          });
          cursor = page.nextCursor;
          const places = cursor === null ? {} : (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as object);
          for (const place of Object.values(places) as ([number, number, number] | null)[]) {
            if (place !== null) expect(hidden).not.toContain(`${place[1]},${place[2]}`);
          }
        } while (cursor !== null);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the impact of a pair', () => {
  it('is that of the worked example', () => {
    const questions = impactQuestions(urgentPriorities(['1', '2', '3', '4', '5']));
    const isTrue = ['statusCategory != Done', 'priority in (1, 2)', 'votes >= 1', 'votes >= 5', 'watchers >= 3'];
    const { impact, signs } = impactOf(
      questions,
      questions.map(({ jql }) => isTrue.includes(jql)),
    );
    expect(impact).toBeCloseTo(0.75, 10);
    expect(signs).toEqual(['open', 'urgent', 'votes', 'watchers']);
    expect(rankOf(0.8, impact)).toBeCloseTo(1.4, 10);
  });

  it('at most doubles a pair, whatever the site calls urgent', () => {
    for (const ids of [[], ['1'], ['1', '2']]) {
      const questions = impactQuestions(ids);
      const { impact } = impactOf(
        questions,
        questions.map(() => true),
      );
      expect(impact).toBeLessThanOrEqual(1);
    }
    expect(impactQuestions(['1) OR project = SECRET'])).not.toContainEqual(expect.objectContaining({ sign: 'urgent' }));
  });
});
