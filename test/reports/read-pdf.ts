// The text of a PDF as another program reads it: Mozilla's PDF.js, in a process of its own, because it is ESM only.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One text for each page. */
export async function textOfPdf(bytes: Uint8Array): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'));
  try {
    const file = join(folder, 'file.pdf');
    await writeFile(file, bytes);
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(__dirname, 'print-pdf.mts'), file], {
      maxBuffer: 20_000_000,
      timeout: 60_000,
    });
    return JSON.parse(stdout) as readonly string[];
  } finally {
    await rm(folder, { recursive: true });
  }
}
