// Documents rot in two ways that a machine can see: a command that no longer exists, and a link to nothing.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';

const root = resolve(__dirname, '..', '..');
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'local/FIDELITY.md', 'src/similarity/README.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

const { scripts } = v.parse(
  v.object({ scripts: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
);

describe.each(documents)('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');

  it('names only commands that exist', () => expect(missingCommands(text)).toEqual([]));
  it('links only to what is there', () => expect(missingTargets(text, dirname(name))).toEqual([]));
});

it('would find a command and a link that are missing', () => {
  const text =
    'Run `npm run bench` or `npm run fly`; see [here](ARCHITECTURE.md#rooms), [there](GONE.md) and [far](https://example.com).';
  expect(missingCommands(text)).toEqual(['fly']);
  expect(missingTargets(text, 'docs')).toEqual(['GONE.md']);
});

function missingCommands(text: string): string[] {
  const named = [...text.matchAll(/npm run ([a-z][a-z:-]*)/g)].map(([, script]) => script ?? '');
  return named.filter((script) => scripts[script] === undefined);
}

function missingTargets(text: string, folder: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)].map(([, target]) => target ?? '');
  return targets.filter((target) => !/^https?:/.test(target) && !existsSync(resolve(root, folder, target)));
}
