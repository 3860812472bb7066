// Rows as a CSV file: RFC 4180, and harmless in a spreadsheet. A title that begins like a formula would be run by Excel
// when somebody opens the file, so such a cell gets an apostrophe in front; one that has apostrophes there already gets
// one more, so that taking one away always gives the text back.

type Cell = string | number | null;

/** The byte order mark makes Excel read the file as UTF-8; other programs do better without. */
export function csvOf(
  rows: readonly (readonly Cell[])[],
  { byteOrderMark }: { readonly byteOrderMark: boolean },
): string {
  const lines = rows.map((row) => `${row.map(written).join(',')}\r\n`);
  return `${byteOrderMark ? '\uFEFF' : ''}${lines.join('')}`;
}

function written(cell: Cell): string {
  // A number cannot hold a formula, and guarding -1 would turn it into text.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = unformulated(cell ?? '');
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function unformulated(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

// source: OWASP, "CSV injection". White space in front is included, because some programs trim it, and the wide forms,
// because Excel in Japanese reads them as the narrow ones.
const formula = /^'*\s*[\t\r\n=+\-@＝＋－＠]/;
// More than RFC 4180 asks: some readers trim white space at an end, and some split at semicolons.
const needsQuotes = /["\r\n,;\t]|^\s|\s$|^\uFEFF/;
