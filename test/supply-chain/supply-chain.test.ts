// Each rule of the supply chain meets a sample that it has to refuse and one that it has to let pass.

import { billOfMaterials } from '../../tools/supply-chain/bill-of-materials';
import {
  budgetProblems,
  codeFromTextIn,
  licenceProblems,
  lockfileProblems,
  runTimeProblems,
  secretsIn,
  versionProblems,
} from '../../tools/supply-chain/rules';

const locked = { version: '1.0.0', integrity: 'sha512-abc', license: 'MIT' };
const lockfile = (change: object) => ({
  lockfileVersion: 3,
  packages: { '': {}, 'node_modules/one': { ...locked, ...change } },
});

describe('the lockfile', () => {
  it('has a checksum and no address for each package', () => {
    expect(lockfileProblems(lockfile({}))).toEqual([]);
    expect(lockfileProblems(lockfile({ integrity: undefined }))).toHaveLength(1);
    expect(lockfileProblems(lockfile({ integrity: 'sha1-abc' }))).toHaveLength(1);
    expect(lockfileProblems(lockfile({ resolved: 'https://elsewhere.example/one.tgz' }))).toHaveLength(1);
    expect(lockfileProblems({ ...lockfile({}), lockfileVersion: 2 })).toHaveLength(1);
  });

  it('holds only licences that are free, or excepted by name', () => {
    const licensed = (license: string | undefined, more = {}) => licenceProblems(lockfile({ license, ...more })).length;
    expect(['MIT', 'Apache-2.0 AND MIT', '(MIT OR GPL-3.0-or-later)'].map((one) => licensed(one))).toEqual([0, 0, 0]);
    expect(['GPL-3.0', 'MIT AND GPL-3.0', 'MPL-2.0', undefined].map((one) => licensed(one))).toEqual([1, 1, 1, 1]);
    expect(licensed('MPL-2.0', { dev: true })).toBe(0);
    expect(licensed('AGPL-3.0', { dev: true })).toBe(1);
  });
});

describe('what is asked for', () => {
  it('is one version each', () => {
    expect(versionProblems({ dependencies: { one: '1.2.3' } })).toEqual([]);
    for (const loose of ['^1.2.3', '~1.2.3', '*', 'latest', 'file:../one', 'git+https://elsewhere.example/one.git']) {
      expect(versionProblems({ devDependencies: { one: loose } })).toHaveLength(1);
    }
  });

  it('runs at a customer only if it is on the list', () => {
    expect(runTimeProblems({ dependencies: { '@forge/kvs': '1.0.0', react: '18.0.0' } })).toEqual([]);
    expect(runTimeProblems({ dependencies: { lodash: '4.0.0', '@forge/cli': '1.0.0' } })).toHaveLength(2);
  });
});

describe('a file', () => {
  // Put together here, so that this file itself holds none.
  it.each([
    ['ATA', 'TT3xFfGF0abcdefghijklmnopqrstu'],
    ['ATC', 'TT3xFfGF0abcdefghijklmnopqrstu'],
    ['-----BEGIN ', 'RSA PRIVATE KEY-----'],
    ['AKIA', 'ABCDEFGHIJKLMNOP'],
    ['ghp_', 'a'.repeat(36)],
    ['npm_', 'b'.repeat(36)],
    ['eyJhbGciOiJI', 'UzI1.eyJzdWIiOiIxMjM0.abcdefghijklm'],
  ])('with a secret that begins with %s is refused', (start, rest) => {
    expect(secretsIn('one.ts', `const token = '${start}${rest}';`)).toHaveLength(1);
    expect(secretsIn('one.ts', `const token = '${start}';`)).toEqual([]);
  });
});

describe('a bundle', () => {
  it('makes no code from text', () => {
    expect(codeFromTextIn('page', 'var g = self || Function("return this")();')).toEqual([]);
    for (const bad of [
      'eval("1")',
      'new Function("a", "return a")',
      'x.y=Function(z)',
      'Function("return this;alert(1)")',
    ]) {
      expect(codeFromTextIn('page', bad)).toHaveLength(1);
    }
  });

  it('stays within its budget', () => {
    expect(budgetProblems([{ name: 'page', bytes: 10, most: 10 }])).toEqual([]);
    expect(budgetProblems([{ name: 'page', bytes: 11, most: 10 }])).toHaveLength(1);
  });
});

it('the bill of materials names what runs, with its checksum, and no tools', () => {
  const packages = {
    '': {},
    'node_modules/@some/one': { ...locked, integrity: 'sha512-qrs=' },
    'node_modules/tool': { ...locked, dev: true },
  };
  expect(billOfMaterials({ lockfileVersion: 3, packages }).components).toEqual([
    {
      type: 'library',
      name: '@some/one',
      version: '1.0.0',
      purl: 'pkg:npm/%40some/one@1.0.0',
      licenses: [{ expression: 'MIT' }],
      hashes: [{ alg: 'SHA-512', content: 'aabb' }],
    },
  ]);
});
