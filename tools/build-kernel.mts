// Builds the WebAssembly of the engine's innermost loops into a TypeScript file, because the app's bundler takes code
// only, and so that nobody needs a compiler to run the app. Run `npm run build:kernel` after editing kernel.as; a test
// runs it with --check, which only compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = join(import.meta.dirname, '..', 'src', 'similarity');
const generatedPath = join(folder, 'kernel-wasm-code.ts');

/** The content of the generated file for the kernel's source as it stands. */
async function buildKernel(): Promise<string> {
  const source = readFileSync(join(folder, 'kernel.as'), 'utf8');
  let wasm: Uint8Array | undefined;
  const options = '-O3 --noAssert --enable simd --runtime stub --importMemory --use abort= --lowMemoryLimit 1024';
  const { error, stderr } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...options.split(' ')], {
    readFile: (name: string) => (name === 'kernel.ts' ? source : null),
    writeFile: (_name: string, content: Uint8Array | string) => {
      if (typeof content !== 'string') wasm = content;
    },
    listFiles: () => [],
  });
  if (error !== null || wasm === undefined) throw new Error(`The kernel does not compile: ${stderr.toString()}`);
  const lines =
    Buffer.from(wasm)
      .toString('base64')
      .match(/.{1,110}/g) ?? [];
  return `// Made from kernel.as by \`npm run build:kernel\`; not to be edited. ${wasm.length} bytes of WebAssembly as base64.

export const kernelWasm =
${lines.map((line) => `  '${line}'`).join(' +\n')};
`;
}

const content = await buildKernel();
if (!process.argv.includes('--check')) {
  writeFileSync(generatedPath, content);
  console.log('Wrote src/similarity/kernel-wasm-code.ts.');
} else if (readFileSync(generatedPath, 'utf8') !== content) {
  console.error('src/similarity/kernel-wasm-code.ts is not what kernel.as compiles to: run npm run build:kernel.');
  process.exitCode = 1;
}
