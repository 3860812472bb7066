// The tables of risks and promises in the documents name a test for each; here each of them is still there and still says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

function rowsOf(document: string) {
  const text = readFileSync(join(root, 'docs', document), 'utf8');
  return [...text.matchAll(/^\| (.*?) \|.*`(test\/[^`]+)`: "(.+)" \|$/gm)].map(
    ([, first = '', file = '', words = '']) => ({ document, first, file, words }),
  );
}

const risks = rowsOf('SECURITY.md');
const promises = rowsOf('IN-CONTEXT.md');

it.each([...risks, ...promises])('$document, $first: $file says "$words"', ({ file, words }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain(words);
});

it('all twenty risks and every promise have a test', () => {
  const named = risks.flatMap(({ first }) => first.match(/S\d+/g) ?? []);
  const wanted = Array.from({ length: 20 }, (_, at) => `S${at + 1}`);
  expect([...new Set(named)].sort()).toEqual(wanted.sort());
  expect(promises.length).toBeGreaterThan(20);
});
