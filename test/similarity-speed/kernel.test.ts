// The committed WebAssembly is what its source compiles to: nobody should have to trust bytes that cannot be read.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

test('the committed kernel is what kernel.as compiles to', () => {
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const build = spawnSync(process.execPath, [tsx, join(root, 'tools', 'build-kernel.mts'), '--check'], {
    encoding: 'utf8',
  });
  expect(build.stderr).toBe('');
  expect(build.status).toBe(0);
});
