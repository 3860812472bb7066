// Reads the few fields that the shell shows out of Jira's issue JSON, whose members differ from site to site.

import type { ThemeAppearance } from '@atlaskit/lozenge';
import type { IssueRow } from './server-api';

type Fields = IssueRow['fields'];

const named = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? String((value as Record<string, unknown>)['name'] ?? (value as Record<string, unknown>)['displayName'] ?? '')
    : '';

export const summaryOf = (fields: Fields): string => String(fields['summary'] ?? '');

export function statusOf(fields: Fields): { readonly name: string; readonly appearance: ThemeAppearance } {
  const status = fields['status'] as { statusCategory?: { key?: string } } | undefined;
  const category = status?.statusCategory?.key;
  const appearance = category === 'done' ? 'success' : category === 'indeterminate' ? 'inprogress' : 'default';
  return { name: named(status), appearance };
}

export const nameIn = (fields: Fields, field: string): string => named(fields[field]);

export function namesIn(fields: Fields, field: string): string {
  const values = fields[field];
  return Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : named(value))).join(', ')
    : '';
}

export function dayOf(fields: Fields, field: string): string {
  const time = Date.parse(String(fields[field] ?? ''));
  return Number.isNaN(time) ? '' : new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
