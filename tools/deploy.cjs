// `npm run deploy`: looks at everything that a deployment could trip over while it is still cheap, and then hands over to
// Atlassian's own tool. Each check that fails ends it with one sentence; nothing has been sent anywhere by then. With
// --check it stops before the tool is called; with --with-explanations the variant with the language model is deployed.

'use strict';

const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { manifestText } = require('./manifest-variant.cjs');

const root = join(__dirname, '..');
const ownId = 'ari:cloud:ecosystem::app/6f0c2b1e-7d0e-4b5b-9f53-0e3f5a1c9d27';

function main(args) {
  const checkOnly = args.includes('--check');
  const withExplanations = args.includes('--with-explanations');
  const passedOn = args.filter((arg) => arg !== '--check' && arg !== '--with-explanations');
  const problem =
    buildProblem() ?? manifestProblem(withExplanations) ?? bundleProblem() ?? (checkOnly ? undefined : registered());
  if (problem) return fail(problem);
  console.log('Checked: the pages are built, the manifest is valid, the bundle is within its budget.');
  if (checkOnly) return 0;
  if (forge(['whoami'], 'ignore') !== 0) {
    return fail(
      'Nobody is logged in to Forge: run `npx @forge/cli login` (it asks for an API token), or set FORGE_EMAIL and FORGE_API_TOKEN.',
    );
  }
  return withManifest(manifestText(root, { withExplanations }), () => forge(['deploy', ...passedOn], 'inherit'));
}

/** Forge reads manifest.yml and nothing else: it holds the variant for as long as that tool runs, however it ends. */
function withManifest(text, work) {
  const path = join(root, 'manifest.yml');
  const own = readFileSync(path, 'utf8');
  // The tool gets the interruption too and ends; only then this process goes on, to put the file back.
  const wait = () => undefined;
  process.on('SIGINT', wait);
  try {
    writeFileSync(path, text);
    return work();
  } finally {
    writeFileSync(path, own);
    process.off('SIGINT', wait);
  }
}

function buildProblem() {
  const { status } = run('node_modules/tsx/dist/cli.mjs', ['tools/build.mts', '--quiet'], 'inherit');
  return status === 0 ? undefined : 'The pages could not be built: see the lines above.';
}

function manifestProblem(withExplanations) {
  const { success, problems } = checked(withExplanations ? 'manifest-with-explanations' : 'manifest');
  return success ? undefined : `The manifest is not valid:\n${problems.join('\n')}`;
}

function bundleProblem() {
  const { bytes, budgetBytes, usesEval } = checked('bundle');
  if (usesEval) return 'The bundle makes code from text (eval), which Forge refuses.';
  return bytes <= budgetBytes ? undefined : `The bundle has ${bytes} bytes; its budget is ${budgetBytes}.`;
}

/** The id in the repository belongs to nobody; whoever deploys registers an app of their own first. */
function registered() {
  return readFileSync(join(root, 'manifest.yml'), 'utf8').includes(ownId)
    ? 'This app is not registered yet: run `npx @forge/cli register "Backlog Intelligence"`, which writes an id of your own into manifest.yml.'
    : undefined;
}

function checked(name) {
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
  const { status, stdout, stderr } = run('tools/forge-checks.cjs', [name, folder], 'pipe');
  if (status !== 0) throw new Error(`The check "${name}" ended with an error:\n${stderr}`);
  return JSON.parse(stdout);
}

function forge(args, output) {
  const command = ['--yes', '@forge/cli', ...args];
  const { status } = spawnSync('npx', command, {
    cwd: root,
    stdio: ['inherit', output, output],
    shell: process.platform === 'win32',
    env: { ...process.env, FORGE_DISABLE_ANALYTICS: '1' },
  });
  return status ?? 1;
}

function run(script, args, stdio) {
  return spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio, encoding: 'utf8' });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = main(process.argv.slice(2));
