// The result of a benchmark as lines: what was measured, against what, how many times better, what was promised, and
// whether that holds. A peer that this machine lacks is a "-" and one that crashed is "failed", never a missing line.

export interface Row {
  readonly corpus: string;
  readonly name: string;
  readonly ours: string;
  /** With whom it is compared, and what that took. */
  readonly peer: string;
  readonly theirs: string;
  readonly ratio: number | null;
  readonly target: string;
  readonly verdict: 'PASS' | 'FAIL' | '-';
}

function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value >= 10 ? `${value.toFixed(0)} ms` : `${value.toFixed(2)} ms`;
}

/** Milliseconds; null when this machine lacks the peer, `failed` when it has it and it crashed. */
export type PeerTime = number | 'failed' | null;

/** How many times faster than a peer. */
export function ratioRow(
  corpus: string,
  name: string,
  oursMs: number,
  peer: string,
  theirsMs: PeerTime,
  least: number | null,
  isEstimated = false,
): Row {
  const ratio = typeof theirsMs === 'number' ? theirsMs / oursMs : null;
  return {
    corpus,
    name,
    ours: milliseconds(oursMs),
    peer,
    theirs: typeof theirsMs === 'number' ? milliseconds(theirsMs) + (isEstimated ? ' est.' : '') : (theirsMs ?? '-'),
    ratio,
    target: least === null ? '-' : `≥ ${least} ×`,
    verdict: ratio === null || least === null ? '-' : ratio >= least ? 'PASS' : 'FAIL',
  };
}

/** A figure with an upper limit; `most` null for a figure that is only shown. */
export function limitRow(corpus: string, name: string, value: number, unit: string, most: number | null): Row {
  const shown = unit === 'ms' ? milliseconds(value) : `${Number.isInteger(value) ? value : value.toFixed(2)} ${unit}`;
  return {
    corpus,
    name,
    ours: shown.trim(),
    peer: '',
    theirs: '',
    ratio: null,
    target: most === null ? '-' : `≤ ${Number(most.toFixed(2))} ${unit}`.trim(),
    verdict: most === null ? '-' : value <= most ? 'PASS' : 'FAIL',
  };
}

export function tableOf(rows: readonly Row[]): string {
  const header = ['Issues', 'What', 'Ours', 'Peer', 'Theirs', 'Ratio', 'Target', ''];
  const lines = rows.map((row) => [
    row.corpus,
    row.name,
    row.ours,
    row.peer,
    row.theirs,
    row.ratio === null ? '' : `${row.ratio >= 100 ? row.ratio.toFixed(0) : row.ratio.toFixed(1)} ×`,
    row.target,
    row.verdict,
  ]);
  const widths = header.map((title, column) =>
    Math.max(3, ...[header, ...lines].map((line) => line[column]!.length), title.length),
  );
  const format = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [format(header), format(widths.map((width) => '-'.repeat(width))), ...lines.map(format)].join('\n');
}
