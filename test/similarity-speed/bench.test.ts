// The command that measures speed is used by people and by continuous integration: its invented issues must be the same
// everywhere, its figures complete, and its complaints one sentence.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIssues } from '../../bench/generate';
import { plainTokenizer } from '../../bench/plain-tokenizer';
import { ratioRow, tableOf } from '../../bench/table';
import { hashText } from '../../src/similarity/hash';

const root = join(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bench(...args: string[]) {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return spawnSync(process.execPath, [tsx, join(root, 'bench', 'bench.ts'), ...args], { cwd: root, encoding: 'utf8' });
}

test('the same seed invents the same issues, another seed others', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => [...generateIssues(300, seed)]);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
  expect(new Set(first!.map(({ key }) => key)).size).toBe(300);
  // The text itself is pinned by its hash: figures of two machines are comparable only on equal text.
  expect(hashText(JSON.stringify(first))).toBe(goldenText);
});

const goldenText = 1_455_765_420;

test('plain words are hashed as the engine hashes them, without a string for each', () => {
  const seen: number[] = [];
  const text = { summary: 'Crash ÄRGER x_1 a', description: 'e2e, "done"' };
  plainTokenizer.tokenize(text, { add: (termHash) => seen.push(termHash) });
  expect(seen).toEqual(['crash', 'ärger', 'x_1', 'e2e', 'done'].map((word) => hashText(word)));
});

test('a run on a file says what it took, as JSON with nothing around it', () => {
  const file = join(folder, 'issues.jsonl');
  const lines = [...generateIssues(400)].map((issue) => JSON.stringify(issue));
  writeFileSync(file, [...lines.slice(0, 7), '{"key": "X-1"}', 'not json', '', ...lines.slice(7)].join('\n'));
  const run = bench('--issues', file, '--json');
  expect(run.status).toBe(0);
  expect(JSON.parse(run.stdout)).toEqual({
    issues: 400,
    tokenizeMs: expect.any(Number) as number,
    joinMs: expect.any(Number) as number,
    pairs: expect.any(Number) as number,
    peakRssMb: expect.any(Number) as number,
  });
  expect(run.stderr).toContain(`${file}:8: no summary; left out.`);
  expect(run.stderr).toContain(`${file}:9: not JSON`);
});

test.each([
  ['a file that is not there', ['--issues', 'no-such-file.jsonl'], 'There is no file no-such-file.jsonl.\n'],
  ['an unknown option', ['--nope'], "Unknown option '--nope'"],
  ['a senseless number of rounds', ['--rounds', '0'], '--rounds takes a whole number from 1 up.\n'],
])('%s is one sentence and exit code 1', (_name, args, sentence) => {
  const run = bench(...args);
  expect(run.stderr).toContain(sentence);
  expect(run.stderr.trim().split('\n')).toHaveLength(1);
  expect(run.status).toBe(1);
});

test('a missing peer is a dash in the table, a crashed one says so, and a ratio below its target is a FAIL', () => {
  const table = tableOf([
    ratioRow('5k', 'join', 100, 'absent', null, 8),
    ratioRow('5k', 'join', 100, 'broken', 'failed', 8),
    ratioRow('5k', 'join', 100, 'slow', 900, 8),
    ratioRow('5k', 'join', 100, 'fast', 700, 8),
  ]);
  const [absent, broken, slow, fast] = table.split('\n').slice(2);
  expect(absent).toMatch(/absent \| - .*\| - +\|$/);
  expect(broken).toMatch(/broken \| failed .*\| - +\|$/);
  expect(slow).toMatch(/9\.0 × .*PASS/);
  expect(fast).toMatch(/7\.0 × .*FAIL/);
});
