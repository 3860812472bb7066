// A line of text in any script as runs that a PDF can show from left to right: each of one font and one direction, in the
// order of the eye. The bidirectional algorithm decides the order (Unicode UAX 9), the font shapes the letters. Each run
// remembers when it is read, because a program that copies text from a PDF goes by the order in which it was drawn.

import bidiFactory from 'bidi-js';

export interface Glyphs {
  readonly text: string;
  readonly slice: number;
}

export interface Run extends Glyphs {
  /** The place in the order of reading. */
  readonly turn: number;
}

const bidi = bidiFactory();
/** Joins and variants that only an emoji font would understand. */
const invisible = /\p{Default_Ignorable_Code_Point}|\p{Cc}/gu;

/** Without what cannot be seen; line breaks become spaces. */
export function settable(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(invisible, '').normalize('NFC').trim();
}

export function runsOf(text: string, sliceOf: ReadonlyMap<number, number>, fallback: Glyphs): readonly Run[] {
  const { levels } = bidi.getEmbeddingLevels(text);
  const mirrored = bidi.getMirroredCharactersMap(text, levels);
  const runs: { text: string; slice: number; level: number; isStrong: boolean }[] = [];
  let at = 0;
  for (const character of text) {
    const level = levels[at] ?? 0;
    const own = sliceOf.get(character.codePointAt(0) ?? 0);
    const slice = own ?? fallback.slice;
    const shown = own === undefined ? fallback.text : (mirrored.get(at) ?? character);
    const isStrong = rightToLeft.test(character) || combining.test(character);
    const last = runs.at(-1);
    if (last && last.level === level && last.slice === slice && (level % 2 === 0 || last.isStrong === isStrong)) {
      last.text += shown;
    } else runs.push({ text: shown, slice, level, isStrong });
    at += character.length;
  }
  // Letters of right-to-left scripts are turned by the font itself; what stands between them is turned here.
  const turned = runs.map(({ text: shown, slice, level, isStrong }, turn) => ({
    text: level % 2 === 1 && !isStrong ? reversed(shown) : shown,
    slice,
    level,
    turn,
  }));
  return inVisualOrder(turned);
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const combining = /\p{M}/u;

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

/** Rule L2: from the highest level down to the lowest odd one, turn around every stretch at that level or above. */
function inVisualOrder<R extends { readonly level: number }>(runs: readonly R[]): readonly R[] {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let from = 0; from < ordered.length; from++) {
      if ((ordered[from]?.level ?? 0) < level) continue;
      let to = from;
      while (to < ordered.length && (ordered[to]?.level ?? 0) >= level) to++;
      ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = to;
    }
  }
  return ordered;
}
