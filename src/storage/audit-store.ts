// The lines of the audit log. The newest stand in one guarded record together with the hash that the next one continues;
// older ones move to values that are written once. A line is added by one conditional write, so that two at the same
// moment make two lines of one chain and never two chains.

import * as v from 'valibot';
import {
  type Anchor,
  type AuditEntry,
  type AuditLine,
  auditLineSchema,
  chained,
  firstAnchor,
} from '../administration/audit-chain';
import { AppError } from '../errors';
import { Guarded } from './guarded';
import { auditKey, guardedKeys } from './keys';
import type { Kv } from './kv';

const anchorSchema = v.object({ n: v.number(), hash: v.string() });
const chunkSchema = v.object({ key: v.string(), first: v.number(), last: v.number(), lastAtMs: v.number() });
const headSchema = v.object({
  v: v.literal(1),
  /** Of the last line that was removed because of its age. */
  anchor: anchorSchema,
  /** Of the newest line: what the next one continues. */
  last: anchorSchema,
  /** The oldest first. */
  chunks: v.array(chunkSchema),
  /** The newest last. */
  open: v.array(auditLineSchema),
  /** Decisions and actions up to here are in the log. */
  collectedUntilMs: v.number(),
});
type Head = v.InferOutput<typeof headSchema>;
const peopleSchema = v.object({
  v: v.literal(1),
  next: v.number(),
  accountIds: v.array(v.tuple([v.number(), v.string()])),
});
const linesSchema = v.pipe(v.string(), v.parseJson(), v.array(auditLineSchema));

const emptyHead: Head = {
  v: 1,
  anchor: { ...firstAnchor },
  last: { ...firstAnchor },
  chunks: [],
  open: [],
  collectedUntilMs: 0,
};
const linesBeforeArchiving = 150;
const linesPerChunk = 100;

export interface AuditPage {
  /** The newest first. */
  readonly lines: readonly AuditLine[];
  /** Pass it on to read older ones; null: there are none. */
  readonly before: number | null;
}

export class AuditStore {
  private readonly head: Guarded<Head>;
  private readonly people: Guarded<v.InferOutput<typeof peopleSchema>>;

  constructor(
    private readonly kv: Kv,
    private readonly newId: () => string,
  ) {
    this.head = new Guarded(kv, guardedKeys.audit, headSchema, newId);
    this.people = new Guarded(kv, guardedKeys.auditPeople, peopleSchema, newId);
  }

  async append(entries: readonly AuditEntry[], collectedUntilMs?: number): Promise<void> {
    const head = await this.head.change((current) => {
      const known = current ?? emptyHead;
      // What another invocation has collected meanwhile is not collected twice.
      if (collectedUntilMs !== undefined && known.collectedUntilMs >= collectedUntilMs) return null;
      const lines = chained(known.last, entries);
      const { n, hash } = lines.at(-1) ?? known.last;
      return {
        ...known,
        last: { n, hash },
        open: [...known.open, ...lines],
        collectedUntilMs: collectedUntilMs ?? known.collectedUntilMs,
      };
    });
    if ((head?.open.length ?? 0) >= linesBeforeArchiving) await this.archive();
  }

  async collectedUntilMs(): Promise<number> {
    return (await this.head.read())?.value.collectedUntilMs ?? 0;
  }

  /** Up to a few hundred lines with a number below `before`. */
  async page(before: number | null): Promise<AuditPage> {
    const head = (await this.head.read())?.value ?? emptyHead;
    const isWanted = ({ n }: { readonly n: number }) => before === null || n < before;
    const open = head.open.filter(isWanted).reverse();
    const older = head.chunks.filter(({ first }) => isWanted({ n: first }));
    const chunks = older.slice(-2);
    const lines = [...open, ...(await this.linesOf(chunks)).filter(isWanted).reverse()];
    const oldest = lines.at(-1)?.n ?? null;
    return { lines, before: older.length > chunks.length ? oldest : null };
  }

  /** The whole chain with what it goes on from and what it ends with, the oldest line first. */
  async all(): Promise<{ readonly anchor: Anchor; readonly last: Anchor; readonly lines: readonly AuditLine[] }> {
    const { anchor, last, chunks, open } = (await this.head.read())?.value ?? emptyHead;
    return { anchor, last, lines: [...(await this.linesOf(chunks)), ...open] };
  }

  /** Removes what is older, except that archived parts go as a whole. The chain goes on from the last removed line. */
  async prune(beforeMs: number): Promise<number> {
    const removed: string[] = [];
    let count = 0;
    const known = (await this.head.read())?.value ?? emptyHead;
    const newestOld = known.chunks.filter(({ lastAtMs }) => lastAtMs < beforeMs).at(-1);
    const lastArchived = newestOld === undefined ? undefined : (await this.linesOf([newestOld])).at(-1);
    await this.head.change((current) => {
      if (current === null) return null;
      const chunks = current.chunks.filter(({ last }) => last > (newestOld?.last ?? 0));
      removed.splice(0, removed.length, ...current.chunks.filter((one) => !chunks.includes(one)).map(({ key }) => key));
      const open = chunks.length > 0 ? current.open : current.open.filter(({ atMs }) => atMs >= beforeMs);
      const dropped = current.open.filter((line) => !open.includes(line)).at(-1) ?? lastArchived;
      if (dropped === undefined) return null;
      count = dropped.n - current.anchor.n;
      return { ...current, anchor: { n: dropped.n, hash: dropped.hash }, chunks, open };
    });
    await this.kv.deleteValues(removed);
    return count;
  }

  /** The number by which this person stands in the log, now and later. */
  async numberOf(accountId: string): Promise<number> {
    const known = (await this.people.read())?.value.accountIds.find(([, id]) => id === accountId);
    if (known !== undefined) return known[0];
    const record = await this.people.change((current) => {
      const { next, accountIds } = current ?? { next: 1, accountIds: [] };
      if (accountIds.some(([, id]) => id === accountId)) return null;
      return { v: 1, next: next + 1, accountIds: [...accountIds, [next, accountId]] };
    });
    return record?.accountIds.find(([, id]) => id === accountId)?.[0] ?? 0;
  }

  async accountIds(): Promise<ReadonlyMap<number, string>> {
    return new Map((await this.people.read())?.value.accountIds ?? []);
  }

  /** Their lines stay, and nothing says any more whose they are. */
  async forget(accountId: string): Promise<boolean> {
    let wasKnown = false;
    await this.people.change((current) => {
      wasKnown = current?.accountIds.some(([, id]) => id === accountId) ?? false;
      if (current === null || !wasKnown) return null;
      return { ...current, accountIds: current.accountIds.filter(([, id]) => id !== accountId) };
    });
    return wasKnown;
  }

  /** A race lost here is no loss: the next line archives. */
  private async archive(): Promise<void> {
    const known = await this.head.read();
    if (known === null) return;
    const { open, chunks } = known.value;
    const moved: Head['chunks'] = [];
    const values: { key: string; value: string }[] = [];
    const moving = open.slice(0, open.length - (open.length % linesPerChunk));
    for (let at = 0; at < moving.length; at += linesPerChunk) {
      const lines = moving.slice(at, at + linesPerChunk);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) continue;
      const key = auditKey(this.newId());
      values.push({ key, value: JSON.stringify(lines) });
      moved.push({ key, first: first.n, last: last.n, lastAtMs: last.atMs });
    }
    if (values.length === 0) return;
    // The values first: a kill in between leaves values that nobody points to.
    await this.kv.writeValues(values);
    await this.head.swap(known.version, {
      ...known.value,
      chunks: [...chunks, ...moved],
      open: open.slice(moving.length),
    });
  }

  private async linesOf(chunks: readonly { readonly key: string }[]): Promise<AuditLine[]> {
    const values = await this.kv.readValues(chunks.map(({ key }) => key));
    return chunks.flatMap(({ key }) => {
      const parsed = v.safeParse(linesSchema, values.get(key));
      if (!parsed.success) throw new AppError('DAMAGED', 'A part of the audit log cannot be read.');
      return parsed.output;
    });
  }
}
