// Atlassian's own checks of an app, offline and without a login: the full validation of the manifest, the client side of
// `forge lint`, and the bundler that a deployment uses. Run as `node forge-checks.cjs CHECK [...]`, where CHECK is a name of
// `checks`, in a process of its own, because these packages read the working directory and keep state. Prints one JSON value.

'use strict';

const { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { manifestText } = require('./manifest-variant.cjs');

const quiet = { info() {}, warn() {}, error() {}, debug() {}, trace() {} };
/** Ours; Forge allows more, but every cold start reads all of it. */
const bundleBudgetBytes = 1_400_000;
const retiredRuntimes = ['nodejs18.x', 'nodejs20.x'];

const checks = {
  manifest: validated,

  /** Beside everything that it names, under the name that the validation expects. */
  async 'manifest-with-explanations'() {
    const root = process.cwd();
    const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
    try {
      for (const name of readdirSync(root)) {
        if (!/^manifest\.|^\./.test(name)) symlinkSync(join(root, name), join(folder, name));
      }
      writeFileSync(join(folder, 'manifest.yml'), manifestText(root, { withExplanations: true }));
      process.chdir(folder);
      return await validated();
    } finally {
      process.chdir(root);
      rmSync(folder, { recursive: true });
    }
  },

  /** Twice: as the manifest is, and as if it did not ask for the scope of the third argument. */
  async lint([folder, work, withoutScope]) {
    const subset = join(folder, 'jira-openapi', 'jira-subset-nodesc.json');
    const none = join(work, 'no-operations.json');
    writeFileSync(none, '{"paths":{}}');
    process.env.USE_LOCAL_SWAGGER = '1';
    process.env.LOCAL_JIRA_SWAGGER = subset;
    for (const product of ['JSM', 'JSW', 'CONF', 'CONF_V2', 'BB']) process.env[`LOCAL_${product}_SWAGGER`] = none;
    const { lint, parseSourceFile } = require('@forge/lint');
    const { parse } = require('yaml');
    const manifest = parse(readFileSync('manifest.yml', 'utf8'));
    const { scopes } = manifest.permissions;
    const poorer = structuredClone(manifest);
    poorer.permissions.scopes = scopesWithout(scopes, withoutScope);
    // Of TypeScript, lint reads only files that tsconfig.json lists one by one; ours lists folders. Under the name of a
    // JavaScript file it reads any, with the same parser.
    const files = [...sources('src'), ...sources('resolvers')].map((name) => `${name}.js`);
    const parsed = new Map();
    const parseFunction = (name, parser) => {
      if (!parsed.has(name)) parsed.set(name, parseSourceFile(name.replace(/\.js$/, ''), parser));
      return parsed.get(name);
    };
    const resultsOf = async (checkedManifest) => {
      const results = await lint(
        files,
        checkedManifest,
        'development',
        quiet,
        { getDeprecatedRuntimes: async () => retiredRuntimes },
        { linter: { mode: 'client-side' }, parseFunction },
      );
      const of = (kind) =>
        results.flatMap((result) => result[kind].map(({ message, line }) => `${result.file}:${line} ${message}`));
      return { errors: of('errors'), warnings: of('warnings') };
    };
    return { complete: await resultsOf(manifest), withoutScope: await resultsOf(poorer) };
  },

  async bundle() {
    const bundlerPackage = require('@forge/bundler');
    // Of the bundler's own copy: the two must be of one version.
    const bundlersRequire = createRequire(require.resolve('@forge/bundler'));
    const { ConfigFile, FileSystemReader, FileSystemWriter } = bundlersRequire('@forge/cli-shared');
    const config = new ConfigFile(new FileSystemReader(), new FileSystemWriter());
    const handlers = await config.getAppHandlers();
    const statsig = {
      isTypescriptBundlerEnabled: async () => false,
      testForgeCliBundleRuntimeLoaderGate: async () => false,
    };
    // The runtime around the handlers is downloaded at a real deployment; it is not ours to check.
    const none = { script: '', source: 'none', version: 'local' };
    const wrapper = { getNodeRuntimeWrapper: async () => none, getNodeRuntimeLoader: async () => none };
    const bundler = bundlerPackage.getNodeBundler(quiet, wrapper, config, statsig);
    const { outputDir } = await bundler.bundle({
      appDirectory: process.cwd(),
      entryPoints: bundlerPackage.getEntryPoints(handlers),
      watchMode: false,
    });
    const files = readdirSync(outputDir).filter((name) => name.endsWith('.cjs'));
    const texts = files.map((name) => readFileSync(join(outputDir, name), 'utf8'));
    const report = {
      files,
      budgetBytes: bundleBudgetBytes,
      bytes: files.reduce((sum, name) => sum + statSync(join(outputDir, name)).size, 0),
      usesEval: texts.some((text) => /\beval\(|new Function\(/.test(text)),
    };
    rmSync(outputDir, { recursive: true, force: true });
    return report;
  },
};

async function validated() {
  const { ProcessorBuilder, ValidationTypes } = require('@forge/manifest');
  const processor = ProcessorBuilder.instance()
    .withValidation(ValidationTypes.FULL)
    .withOptions({ deprecatedRuntimes: retiredRuntimes })
    .build();
  const { success, errors = [] } = await processor.process();
  return { success, problems: errors.map(({ level, line, message }) => `${level} ${line}: ${message}`) };
}

function scopesWithout(scopes, left) {
  if (Array.isArray(scopes)) return scopes.filter((scope) => scope !== left);
  return Object.fromEntries(Object.entries(scopes).filter(([scope]) => scope !== left));
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

const [check = '', ...rest] = process.argv.slice(2);
checks[check](rest).then(
  (value) => process.stdout.write(`\n${JSON.stringify(value)}\n`),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
