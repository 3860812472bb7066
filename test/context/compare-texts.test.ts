// The comparison of two texts against the textbook table of longest common subsequences, and its promises: the parts
// give the text again, and what is marked as shared really stands in both.

import fc from 'fast-check';
import { compareFields, compareTexts, maxComparedWords } from '../../src/duplicates/compare-texts';
import { commonWords } from '../../src/duplicates/word-diff';
import type { ComparedText } from '../../src/contract';
import type { Issue } from '../../src/issue';

describe('the words two texts have in common', () => {
  it('is as long as the textbook table says, and stands in both in the same order', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 90 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const common = commonWords(a, b);
        const fromA = a.filter((_, at) => common.inA[at] === 1);
        const fromB = b.filter((_, at) => common.inB[at] === 1);
        expect(fromA).toEqual(fromB);
        expect(fromA.length).toBe(tableLength(a, b));
      }),
      { numRuns: 1_000 },
    );
  });

  it('costs the same for texts that have nothing in common', () => {
    const a = Array.from({ length: maxComparedWords }, (_, at) => `a${at}`);
    const b = Array.from({ length: maxComparedWords }, (_, at) => `b${at}`);
    const startedMs = performance.now();
    expect(commonWords(a, b).inA.includes(1)).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});

describe('two texts side by side', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          'login',
          'Login',
          'fails',
          'E4012',
          'the',
          '```',
          '\n',
          '登',
          '録',
          'java.lang.Error',
          '-',
          ' ',
        ),
        { maxLength: 60 },
      )
      .map((words) => words.join(' ')),
  );

  it('give the texts again when the parts are joined', () => {
    fc.assert(
      fc.property(text, text, text, text, (summaryA, descriptionA, summaryB, descriptionB) => {
        const a = { summary: summaryA, description: descriptionA };
        const b = { summary: summaryB, description: descriptionB };
        const { summary, description } = compareTexts(a, b);
        expect(joined(summary.a)).toBe(a.summary);
        expect(joined(summary.b)).toBe(b.summary);
        expect(joined(description.a)).toBe(a.description);
        expect(joined(description.b)).toBe(b.description);
      }),
      { numRuns: 500 },
    );
  });

  it('mark one text against itself as common throughout', () => {
    const one = { summary: 'Login fails with E4012', description: 'Steps:\n1. Open the page\n2. Log in' };
    const { summary, description } = compareTexts(one, one);
    expect([...summary.a.parts, ...description.b.parts].every((part) => part.isCommon)).toBe(true);
  });

  it('mark a word that both have, in another form and another field', () => {
    const { summary, description } = compareTexts(
      { summary: 'Uploading attachments hangs', description: '' },
      { summary: 'Timeout', description: 'The upload of an attachment hangs.' },
    );
    expect(sharedWords(summary.a)).toEqual(['Uploading', 'attachments', 'hangs']);
    expect(sharedWords(description.b)).toEqual(['upload', 'attachment', 'hangs']);
    expect(sharedWords(summary.b)).toEqual([]);
  });

  it('compare character by character where words have no spaces', () => {
    const { summary } = compareTexts(
      { summary: '登録画面', description: '' },
      { summary: '登録失敗', description: '' },
    );
    expect(
      summary.a.parts
        .filter((part) => part.isCommon)
        .map((part) => part.text)
        .join(''),
    ).toBe('登録');
  });

  it('say so when a text is longer than what is compared, and still show all of it', () => {
    const long = { summary: '', description: 'word '.repeat(maxComparedWords + 5) };
    const { description } = compareTexts(long, { summary: '', description: 'word' });
    expect(description.a.isWhole).toBe(false);
    expect(joined(description.a)).toBe(long.description);
  });
});

describe('the fields of two issues', () => {
  const issue: Issue = {
    id: 1,
    key: 'APP-1',
    summary: '',
    description: '',
    created: '2026-01-01T00:00:00.000Z',
    updated: '2026-01-01T00:00:00.000Z',
    project: { id: 1, key: 'APP', name: 'App' },
    type: { name: 'Bug', iconUrl: null, isSubtask: false },
    status: { name: 'To Do', category: 'new' },
    resolutionName: null,
    parentId: 0,
    componentNames: ['web', 'login'],
    reporterAccountId: 'one',
    linkedIds: [],
    inwardLinkNames: [],
  };

  it('agree whatever the order of components, and leave out what both leave empty', () => {
    const rows = compareFields(issue, { ...issue, id: 2, componentNames: ['login', 'web'] });
    expect(rows.map((row) => row.field)).toEqual(['project', 'type', 'status', 'components', 'reporter']);
    expect(rows.every((row) => row.agrees)).toBe(true);
  });

  it('tell whether reporter and parent are the same, never who or which', () => {
    const rows = compareFields(issue, { ...issue, reporterAccountId: 'two', parentId: 9 });
    expect(rows.filter((row) => row.field === 'reporter' || row.field === 'parent')).toEqual([
      { field: 'parent', a: null, b: null, agrees: false },
      { field: 'reporter', a: null, b: null, agrees: false },
    ]);
  });
});

const joined = (text: ComparedText): string => text.parts.map((part) => part.text).join('');
const sharedWords = (text: ComparedText): string[] =>
  text.parts.filter((part) => part.isSharedTerm).map((part) => part.text);

/** The table of the textbook: one row of lengths, word by word. */
function tableLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => next.push(word === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)));
    row = next;
  }
  return row[b.length]!;
}
