// A file of another Jira as a table: its own CSV export, where a column such as Comment stands many times, or JSON Lines,
// where each member is a column. Everything is text here; what a cell begins with does not matter, because nothing runs it.

import Papa from 'papaparse';
import type { TextKey } from '../../shared/text';
import { decodeText, type Encoding } from './decode-text';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly encoding: Encoding;
}

export interface Problem {
  readonly problem: TextKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const mostFileBytes = 60_000_000;
const mostRows = 20_000;

export function readTable(bytes: Uint8Array): Table | Problem {
  if (bytes.length === 0) return { problem: 'external.empty' };
  if (bytes.length > mostFileBytes)
    return { problem: 'external.tooLarge', values: { most: mostFileBytes / 1_000_000 } };
  const decoded = decodeText(bytes);
  if (decoded === null) return { problem: 'external.noText' };
  const { text, encoding } = decoded;
  if (text.trim() === '') return { problem: 'external.empty' };
  const table = text.trimStart().startsWith('{') ? jsonLines(text) : commaSeparated(text);
  if ('problem' in table) return table;
  if (table.rows.length === 0) return { problem: 'external.noRows' };
  if (table.rows.length > mostRows)
    return { problem: 'external.tooMany', values: { count: table.rows.length, most: mostRows } };
  return { ...table, encoding };
}

function commaSeparated(text: string): Omit<Table, 'encoding'> | Problem {
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  // The separator of a file with one column cannot be guessed, which is fine; an open quotation mark is not.
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) return { problem: 'external.quotes', values: { row: (broken.row ?? 0) + 1 } };
  const [head = [], ...rows] = data;
  return { head: head.map((name) => name.trim()), rows };
}

function jsonLines(text: string): Omit<Table, 'encoding'> | Problem {
  const objects: Record<string, unknown>[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const value = parsed(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { problem: 'external.jsonLine', values: { row: at + 1 } };
    }
    objects.push({ ...value });
  }
  const head = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  return { head, rows: objects.map((one) => head.map((name) => cellOf(one[name]))) };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    // Told to the person with the number of the line.
    return null;
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
