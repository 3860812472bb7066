// The commands as somebody at a terminal meets them when something is wrong: one sentence, an exit code that is not 0,
// and no stack trace.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(script: string, ...args: string[]) {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 50_000,
    env: { ...process.env, JIRA_EMAIL: '', JIRA_API_TOKEN: '' },
  });
  return { status, stdout, stderr };
}

const oneIssue = '{"key":"A-1","summary":"One","created":"2026-01-01T00:00:00Z"}\n';

describe('a command that cannot do what was asked', () => {
  it.each([
    ['a port that is no number', ['--port', 'x'], '--port must be a whole number'],
    ['two sources', ['--data', 'a', '--site', 'b'], 'Choose one of --data and --site'],
    ['writes without a site', ['--allow-writes'], '--allow-writes only goes with --site'],
    ['a site that is none', ['--site', 'ftp://x'], '--site must be the address of a Jira Cloud site'],
    ['no credentials', ['--site', 'https://example.atlassian.net'], 'JIRA_EMAIL and JIRA_API_TOKEN'],
    ['an unknown option', ['--nonsense'], '--nonsense'],
    ['a missing file', ['--data', join(folder, 'nowhere.jsonl')], 'nowhere.jsonl'],
  ])('npm start says what is wrong with %s', (_name, args, sentence) => {
    const { status, stdout, stderr } = run('local/start.ts', ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).not.toContain('Ready');
  });

  it.each([
    ['npm start', 'local/start.ts', []],
    ['npm run scan', 'local/scan.ts', ['--json']],
  ])('%s refuses an empty data file', (_name, script, extra) => {
    const { status, stdout, stderr } = run(script, '--data', file('empty.jsonl', ''), ...extra);
    expect(status).toBe(1);
    expect(stderr).toContain('empty.jsonl');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
  });

  it('npm start names the port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, 'localhost', done));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = run('local/start.ts', '--port', String(port), '--data', file('one.jsonl', oneIssue));
    server.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`Port ${port}`);
  });

  it('an old Node is told which one is needed', () => {
    const starter = join(root, 'tools', 'run.cjs');
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' }); process.argv = ['node', 'run', 'start']; require(${JSON.stringify(starter)});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { cwd: root, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('Node 18.20.0 is too old: this needs Node 20.18.1 or newer (20, 22 or 24).\n');
  });
});
