// A compared text in the pieces that can be drawn: cut after so many characters, and line by line, since one text node of
// the panel is one line. Pure: the characters that are left keep their order and their marks.

import type { TextPart } from '../contract';

export function firstParts(parts: readonly TextPart[], maxCharacters: number) {
  const shown: TextPart[] = [];
  let left = maxCharacters;
  let hiddenCharacters = 0;
  for (const part of parts) {
    const text = part.text.slice(0, left);
    if (text !== '') shown.push({ ...part, text });
    left -= text.length;
    hiddenCharacters += part.text.length - text.length;
  }
  return { shown, hiddenCharacters };
}

/** Without empty lines, and without the fences that stand around code in the text of a document. */
export function linesOf(parts: readonly TextPart[]): readonly (readonly TextPart[])[] {
  const lines: TextPart[][] = [[]];
  for (const part of parts) {
    part.text.split('\n').forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...part, text });
    });
  }
  return lines.filter((line) => !/^(?:```)?$/.test(line.map(({ text }) => text.trim()).join('')));
}
