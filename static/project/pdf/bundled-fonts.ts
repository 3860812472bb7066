// The fonts that lie beside the page's own scripts, in files that are loaded only when a text needs them. Latin, Greek and
// Cyrillic first; where Japanese and Chinese share a character, the Japanese form is taken.

import type { FontFamily } from './font-shelf';

const files = import.meta.glob<string>(
  '../../../node_modules/@fontsource/{noto-sans,vazirmatn,noto-sans-hebrew,noto-sans-thai,noto-sans-jp,noto-sans-kr,noto-sans-sc,noto-emoji}/files/*-400-normal.woff',
  { query: '?url', import: 'default', eager: true },
);
const ranges = import.meta.glob<string>(
  '../../../node_modules/@fontsource/{noto-sans,vazirmatn,noto-sans-hebrew,noto-sans-thai,noto-sans-jp,noto-sans-kr,noto-sans-sc,noto-emoji}/unicode.json',
  { query: '?url', import: 'default', eager: true },
);

const names = [
  'noto-sans',
  'vazirmatn',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-jp',
  'noto-sans-kr',
  'noto-sans-sc',
  'noto-emoji',
];

export const bundledFonts: readonly FontFamily[] = names.map((name) => ({
  name,
  readRanges: async () => (await read(ranges, `${name}/unicode.json`)).text(),
  readSlice: async (slice) => {
    // Numbered slices are called "[7]" in the list and "7" in the file name.
    const response = await read(files, `${name}/files/${name}-${slice.replace(/[[\]]/g, '')}-400-normal.woff`);
    return new Uint8Array(await response.arrayBuffer());
  },
}));

async function read(urls: Readonly<Record<string, string>>, place: string): Promise<Response> {
  const url = urls[`../../../node_modules/@fontsource/${place}`];
  if (url === undefined) throw new Error(`There is no font file ${place}.`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The font file ${place} could not be loaded (${response.status}).`);
  return response;
}
