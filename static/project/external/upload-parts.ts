// Rows in parts that each fit into one request. They follow from the rows alone, so that the same file is cut in the same
// way again when an upload goes on.

import type { ExternalRow } from '../../../src/contract';

const mostPartBytes = 150_000;
const mostPartRows = 1_000;

export function partsOf(rows: readonly ExternalRow[]): ExternalRow[][] {
  const parts: ExternalRow[][] = [];
  let bytes = Infinity;
  for (const row of rows) {
    const own = new TextEncoder().encode(JSON.stringify(row)).length + 1;
    const last = parts.at(-1);
    if (last === undefined || bytes + own > mostPartBytes || last.length === mostPartRows) {
      parts.push([row]);
      bytes = own;
    } else {
      last.push(row);
      bytes += own;
    }
  }
  return parts;
}
