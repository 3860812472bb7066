// Who did what and when, for administrators: written, collected, read and checked. What happens in a page is written
// before it takes effect, so that nothing takes effect without a line; what people decide about pairs has a history that
// is written together with the decision, and is collected from there.

import type { AuditCheck, AuditEvent, AuditListing, AuditRow } from '../contract';
import { AppError } from '../errors';
import { ENGINE_VERSION } from '../similarity/version';
import type { AuditStore } from '../storage/audit-store';
import type { HistoryLine, ReviewStore } from '../storage/reviews';
import { type AuditDetail, type AuditEntry, type AuditLine, firstBreak } from './audit-chain';

export interface AuditContext {
  readonly audit: AuditStore;
  readonly reviews: Pick<ReviewStore, 'history'>;
  readonly nowMs: () => number;
}

export interface AuditFilter {
  readonly event: AuditEvent | null;
  readonly accountId: string | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Looked for in the details: ids, keys of settings, figures. */
  readonly text: string;
}

export interface Deed {
  readonly event: AuditEvent;
  readonly accountId: string | null;
  readonly detail: AuditDetail;
  readonly refusedAs?: string;
}

export async function record(deed: Deed, { audit, nowMs }: Pick<AuditContext, 'audit' | 'nowMs'>): Promise<void> {
  const person = deed.accountId === null ? null : await audit.numberOf(deed.accountId);
  const { event, detail, refusedAs = null } = deed;
  await audit.append([{ atMs: nowMs(), person, event, refusedAs, engineVersion: ENGINE_VERSION, detail }]);
}

/** Longer than a call of a page can take between looking at its clock and storing a decision. */
const settledAfterMs = 60_000;
const collectedAtOnce = 200;

/** Brings decisions and actions into the log. Safe to repeat, safe to run twice at the same time. */
export async function collect({ audit, reviews, nowMs }: AuditContext): Promise<number> {
  const fromMs = await audit.collectedUntilMs();
  const untilMs = nowMs() - settledAfterMs;
  const fresh = (await reviews.history()).filter(({ atMs }) => atMs > fromMs && atMs <= untilMs).reverse();
  let collected = 0;
  while (collected < fresh.length) {
    const lastAtMs = fresh[Math.min(fresh.length, collected + collectedAtOnce) - 1]?.atMs ?? untilMs;
    // Lines of the same millisecond stay together: the next pass begins after it.
    const some = fresh.slice(collected).filter(({ atMs }) => atMs <= lastAtMs);
    const entries: AuditEntry[] = [];
    for (const line of some) entries.push(await entryOf(line, audit));
    await audit.append(entries, lastAtMs);
    collected += some.length;
  }
  return collected;
}

async function entryOf(line: HistoryLine, audit: AuditStore): Promise<AuditEntry> {
  const { atMs, by, a, b, version, event: kind, after, actionId, seen } = line;
  return {
    atMs,
    person: by === null ? null : await audit.numberOf(by),
    event: kind === 'merged' || kind === 'merge-undone' ? 'action' : 'decision',
    refusedAs: null,
    engineVersion: seen?.engineVersion ?? ENGINE_VERSION,
    detail: {
      kind,
      a,
      b,
      version,
      ...(after === null ? {} : { verdict: after }),
      ...(actionId === null ? {} : { actionId }),
    },
  };
}

/** Newest first. `before` continues where the last answer ended; an answer may be short although there is more. */
export async function listAudit(
  filter: AuditFilter,
  before: number | null,
  limit: number,
  context: AuditContext,
): Promise<AuditListing> {
  if (before === null) await collect(context);
  const accounts = await context.audit.accountIds();
  const { lines, before: older } = await context.audit.page(before);
  const found = lines.filter((line) => matches(line, filter, accounts));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((line) => rowOf(line, accounts)),
    before: found.length > page.length && last !== undefined ? last.n : older,
  };
}

function matches(line: AuditLine, filter: AuditFilter, accounts: ReadonlyMap<number, string>): boolean {
  const { event, accountId, fromMs, toMs, text } = filter;
  if (event !== null && line.event !== event) return false;
  if (accountId !== null && (line.person === null || accounts.get(line.person) !== accountId)) return false;
  if ((fromMs !== null && line.atMs < fromMs) || (toMs !== null && line.atMs > toMs)) return false;
  return text === '' || detailText(line).toLowerCase().includes(text.toLowerCase());
}

function detailText({ detail }: AuditLine): string {
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function rowOf(line: AuditLine, accounts: ReadonlyMap<number, string>): AuditRow {
  const { n, atMs, person, event, refusedAs, engineVersion, hash } = line;
  return {
    n,
    at: new Date(atMs).toISOString(),
    accountId: person === null ? null : (accounts.get(person) ?? null),
    isByApp: person === null,
    event,
    refusedAs,
    engineVersion,
    detail: detailText(line),
    hash,
  };
}

export async function checkAudit(context: AuditContext): Promise<AuditCheck> {
  await collect(context);
  try {
    const { anchor, last, lines } = await context.audit.all();
    const brokenAt = firstBreak(anchor, lines) ?? (endOf(lines, anchor) === last.hash ? null : last.n);
    return { lines: lines.length, firstLine: anchor.n + 1, brokenAt, lastHash: last.hash };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DAMAGED') throw error;
    return { lines: 0, firstLine: 0, brokenAt: 0, lastHash: '' };
  }
}

function endOf(lines: readonly AuditLine[], anchor: { readonly hash: string }): string {
  return lines.at(-1)?.hash ?? anchor.hash;
}
