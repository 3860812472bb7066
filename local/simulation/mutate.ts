// The app with a change in its text, as a bundle that a host can load in place of the real one. Nothing of the checkout is
// touched: the change happens while the bundle is made.

import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Mutant } from './mutants';

const root = join(__dirname, '..', '..');

/** @throws Error when a text to replace does not occur exactly once */
export async function mutatedText(mutant: Mutant, file: string): Promise<string> {
  let text = await readFile(join(root, file), 'utf8');
  for (const { find, replace } of mutant.edits.filter((edit) => edit.file === file)) {
    const times = text.split(find).length - 1;
    if (times !== 1) throw new Error(`Mutant "${mutant.name}": its text occurs ${times} times in ${file}, not once.`);
    text = text.replace(find, () => replace);
  }
  return text;
}

/** The path of a bundle of the changed app. */
export async function mutantFile(mutant: Mutant): Promise<string> {
  // Inside of node_modules, so that the packages of the app are found from there.
  const folder = join(root, 'node_modules', '.cache', 'mutants');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${mutant.name.replace(/\W+/g, '-')}.cjs`);
  await build({
    entryPoints: [join(root, 'src', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
    plugins: [changing(mutant)],
  });
  return outfile;
}

function changing(mutant: Mutant): Plugin {
  const changed = new Set(mutant.edits.map(({ file }) => join(root, file)));
  return {
    name: 'mutant',
    setup(builder) {
      builder.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!changed.has(path)) return undefined;
        return { contents: await mutatedText(mutant, path.slice(root.length + 1).replaceAll('\\', '/')), loader: 'ts' };
      });
    },
  };
}
