// Everything that can be said of the code without running it, as many checks at a time as there are cores. Each tells in
// one line how it ended; what failed is printed whole.

'use strict';

const { spawn } = require('node:child_process');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** The longest first, so that none is left alone at the end. */
const checks = [
  ['eslint', 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.dev.json'],
  ['formatting', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  ['types of what is deployed', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'],
  ['unused code', 'node_modules/knip/bin/knip.js'],
  [
    'rooms',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ...['src', 'resolvers', 'static', 'local'],
    ...['--output-type', 'err'],
  ],
  ['supply chain', 'node_modules/tsx/dist/cli.mjs', 'tools/supply-chain.ts'],
];

async function main() {
  const waiting = [...checks];
  let code = 0;
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, ...args] = next;
      const startedMs = performance.now();
      const { isPassed, output } = await run(args);
      const seconds = Math.round((performance.now() - startedMs) / 1000);
      process.stdout.write(`${isPassed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)\n${isPassed ? '' : output}`);
      if (!isPassed) code = 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, lane));
  return code;
}

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: process.env });
    const pieces = [];
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.stderr.on('data', (piece) => pieces.push(piece));
    child.on('error', (error) => resolve({ isPassed: false, output: `Could not run ${args[0]}: ${error.message}.\n` }));
    child.on('close', (code) => resolve({ isPassed: code === 0, output: Buffer.concat(pieces).toString('utf8') }));
  });
}

void main().then((code) => {
  process.exitCode = code;
});
