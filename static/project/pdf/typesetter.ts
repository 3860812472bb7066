// Sets text of any script on the pages of one PDF: knows the fonts that the text needs, measures, breaks lines, draws.

import { type PDFDocument, type PDFFont, type PDFPage, rgb, type RGB } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { chooseFonts, type FontFamily } from './font-shelf';
import { type Glyphs, runsOf, settable } from './text-runs';

export interface Place {
  readonly page: PDFPage;
  readonly x: number;
  /** Of the base line, from the bottom. */
  readonly y: number;
}

export interface Typesetter {
  /** Some character was in none of the fonts. */
  readonly hasGaps: boolean;
  width(text: string, size: number): number;
  /** Lines that are no wider than that; the last ends with "…" when there were more. */
  lines(text: string, size: number, mostWidth: number, mostLines: number): readonly string[];
  draw(text: string, size: number, place: Place, colour?: RGB): void;
}

const ink = rgb(0.09, 0.17, 0.3);
const unknown = '\uFFFD';

/** `texts`: everything that will be set, so that its fonts are there. */
export async function openTypesetter(
  document: PDFDocument,
  texts: readonly string[],
  families: readonly FontFamily[],
): Promise<Typesetter> {
  const everything = texts.map(settable).join(' ');
  const { slices, sliceOf } = await chooseFonts(`${everything}…${unknown}0123456789`, families);
  document.registerFontkit(fontkit);
  const fonts = await Promise.all(
    slices.map(({ bytes }) =>
      // A ligature of two letters would be read back in the wrong order from a line that runs from right to left.
      document.embedFont(bytes, { subset: true, features: { liga: false, dlig: false } }),
    ),
  );
  const fallback: Glyphs = { text: unknown, slice: sliceOf.get(unknown.codePointAt(0) ?? 0) ?? 0 };
  const fontOf = ({ slice }: Glyphs): PDFFont => {
    const font = fonts[slice];
    if (font === undefined) throw new Error('No font has even the sign for a missing character.');
    return font;
  };
  const runs = (text: string) => runsOf(text, sliceOf, fallback);
  const width = (text: string, size: number) =>
    runs(text).reduce((sum, run) => sum + fontOf(run).widthOfTextAtSize(run.text, size), 0);
  return {
    hasGaps: Array.from(everything).some((character) => !sliceOf.has(character.codePointAt(0) ?? 0)),
    width: (text, size) => width(settable(text), size),
    lines: (text, size, mostWidth, mostLines) =>
      breakLines(settable(text), mostLines, (line) => width(line, size) <= mostWidth),
    draw: (text, size, { page, x, y }, colour = ink) => {
      let at = x;
      const placed = runs(settable(text)).map((run) => {
        const [font, left] = [fontOf(run), at];
        at += font.widthOfTextAtSize(run.text, size);
        return { ...run, font, left };
      });
      for (const { text: shown, font, left } of placed.sort((one, other) => one.turn - other.turn)) {
        page.drawText(shown, { x: left, y, size, font, color: colour });
      }
    },
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Breaks between words, and inside one only when it alone is too wide. */
function breakLines(text: string, mostLines: number, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const parts = Array.from(segmenter.segment(text), ({ segment }) => segment).flatMap((word) =>
    fits(word) ? [word] : Array.from(word),
  );
  for (const part of parts) {
    if (fits(line + part)) {
      line += part;
      continue;
    }
    lines.push(line.trim());
    if (lines.length === mostLines) return [...lines.slice(0, -1), shortened(lines.at(-1) ?? '', fits)];
    line = part.trimStart();
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trim()];
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const characters = Array.from(line);
  while (characters.length > 0 && !fits(`${characters.join('')}…`)) characters.pop();
  return `${characters.join('')}…`;
}
