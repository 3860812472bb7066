// The fonts that the page bundles, read from the packages instead, so that a test needs no browser.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FontFamily } from '../../static/project/pdf/font-shelf';

const packages = resolve(__dirname, '..', '..', 'node_modules', '@fontsource');
const names = ['noto-sans', 'vazirmatn', 'noto-sans-hebrew', 'noto-sans-thai', 'noto-sans-jp', 'noto-emoji'];

/** `opened` collects what was read, by its name. */
export function fontsOnDisk(opened: string[] = []): readonly FontFamily[] {
  return names.map((name) => ({
    name,
    readRanges: () => readFile(join(packages, name, 'unicode.json'), 'utf8'),
    readSlice: async (slice) => {
      opened.push(`${name} ${slice}`);
      const file = `${name}-${slice.replace(/[[\]]/g, '')}-400-normal.woff`;
      return new Uint8Array(await readFile(join(packages, name, 'files', file)));
    },
  }));
}
