// What stands behind every `npm` command: it makes the machine ready (right Node, packages installed and fresh) and
// then runs the command named first on its line. Plain Node without packages, since they may be what is missing.

'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const minimumNode = [20, 18, 1];

function main([command, ...args]) {
  const run = commands[command];
  if (!run) return fail(`Unknown command "${command}". Known: ${Object.keys(commands).join(', ')}.`);
  const node = process.versions.node.split('.').map(Number);
  if (isOlder(node, minimumNode)) {
    return fail(
      `Node ${process.versions.node} is too old: this needs Node ${minimumNode.join('.')} or newer (20, 22 or 24).`,
    );
  }
  const problem = installIfStale();
  if (problem) return fail(problem);
  return run(args);
}

const tsx = (...args) => node(join('node_modules', 'tsx', 'dist', 'cli.mjs'), ...args);

const commands = {
  start: (args) => tsx('tools/build.mts', '--quiet') || tsx('local/start.ts', ...args),
  scan: (args) => tsx('local/scan.ts', ...args),
  evaluate: (args) => tsx('bench/evaluate.ts', ...args),
  quality: (args) => tsx('bench/quality.ts', ...args),
  train: (args) => tsx('bench/train.ts', ...args),
  bench: (args) => tsx('bench/bench.ts', ...args),
  load: (args) => tsx('bench/load.ts', ...args),
  deploy: (args) => node('tools/deploy.cjs', ...args),
  build: (args) => tsx('tools/build.mts', ...args),
  'build:kernel': (args) => tsx('tools/build-kernel.mts', ...args),
  'fetch:openapi': (args) => tsx('tools/fetch-openapi.mts', ...args),
  screenshots: (args) => tsx('tools/build.mts', '--quiet') || tsx('tools/screenshots.ts', ...args),
  simulate: (args) => tsx('local/simulation/command.ts', ...args),
  'supply-chain': (args) => tsx('tools/supply-chain.ts', ...args),
  office: (args) => tsx('tools/open-in-office.ts', ...args),
  mutants: (args) => tsx('local/simulation/mutants-command.ts', ...args),
  test: (args) => tsx('tools/build.mts', '--quiet') || node('node_modules/jest/bin/jest.js', ...args),
  'contract:prism': (args) => tsx('tools/contract-prism.ts', ...args),
  released: (args) => tsx('test/upgrade/write-released.ts', ...args),
  'kills:bulk': (args) => allKills('BULK_KILLS', 'flow-review/bulk-kills', args),
  'kills:analysis': (args) => allKills('ANALYSIS_KILLS', 'flow/kills', args),
  check: () => node('tools/check.cjs'),
};

/** A test that tries some kills in the usual run, with all of them. */
function allKills(setting, file, args) {
  process.env[setting] = 'all';
  return node('node_modules/jest/bin/jest.js', '-i', '--selectProjects', 'node', ...args, '--', file);
}

/** Runs a Node script with this terminal and returns its exit code. */
function node(...args) {
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: process.env });
  if (result.error) return fail(`Could not run ${args[0]}: ${result.error.message}.`);
  return result.status ?? 1;
}

/** Returns a sentence when the packages cannot be made ready, otherwise undefined. */
function installIfStale() {
  if (isInstalled()) return undefined;
  process.stderr.write('Installing packages (once; it takes a minute or two) ...\n');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm's own output goes to stderr: with --json, stdout belongs to the command alone.
  const stdio = ['ignore', process.stderr, process.stderr];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio })
    : spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' });
  if (result.status === 0) return undefined;
  return 'The packages could not be installed: see the lines above (is the npm registry within reach?).';
}

/** npm notes in node_modules what it has put there; that has to be what the lockfile asks of every machine. */
function isInstalled() {
  const noted = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(noted);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([place, wanted]) => place === '' || wanted.optional || wanted.link || installed[place]?.version === wanted.version,
  );
}

function isOlder(version, minimum) {
  const at = minimum.findIndex((part, index) => version[index] !== part);
  return at >= 0 && version[at] < minimum[at];
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
