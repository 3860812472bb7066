// The steps of a scan that starts from the analysis before: it takes blocks over, reads what changed, and is either
// confirmed or begins again from nothing. Pure, as all steps in scan.ts.

import type { Scan } from './scan-record';

/** Starts from the blocks of the analysis before. */
export function withBase(scan: Scan, base: Pick<Scan, 'blocks' | 'startedAtMs' | 'walkedAtMs'>): Scan {
  const { blocks, startedAtMs, walkedAtMs } = base;
  return { ...scan, base: { blocks, copied: 0, sinceMs: startedAtMs }, walkedAtMs };
}

export function withCopied(scan: Scan, blocks: Scan['blocks'], nowMs: number): Scan {
  if (scan.base === null) throw new Error('There is nothing to take over.');
  const base = { ...scan.base, copied: scan.base.copied + blocks.length };
  return { ...scan, base, blocks: [...scan.blocks, ...blocks], heartbeatMs: nowMs, attempts: 0 };
}

/** With the changes the blocks hold what Jira holds. */
export function withBaseConfirmed(scan: Scan, removals: Scan['blocks'], nowMs: number): Scan {
  const blocks = [...scan.blocks, ...removals];
  return { ...scan, base: null, blocks, isFetched: true, phase: 'comparing', heartbeatMs: nowMs, attempts: 0 };
}

/** Everything has to be read after all. */
export function withoutBase(scan: Scan, nowMs: number): Scan {
  return {
    ...scan,
    base: null,
    walkedAtMs: nowMs,
    blocks: [],
    lanes: [{ after: 0, upTo: null }],
    paceFrom: { atMs: nowMs, issues: 0 },
    heartbeatMs: nowMs,
    attempts: 0,
  };
}
