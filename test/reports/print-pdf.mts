// Prints the text of each page of a PDF file as one line of JSON.

import { readFile } from 'node:fs/promises';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const [file = ''] = process.argv.slice(2);
const data = new Uint8Array(await readFile(file));
const document = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
const pages: string[] = [];
for (let at = 1; at <= document.numPages; at++) {
  const { items } = await (await document.getPage(at)).getTextContent();
  pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join(''));
}
console.log(JSON.stringify(pages));
