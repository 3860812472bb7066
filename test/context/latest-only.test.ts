// One question at a time, the newest always answered in the end: the way the search keeps up with typing.

import fc from 'fast-check';
import { LatestOnly } from '../../static/search/latest-only';

interface Asked {
  readonly question: number;
  readonly reply: () => void;
}

function keeper() {
  const asked: Asked[] = [];
  const shown: number[] = [];
  const latest = new LatestOnly<number, number>(
    (question) => new Promise((resolve) => asked.push({ question, reply: () => resolve(question * 10) })),
    (answer) => void shown.push(answer),
  );
  return { asked, shown, latest };
}

const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

it('asks while nothing is under way, and then only for what was typed last', async () => {
  const { asked, shown, latest } = keeper();
  latest.put(1);
  latest.put(2);
  latest.put(3);
  expect(asked.map(({ question }) => question)).toEqual([1]);
  asked[0]?.reply();
  await turns();
  expect(asked.map(({ question }) => question)).toEqual([1, 3]);
  asked[1]?.reply();
  await turns();
  expect(shown).toEqual([10, 30]);
});

it('shows nothing of a question whose text was deleted while it was under way', async () => {
  const { asked, shown, latest } = keeper();
  latest.put(1);
  latest.put(2);
  latest.clear();
  asked[0]?.reply();
  await turns();
  expect(asked).toHaveLength(1);
  expect(shown).toEqual([]);
});

it('shows nothing of a question from before the text was deleted, also when something else was typed since', async () => {
  const { asked, shown, latest } = keeper();
  latest.put(1);
  latest.clear();
  latest.put(2);
  expect(asked).toHaveLength(1);
  asked[0]?.reply();
  await turns();
  expect(shown).toEqual([]);
  asked[1]?.reply();
  await turns();
  expect(shown).toEqual([20]);
});

it('never has two questions under way, never shows an older answer after a newer, and ends with the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('type', 'answer'), { maxLength: 40 }), async (events) => {
      const { asked, shown, latest } = keeper();
      let typed = 0;
      let answered = 0;
      for (const event of events) {
        if (event === 'type') latest.put(++typed);
        else if (answered < asked.length) asked[answered++]?.reply();
        await turns();
        expect(asked.length - answered).toBeLessThanOrEqual(1);
      }
      while (answered < asked.length) {
        asked[answered++]?.reply();
        await turns();
      }
      expect(shown).toEqual([...shown].sort((x, y) => x - y));
      expect(shown.at(-1)).toBe(typed === 0 ? undefined : typed * 10);
    }),
  );
});
