// What the titles of one series have in common, with "…" for what differs: "Renew certificate of …". It is made from the
// titles that it is given and from nothing else, so that it holds only words that its reader may read anyway.

/** Null when the titles share no word. */
export function titleFrame(titles: readonly string[]): string | null {
  const [first = [], ...others] = titles.map(piecesOf);
  const common = others.reduce(commonPieces, first);
  if (!common.some((piece) => piece.trim() !== '')) return null;
  const gaps = new Set([first, ...others].flatMap((pieces) => gapsOf(pieces, common)));
  const text = common.map((piece, index) => (gaps.has(index) ? '…' : '') + piece).join('');
  return (text + (gaps.has(common.length) ? '…' : ''))
    .replace(/…(?:\s*…)+/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words and the blanks between them; in scripts without blanks every character is a word. */
const piecePattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+|\s+/gu;
/** Titles in Jira have at most 255 characters. */
const maxPieces = 300;

function piecesOf(title: string): string[] {
  return (title.match(piecePattern) ?? []).slice(0, maxPieces);
}

/** A longest common subsequence. */
function commonPieces(x: readonly string[], y: readonly string[]): string[] {
  const width = y.length + 1;
  const lengths = new Uint16Array((x.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = x.length - 1; row >= 0; row--) {
    for (let column = y.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        x[row] === y[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const common: string[] = [];
  for (let row = 0, column = 0; row < x.length && column < y.length;) {
    const piece = x[row] ?? '';
    if (piece === y[column]) {
      common.push(piece);
      row++;
      column++;
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
    else column++;
  }
  return common;
}

/** Before which pieces of `common` the title says something more; `common.length` stands for its end. */
function gapsOf(pieces: readonly string[], common: readonly string[]): number[] {
  const gaps: number[] = [];
  let at = 0;
  for (const [index, piece] of common.entries()) {
    const found = pieces.indexOf(piece, at);
    if (found > at) gaps.push(index);
    at = found + 1;
  }
  if (at < pieces.length) gaps.push(common.length);
  return gaps;
}
