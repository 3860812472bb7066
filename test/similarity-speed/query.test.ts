// A question to the loaded index must find what comparing with every issue one by one finds, also for issues that
// came, changed or went after the index was loaded.

import * as fc from 'fast-check';
import { BlockBuilder, type Block } from '../../src/similarity/block';
import type { IssueInput } from '../../src/similarity/document';
import { buildModel } from '../../src/similarity/model';
import { SearchIndex } from '../../src/similarity/query';
import { defaultScoreSettings } from '../../src/similarity/score';
import { arbitraryIssue, issue, plainTokenizer } from './random-issues';
import { cosine } from './random-rows';

function blockOf(issues: readonly IssueInput[], removed: readonly number[] = []): Block {
  const builder = new BlockBuilder(plainTokenizer);
  for (const input of issues) builder.add(input);
  for (const id of removed) builder.remove(id);
  return builder.build();
}

const indexOf = (...blocks: Block[]) => new SearchIndex(blocks, defaultScoreSettings, plainTokenizer);

test('asking about an issue of the index finds its nearest, as a comparison with each one does', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(arbitraryIssue(60), { minLength: 1, maxLength: 25, selector: ({ id }) => id }),
      fc.integer({ min: 1, max: 6 }),
      (issues, top) => {
        const block = blockOf(issues);
        const model = buildModel([block], defaultScoreSettings);
        const index = indexOf(block);
        block.ids.forEach((id, row) => {
          const expected = [...model.ids]
            .map((otherId, other) => ({ id: otherId, cosine: cosine(model, row, other) }))
            .filter((match) => match.id !== id && match.cosine > 0.1)
            .sort((a, b) => b.cosine - a.cosine);
          const found = index.nearest(block, row, { top, floor: 0.1, exceptId: id });
          expect(found.length).toBe(Math.min(top, expected.length));
          found.forEach((match, at) => {
            expect(match.cosine).toBeCloseTo(expected[at]!.cosine, 4);
            expect(match.cosine).toBeCloseTo(expected.find((other) => other.id === match.id)!.cosine, 4);
          });
        });
      },
    ),
  );
});

test('finds an issue while its title is being typed', () => {
  const index = indexOf(
    blockOf([issue(1, 'login page hangs'), issue(2, 'logo is too small'), issue(3, 'crash at start')]),
  );
  const [first] = index.search({ summary: 'page hangs lo', description: '' }, { top: 3, floor: 0.1 });
  expect(first!.id).toBe(1);
  expect(index.search({ summary: 'nothing alike', description: '' }, { top: 3, floor: 0.1 })).toEqual([]);
  expect(index.search({ summary: '', description: '' }, { top: 3, floor: 0 })).toEqual([]);
});

test('two questions in a row do not disturb each other', () => {
  const index = indexOf(blockOf([issue(1, 'a b c'), issue(2, 'a d e'), issue(3, 'f g h')]));
  const ask = () => index.search({ summary: 'a b', description: '' }, { top: 3, floor: 0.01 });
  const first = ask();
  index.search({ summary: 'f g', description: 'a' }, { top: 3, floor: 0.01 });
  expect(ask()).toEqual(first);
});

test('an issue that was changed after loading is found by its new words only, and a removed one not at all', () => {
  const index = indexOf(blockOf([issue(1, 'red green'), issue(2, 'red blue'), issue(3, 'blue sky')]));
  const idsFor = (summary: string) =>
    index.search({ summary, description: '' }, { top: 5, floor: 0.01 }).map(({ id }) => id);
  index.append(blockOf([issue(1, 'yellow submarine'), issue(4, 'green submarine')], [2]));
  expect(idsFor('red')).toEqual([]);
  expect(new Set(idsFor('submarine'))).toEqual(new Set([1, 4]));
  expect(idsFor('blue')).toEqual([3]);
  index.append(blockOf([], [4]));
  expect(idsFor('submarine')).toEqual([1]);
});

test('an empty index answers with nothing', () => {
  expect(indexOf().search({ summary: 'a', description: 'b' }, { top: 3, floor: 0 })).toEqual([]);
});
