// Builds every page in one go: the Custom UI resources, the local host's own page, the bridge script of its frames, and
// the UI Kit panel as the host runs it (for a deployment Forge bundles that one itself). What is up to date is skipped.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { build as viteBuild } from 'vite';
import { pages, type PageName } from '../vite.config.mjs';
import { orderedStyles } from './atomic-css';

const root = resolve(import.meta.dirname, '..');
const hostBuild = join(root, 'local', 'browser', 'build');
const require = createRequire(import.meta.url);

interface Target {
  readonly name: string;
  /** Folders and files whose content decides whether the output is up to date. */
  readonly inputs: readonly string[];
  readonly output: string;
  make(): Promise<unknown>;
}

const common = ['package-lock.json', 'vite.config.mts', 'tools/build.mts', 'tools/atomic-css.ts'];
const appCommon = [...common, 'static/shared', 'src/contract.ts', 'locales'];

const targets: readonly Target[] = [
  vitePage('project', [...appCommon, 'static/project', 'static/search']),
  vitePage('admin', [...appCommon, 'static/admin', 'static/project', 'static/search']),
  vitePage('global', [...appCommon, 'static/global', 'static/project', 'static/search']),
  vitePage('search', [...appCommon, 'static/search']),
  vitePage('create-hints', [...appCommon, 'static/create-hints']),
  vitePage('shell', [
    ...common,
    'static/shared',
    'local/browser/shell',
    'local/browser/bridge',
    'local/browser/ui-kit',
  ]),
  script('panel', 'src/frontend/panel.tsx', [...appCommon, 'src/frontend']),
  script('gadget', 'src/frontend/gadget.tsx', [...appCommon, 'src/frontend']),
  script('personal', 'src/frontend/personal.tsx', [...appCommon, 'src/frontend']),
  script('action-config', 'src/frontend/action-config.tsx', [...appCommon, 'src/frontend']),
  script('frame-bridge', 'local/browser/bridge/frame-bridge.ts', [
    ...common,
    'local/browser/bridge',
    'local/browser/theme.ts',
  ]),
  { name: 'tokens', inputs: common, output: join(hostBuild, 'tokens.css'), make: writeTokens },
];

/** Returns the names of what had to be built. Rejects with the bundler's own message when something does not compile. */
export async function buildPages(): Promise<readonly string[]> {
  const stamps = join(hostBuild, 'stamps');
  await mkdir(stamps, { recursive: true });
  const built: string[] = [];
  // One after the other: bundlers use all cores by themselves.
  for (const target of targets) {
    const stamp = join(stamps, target.name);
    const wanted = await hashOf(target.inputs);
    if (existsSync(target.output) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) continue;
    await target.make();
    await writeFile(stamp, wanted);
    built.push(target.name);
  }
  return built;
}

function vitePage(name: PageName, inputs: readonly string[]): Target {
  const { outDir } = pages[name];
  return {
    name,
    inputs,
    output: join(root, outDir, 'index.html'),
    make: () => viteBuild({ configFile: join(root, 'vite.config.mts'), mode: name, plugins: [orderedStyles] }),
  };
}

function script(name: string, entry: string, inputs: readonly string[]): Target {
  const output = join(hostBuild, `${name}.js`);
  const make = () =>
    esbuild.build({
      entryPoints: [join(root, entry)],
      outfile: output,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      jsx: 'automatic',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    });
  return { name, inputs, output, make };
}

/** The design tokens as one style sheet; in the product, Atlassian's content delivery network serves them. */
async function writeTokens(): Promise<void> {
  const colours = ['light', 'dark', 'light-increased-contrast', 'dark-increased-contrast'];
  const themes = [...colours, 'spacing', 'typography', 'shape'].map((name) => `atlassian-${name}`);
  const folder = join(require.resolve('@atlaskit/tokens/package.json'), '..', 'dist', 'cjs', 'artifacts', 'themes');
  const styles = themes.map((theme) => (require(join(folder, `${theme}.js`)) as { default: string }).default);
  await writeFile(join(hostBuild, 'tokens.css'), styles.join('\n'));
}

async function hashOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of (await Promise.all(inputs.map(filesOf))).flat()) hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

async function filesOf(input: string): Promise<string[]> {
  const path = join(root, input);
  if (/\.\w+$/.test(input)) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${input}/build`))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const startedMs = Date.now();
  const built = await buildPages();
  if (!process.argv.includes('--quiet')) {
    const what = built.length > 0 ? `Built ${built.join(', ')}` : 'Everything is up to date';
    console.log(`${what} (${((Date.now() - startedMs) / 1_000).toFixed(1)} s).`);
  }
}
