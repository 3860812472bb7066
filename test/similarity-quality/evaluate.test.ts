// `npm run evaluate -- --json` is read by machines, so its fields are held here as somebody at a terminal gets them: for
// one set and for several, with rivals and steps, and the same bytes each time.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const subjects = [
  'login',
  'export',
  'search',
  'invoice',
  'upload',
  'calendar',
  'password',
  'report',
  'filter',
  'backup',
];

/** Thirty issues about ten subjects; the second telling of each subject is known to be a duplicate of the first. */
function labelledSet(name: string, priority: string): { issues: string; pairs: string } {
  const issues = Array.from({ length: 30 }, (_, at) => ({
    key: `${name}-${at + 1}`,
    priority,
    type: 'Bug',
    created: new Date(Date.parse('2026-01-01T00:00:00Z') + at * 86_400_000).toISOString(),
    summary: `The ${subjects[at % 10] ?? ''} page fails for customer ${at % 7}`,
    description: `Opening ${subjects[at % 10] ?? ''} shows error E${1000 + (at % 10)} in version ${at % 3}.1.`,
  }));
  const paths = { issues: join(folder, `${name}.jsonl`), pairs: join(folder, `${name}.pairs.tsv`) };
  writeFileSync(paths.issues, issues.map((issue) => JSON.stringify(issue)).join('\n'));
  const pairs = subjects.map((_, at) => `${name}-${at + 11}\t${name}-${at + 1}\tlink`);
  writeFileSync(paths.pairs, pairs.join('\n'));
  return paths;
}

function evaluate(...args: string[]): string {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const answer = spawnSync(process.execPath, [tsx, join(root, 'bench', 'evaluate.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 100_000,
  });
  expect(answer.stderr).toBe('');
  expect(answer.status).toBe(0);
  return answer.stdout;
}

const share = expect.any(Number) as number;
const count = expect.any(Number) as number;
const ranking = { queries: count, rr1: share, rr5: share, rr10: share, rr20: share, mrr: share };
const tiers = { veryLikely: { pairs: count, labelled: count }, possible: { pairs: count, labelled: count } };

describe('the evaluation for machines', () => {
  const one = labelledSet('ONE', 'High');
  const two = labelledSet('TWO', 'Low');

  it('holds the figures of one set at the top, with those of its rivals and of each step', () => {
    const args = ['--issues', one.issues, '--pairs', one.pairs, '--json', '--peers', '--steps'];
    const text = evaluate(...args);
    const report = JSON.parse(text) as Record<string, Record<string, unknown>>;
    expect(report).toMatchObject({
      ...ranking,
      ...{ name: 'ONE', issues: 30, queries: 10, labelledPairs: 10, threshold: 0.3, tiers },
      ...{ series: { pairs: count, labelled: count } },
      ...{ pairPrecision: share, pairRecall: share },
    });
    expect(Object.keys(report['peers'] ?? {}).join()).toMatch(/MiniSearch.*/);
    expect(Object.keys(report['peers'] ?? {}).join()).toMatch(/TF-IDF/);
    expect(Object.keys(report['peers'] ?? {}).join()).toMatch(/REP/);
    expect(Object.keys(report['steps'] ?? {})).toContain('+ component');
    for (const quality of [...Object.values(report['peers'] ?? {}), ...Object.values(report['steps'] ?? {})]) {
      expect(quality).toEqual(ranking);
    }
    expect(evaluate(...args)).toBe(text);
  }, 200_000);

  it('holds the mean of several sets at the top, the sums of their tiers, and each set', () => {
    const lists = ['--issues', `${one.issues},${two.issues}`, '--pairs', `${one.pairs},${two.pairs}`];
    const report = JSON.parse(evaluate(...lists, '--json')) as { sets: { name: string }[] };
    expect(report).toMatchObject({ ...ranking, queries: 20, tiers, peers: {} });
    expect(report.sets.map(({ name }) => name)).toEqual(['ONE', 'TWO']);
  }, 100_000);
});
