// Which column of a file means what: guessed from the names that Jira's exports have in the languages of this app, changed
// by the person, and then applied to every row.

import type { ExternalRow } from '../../../src/contract';
import { readDates } from './read-dates';
import type { Table } from './read-table';

export const meanings = ['key', 'title', 'description', 'status', 'created'] as const;
export type Meaning = (typeof meanings)[number];
/** The position of the column; null: none. */
export type Mapping = Readonly<Record<Meaning, number | null>>;

const usualNames: Readonly<Record<Meaning, readonly string[]>> = {
  key: ['issue key', 'key', 'work item key', 'vorgangsschlüssel', 'schlüssel', '課題キー', 'キー', 'issue id', 'id'],
  title: ['summary', 'title', 'zusammenfassung', '要約', 'name'],
  description: ['description', 'beschreibung', '説明', 'body', 'text'],
  status: ['status', 'ステータス', 'state'],
  created: ['created', 'erstellt', '作成日', '作成日時', 'created_at', 'creation date'],
};

export function guessMapping(head: readonly string[]): Mapping {
  const names = head.map((name) => name.toLowerCase());
  const guess = (meaning: Meaning): number | null => {
    const found = usualNames[meaning].map((name) => names.indexOf(name)).find((at) => at >= 0);
    return found ?? null;
  };
  return {
    key: guess('key'),
    title: guess('title'),
    description: guess('description'),
    status: guess('status'),
    created: guess('created'),
  };
}

const most = { key: 100, title: 500, description: 1_000, status: 100 } as const;

/** Rows without a key or a title are left out, and how many is said. */
export function externalRows(table: Table, mapping: Mapping): { rows: ExternalRow[]; leftOut: number } {
  const cell = (row: readonly string[], meaning: Meaning): string => {
    const at = mapping[meaning];
    return at === null ? '' : (row[at] ?? '').replace(/[\0\uFFFD]/g, ' ').trim();
  };
  const dates = readDates(table.rows.map((row) => cell(row, 'created')));
  const rows = table.rows.flatMap((row, at): ExternalRow[] => {
    const [key, title] = [cell(row, 'key').slice(0, most.key), cell(row, 'title').slice(0, most.title)];
    if (key === '' || title === '') return [];
    const description = cell(row, 'description').slice(0, most.description);
    return [{ key, title, description, status: cell(row, 'status').slice(0, most.status), created: dates[at] ?? null }];
  });
  return { rows, leftOut: table.rows.length - rows.length };
}
