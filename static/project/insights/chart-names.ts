// Names beside the bars of a chart: a long one goes on in the next line instead of losing its beginning.

const charactersPerLine = 26;

export function linesOf(label: string): string[] {
  const lines = [''];
  for (const word of label.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= charactersPerLine) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Enough for the names of all bars, one below the other. */
export function barsHeightPx(labels: readonly string[]): number {
  const hasLongNames = labels.some((label) => label.length > charactersPerLine);
  return labels.length * (hasLongNames ? 34 : 22);
}
