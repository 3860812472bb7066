// Which font files a text needs. Each family comes in slices, a file for each range of characters, so that a report in
// Japanese loads a handful of small files and one in English a single one. The first family that has a character sets it.

export interface FontFamily {
  readonly name: string;
  /** The text of the package's unicode.json: slice name to ranges such as "U+0600-06FF,U+200C". */
  readRanges(): Promise<string>;
  readSlice(slice: string): Promise<Uint8Array>;
}

export interface FontSlice {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FontCase {
  readonly slices: readonly FontSlice[];
  /** The index of the slice for each character that has one. */
  readonly sliceOf: ReadonlyMap<number, number>;
}

/** Families are asked in order, and none that is not needed is opened. */
export async function chooseFonts(text: string, families: readonly FontFamily[]): Promise<FontCase> {
  const missing = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const slices: FontSlice[] = [];
  const sliceOf = new Map<number, number>();
  for (const family of families) {
    if (missing.size === 0) break;
    const wanted = wantedSlices(missing, await family.readRanges());
    const read = await Promise.all(
      [...wanted].map(async ([slice, characters]) => ({ slice, characters, bytes: await family.readSlice(slice) })),
    );
    for (const { slice, characters, bytes } of read) {
      for (const character of characters) {
        sliceOf.set(character, slices.length);
        missing.delete(character);
      }
      slices.push({ name: `${family.name} ${slice}`, bytes });
    }
  }
  return { slices, sliceOf };
}

function wantedSlices(characters: ReadonlySet<number>, rangesText: string): ReadonlyMap<string, readonly number[]> {
  const ranges = Object.entries(JSON.parse(rangesText) as Record<string, string>).map(
    ([slice, written]) => [slice, parseRanges(written)] as const,
  );
  const wanted = new Map<string, number[]>();
  for (const character of characters) {
    const found = ranges.find(([, spans]) => spans.some(([first, last]) => character >= first && character <= last));
    if (found === undefined) continue;
    const [slice] = found;
    wanted.set(slice, [...(wanted.get(slice) ?? []), character]);
  }
  return wanted;
}

/** "U+0-FF,U+131" as pairs of first and last. */
function parseRanges(written: string): readonly (readonly [number, number])[] {
  return written.split(',').map((part) => {
    const [first = '', last = first] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
  });
}
