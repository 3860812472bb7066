// The table of risks in docs/SECURITY.md names a test for each; here each of them is still there and still says so.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const table = readFileSync(join(root, 'docs', 'SECURITY.md'), 'utf8');
const rows = [...table.matchAll(/^\| (.*?) \|.*`(test\/[^`]+)`: "(.+)" \|$/gm)].map(
  ([, risks = '', file = '', words = '']) => ({
    risks,
    file,
    words,
  }),
);

it.each(rows)('$risks: $file says "$words"', ({ file, words }) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(readFileSync(join(root, file), 'utf8')).toContain(words);
});

it('all twenty risks have a test', () => {
  const named = rows.flatMap(({ risks }) => risks.match(/S\d+/g) ?? []);
  const wanted = Array.from({ length: 20 }, (_, at) => `S${at + 1}`);
  expect([...new Set(named)].sort()).toEqual(wanted.sort());
});
