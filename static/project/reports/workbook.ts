// One sheet with a bold head that stays in view. Every cell is written with its type, so that a title that looks like a
// formula or a date stays the text that it is.

import writeXlsxFile from 'write-excel-file/browser';
import type { Cell } from './report-table';

/** Excel takes no more in one cell. */
const maxCellCharacters = 32_767;

export function workbookOf([head = [], ...lines]: readonly (readonly Cell[])[]): Promise<Blob> {
  const rows = [
    head.map((name) => ({ value: String(name ?? ''), type: String, fontWeight: 'bold' as const })),
    ...lines.map((line) => line.map(typedCell)),
  ];
  return writeXlsxFile(rows, { stickyRowsCount: 1 }).toBlob();
}

function typedCell(cell: Cell) {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  // The library looks texts up in a plain object, where these find what every object has, and the cell would be empty.
  if (cell in Object.prototype) return { value: `${cell} `, type: String };
  // XML 1.0 knows no control characters; Excel refuses a workbook that has one.
  return { value: cell.replace(notXml, ' ').slice(0, maxCellCharacters), type: String };
}

const notXml = /[^\t\n\r\P{Cc}]|[\uFFFE\uFFFF]|\p{Cs}/gu;
