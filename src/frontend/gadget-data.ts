// What the gadget reads and what was set up for it. The history is read back to the beginning of the month and not
// further; who decides hundreds of pairs a month gets figures over the newest of them, and is told so.

import { call } from '../../static/shared/api';
import type { AppFailure } from '../contract';
import { figuresOf, type GadgetFigures, type HistoryRow } from './gadget-figures';

/** The spaces of one team, or one space. */
export interface Configured {
  readonly spaces: readonly { readonly id: number; readonly key: string }[];
}

/** Null: not set up yet, or by another version. */
export function configurationOf(stored: unknown): Configured | null {
  const spaces: unknown = typeof stored === 'object' && stored !== null && 'spaces' in stored ? stored.spaces : null;
  if (!Array.isArray(spaces) || spaces.length === 0) return null;
  return spaces.every(isSpace) ? { spaces } : null;
}

function isSpace(space: unknown): space is Configured['spaces'][number] {
  if (typeof space !== 'object' || space === null || !('id' in space) || !('key' in space)) return false;
  return typeof space.id === 'number' && typeof space.key === 'string';
}

export interface Shown extends GadgetFigures {
  readonly waiting: number;
  readonly isMoreWaiting: boolean;
  readonly isWholeMonth: boolean;
}

export type GadgetState = 'loading' | 'never-scanned' | { readonly failure: AppFailure } | { readonly figures: Shown };

/** A dashboard is a glance: beyond this it says "50+". */
const maxCounted = 50;
const rowsPerPage = 100;
const mostPages = 5;

export async function loadFigures({ spaces }: Configured, nowIso: string): Promise<GadgetState> {
  const projectIds = spaces.map(({ id }) => id);
  const [queue, history] = await Promise.all([
    call('review.queue', {
      projectIds,
      state: 'open',
      tier: 'any',
      threshold: 0,
      assignee: 'anyone',
      cursor: null,
      limit: maxCounted,
    }),
    monthOf(projectIds, nowIso.slice(0, 7)),
  ]);
  if (!queue.ok) return { failure: queue.failure };
  if (!history.ok) return { failure: history.failure };
  if (queue.value.state === 'never-scanned') return 'never-scanned';
  const { rows, nextCursor } = queue.value;
  const figures = figuresOf(history.rows, nowIso);
  return {
    figures: {
      ...figures,
      waiting: rows.length,
      isMoreWaiting: nextCursor !== null,
      isWholeMonth: history.isWholeMonth,
    },
  };
}

async function monthOf(projectIds: readonly number[], month: string) {
  const rows: HistoryRow[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const answer: Awaited<ReturnType<typeof historyPage>> = await historyPage(projectIds, cursor);
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    cursor = answer.value.nextCursor;
    // Newest first: behind an older month there is nothing to count.
    if (cursor === null || answer.value.rows.some(({ at }) => at.slice(0, 7) < month)) {
      return { ok: true as const, rows, isWholeMonth: true };
    }
  }
  return { ok: true as const, rows, isWholeMonth: false };
}

const historyPage = (projectIds: readonly number[], cursor: string | null) =>
  call('review.history', { projectIds, cursor, limit: rowsPerPage });
