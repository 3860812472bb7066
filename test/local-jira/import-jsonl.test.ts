// Data files as people have them: complete, nearly empty, and broken in every way that was thought of. A bad line costs
// that line and nothing else, and is told with its number.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonLines } from '../../local/jira/import-jsonl';
import { app, keysFound, pick, testSite } from './small-site';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

let filesMade = 0;

function fileOf(...lines: readonly (string | object)[]): string {
  filesMade += 1;
  const path = join(folder, `${filesMade}.jsonl`);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
}

const least = (key: string, more: object = {}) => ({
  key,
  summary: `Summary of ${key}`,
  created: '2026-01-01T00:00:00Z',
  ...more,
});

describe('a data file', () => {
  it('needs no more than key, summary and created', async () => {
    const { seed, problems, issuesRead } = await readJsonLines(
      fileOf(least('AB-1'), '', least('AB-2', { description: null, components: null })),
    );
    expect([issuesRead, problems]).toEqual([2, []]);
    const test = await testSite({}, seed);
    expect(await keysFound(test, app, 'project = AB ORDER BY id')).toEqual(['AB-1', 'AB-2']);
    expect(test.product.violations).toEqual([]);
  });

  it('keeps every field that it gives', async () => {
    const full = least('AB-2', {
      type: 'Technical task',
      status: 'RESOLVED',
      resolution: 'FIXED',
      priority: '--',
      components: ['Core'],
      labels: ['x'],
      versions: ['1.0'],
      updated: '2026-01-03T00:00:00.000+0000',
      resolved: '2026-01-02T00:00:00Z',
      reporter: '4f2a99',
      parent: 'AB-1',
      environment: 'Linux',
      description: 'Broken {code}int x;{code}',
      comments: [{ author: 'bb', created: '2026-01-02T00:00:00Z', body: 'Me too' }, 'Plain'],
    });
    const { seed } = await readJsonLines(fileOf(least('AB-1'), full));
    const test = await testSite({}, seed);
    const { body } = await test.call(app, 'GET', '/issue/AB-2');
    expect(body).toMatchObject({
      fields: {
        issuetype: { name: 'Technical task', subtask: true },
        status: { name: 'RESOLVED', statusCategory: { key: 'done' } },
        resolution: { name: 'FIXED' },
        priority: { name: '--' },
        components: [{ name: 'Core' }],
        labels: ['x'],
        versions: [{ name: '1.0' }],
        updated: '2026-01-03T00:00:00.000+0000',
        resolutiondate: '2026-01-02T00:00:00.000+0000',
        parent: { key: 'AB-1' },
        comment: { total: 2 },
      },
    });
    expect(pick(body, 'fields.reporter.displayName')).toMatch(/^Reporter [0-9a-f]{4}$/);
    expect(pick(body, 'fields.description.content.*.type')).toEqual(['paragraph', 'codeBlock']);
    expect(test.product.violations).toEqual([]);
  });

  it('gives plain numbers a key behind their project and keeps them as ids, with the old key beside', async () => {
    const { seed } = await readJsonLines(
      fileOf(least('13277068', { project: 'HADOOP' }), least('13277342', { project: 'HADOOP' })),
    );
    expect(seed.issues).toMatchObject([
      { id: 13277068, key: 'HADOOP-13277068', sourceKey: '13277068' },
      { id: 13277342, key: 'HADOOP-13277342', sourceKey: '13277342' },
    ]);
    const test = await testSite({}, seed);
    expect(test.site.state.issueOf('13277068')).toMatchObject({ key: 'HADOOP-13277068', sourceKey: '13277068' });
  });

  it('numbers issues in order of creation, and finds a key for what is none', async () => {
    const later = { created: '2026-02-01T00:00:00Z' };
    const { seed } = await readJsonLines(
      fileOf(least('AB-7', later), least('AB-3'), least('odd key!', { project: 'ab' }), least('x', { project: '1' })),
    );
    const placed = Object.fromEntries(seed.issues.map(({ id, key, sourceKey }) => [sourceKey ?? key, [id, key]]));
    expect(placed).toEqual({
      'AB-3': [10_000, 'AB-3'],
      'AB-7': [10_001, 'AB-7'],
      'odd key!': [10_002, 'AB-8'],
      x: [10_003, 'DATA-1'],
    });
  });

  it('always has an administrator and two others', async () => {
    const { seed } = await readJsonLines(fileOf(least('AB-1')));
    expect(seed.people.map(({ isSiteAdmin }) => isSiteAdmin ?? false)).toEqual([true, false, false]);
  });

  it('may be empty', async () => {
    const { seed, problems, issuesRead } = await readJsonLines(fileOf(''));
    expect([seed.issues, problems, issuesRead]).toEqual([[], [], 0]);
    expect((await testSite({}, seed)).site.people).toHaveLength(3);
  });

  it('is read past every bad line, which is told with its number', async () => {
    const { problems, issuesRead } = await readJsonLines(
      fileOf(
        '\ufeff' + JSON.stringify(least('AB-1')),
        '{"key": "AB-2", "summary"',
        '[]',
        { key: 'AB-3', summary: 'No time' },
        least('AB-4', { created: 'yesterday' }),
        least('AB-5', { labels: 'not a list' }),
        least('AB-1'),
        { ...least('AB-6'), summary: '  ' },
        least('AB-7'),
      ),
    );
    expect(issuesRead).toBe(2);
    expect(problems.every(({ isSkipped }) => isSkipped)).toBe(true);
    expect(problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(problems.map(({ reason }) => reason.split(':')[0])).toEqual([
      expect.stringMatching(/^it is not JSON/),
      'key',
      'created',
      'created',
      'labels',
      'the key AB-1 was already given on line 1',
      'summary',
    ]);
  });

  it('may hold texts that no Jira would take, which are repaired or kept and told', async () => {
    const nul = least('AB-1', { summary: 'a\u0000b\nc', description: 'lone \ud800 half' });
    const huge = least('AB-2', { description: 'word '.repeat(210_000) });
    const { seed, problems } = await readJsonLines(fileOf(nul, huge));
    expect(seed.issues).toMatchObject([{ summary: 'ab c', description: 'lone \ufffd half' }, { key: 'AB-2' }]);
    expect(seed.issues[1]?.description).toHaveLength(1_050_000);
    expect(problems.map(({ line, isSkipped }) => [line, isSkipped])).toEqual([
      [1, false],
      [1, false],
      [2, false],
    ]);
    const test = await testSite({}, seed);
    expect((await test.call(app, 'GET', '/issue/AB-2')).status).toBe(200);
  });

  it('may nest as deep as it likes: that line is skipped', async () => {
    const deep = `{"key":"AB-1","summary":"x","created":"2026-01-01","description":${'{"content":['.repeat(200_000)}${']}'.repeat(200_000)}}`;
    const { problems, issuesRead } = await readJsonLines(fileOf(deep, least('AB-2')));
    expect(issuesRead).toBe(1);
    expect(problems).toMatchObject([{ line: 1, isSkipped: true }]);
  });

  it('that is not there fails in the words of the file system', async () => {
    await expect(readJsonLines(join(folder, 'nothing.jsonl'))).rejects.toThrow('ENOENT');
  });
});

const realFiles = ['gitbugs_hadoop', 'seamonkey'].map((name) => join(process.env.BACKLOG_DATA ?? '', `${name}.jsonl`));

if (process.env.BACKLOG_DATA !== undefined && realFiles.every((path) => existsSync(path))) {
  it.each(realFiles)('reads the real file %s without losing a line', async (path) => {
    const { seed, problems, issuesRead } = await readJsonLines(path);
    expect(problems.filter(({ isSkipped }) => isSkipped)).toEqual([]);
    const test = await testSite({}, seed);
    const { body } = await test.call(app, 'POST', '/search/approximate-count', { jql: 'id > 0' });
    expect(body).toEqual({ count: issuesRead });
    expect(issuesRead).toBeGreaterThan(1_000);
    await test.call(app, 'POST', '/search/jql', { jql: 'id > 0 ORDER BY id', maxResults: 100, fields: ['*all'] });
    expect(test.product.violations).toEqual([]);
  });
} else {
  it('says that real files are not here', () => {
    console.log(
      'Skipped: BACKLOG_DATA does not lead to the real data files, so only files made by this test are read.',
    );
    expect(process.env.BACKLOG_DATA === undefined || !realFiles.every((path) => existsSync(path))).toBe(true);
  });
}
