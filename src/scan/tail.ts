// What has changed since the last analysis, for all spaces in one record: each changed issue with the candidates that it
// has now, and the block of its terms. The record is small, and everything here is pure: entries carry the time at which
// their issue was read from Jira, and the later reading wins, so the same change applied twice or late changes nothing.

import * as v from 'valibot';
import { limits } from '../limits';
import { type Block, copyEntries, latestEntries } from '../similarity/block';
import { bytesOfText, maxBytesOfText, textOfBytes } from '../similarity/bytes';
import { decodeLists, encodeLists, packJudgement, type StoredCandidate } from '../similarity/results';

export const tailSchema = v.object({
  v: v.literal(1),
  entries: v.array(
    v.object({
      id: v.number(),
      /** 0 when the issue is gone. */
      projectId: v.number(),
      /** Taken before the request to Jira was sent. */
      readAtMs: v.number(),
    }),
  ),
  /** Encoded lists of candidates of all entries. */
  lists: v.string(),
  /** Encoded block with what changed last. */
  recentBlock: v.nullable(v.string()),
  /** Values with earlier blocks, oldest first. */
  blockKeys: v.array(v.string()),
  /** More has changed than fits here; a new analysis is due. */
  isFull: v.boolean(),
});
export type TailRecord = v.InferOutput<typeof tailSchema>;

export interface TailEntry {
  readonly id: number;
  readonly projectId: number;
  readonly readAtMs: number;
  readonly candidates: readonly StoredCandidate[];
}

export const emptyTail: TailRecord = {
  v: 1,
  entries: [],
  lists: '',
  recentBlock: null,
  blockKeys: [],
  isFull: false,
};

/** The entries with their candidates. @throws DamagedValueError */
export function entriesOf(tail: TailRecord): TailEntry[] {
  const lists = tail.lists === '' ? null : decodeLists(bytesOfText(tail.lists));
  return tail.entries.map((entry) => ({ ...entry, candidates: lists?.of(entry.id) ?? [] }));
}

/** Of both, for each issue the one that was read later. By ascending id. */
export function mergedEntries(before: readonly TailEntry[], changed: readonly TailEntry[]): TailEntry[] {
  const latest = new Map(before.map((entry) => [entry.id, entry]));
  for (const entry of changed) {
    const known = latest.get(entry.id);
    if (known === undefined || known.readAtMs <= entry.readAtMs) latest.set(entry.id, entry);
  }
  return [...latest.values()].sort((a, b) => a.id - b.id);
}

/** The members of the record that follow from the entries. What does not fit is left out, and said so. */
export function encodedEntries(entries: readonly TailEntry[]): Pick<TailRecord, 'entries' | 'lists' | 'isFull'> {
  const kept = entries.slice(0, limits.maxTailIssues);
  const starts = new Uint32Array(kept.length + 1);
  kept.forEach(({ candidates }, index) => (starts[index + 1] = starts[index]! + candidates.length));
  const candidates = kept.flatMap((entry) => entry.candidates);
  const [part] = encodeLists(
    {
      issueIds: Float64Array.from(kept, ({ id }) => id),
      starts,
      candidateIds: Float64Array.from(candidates, ({ id }) => id),
      scores: Float32Array.from(candidates, ({ score }) => score),
      judgements: Uint32Array.from(candidates, ({ tier, reasons }) => packJudgement(tier, reasons)),
    },
    maxBytesOfText(limits.maxValueBytes),
  );
  return {
    entries: kept.map(({ id, projectId, readAtMs }) => ({ id, projectId, readAtMs })),
    lists: part === undefined ? '' : textOfBytes(part.bytes),
    isFull: kept.length < entries.length,
  };
}

/** One block with what the blocks of the tail say of these entries, the last one last; gone issues hide older ones. */
export function blockOfEntries(blocks: readonly Block[], entries: readonly Pick<TailEntry, 'id'>[]): Block {
  const wanted = new Set(entries.map(({ id }) => id));
  return copyEntries(latestEntries(blocks).filter(({ block, index }) => wanted.has(block.ids[index]!)));
}

/** Whether an analysis whose reading began at `startedAtMs` has certainly read the issue again. */
export function isReadAgain({ readAtMs }: Pick<TailEntry, 'readAtMs'>, startedAtMs: number): boolean {
  return readAtMs < startedAtMs - limits.searchLagMs;
}

export function entriesSince<T extends Pick<TailEntry, 'readAtMs'>>(entries: readonly T[], startedAtMs: number): T[] {
  return entries.filter((entry) => !isReadAgain(entry, startedAtMs));
}

/**
 * The candidates of one issue after the changes: a pair of which one side has changed is what the changed side says.
 * A changed issue whose list is full may have room for no more; then the older score stays.
 */
export function candidatesAfterChanges(
  issueId: number,
  stored: readonly StoredCandidate[] | null,
  entries: readonly TailEntry[],
): readonly StoredCandidate[] | null {
  const own = entries.find((entry) => entry.id === issueId);
  if (own === undefined && stored === null) return null;
  const changed = new Map(entries.map((entry) => [entry.id, entry]));
  const kept = (own?.candidates ?? stored ?? []).filter(({ id }) => {
    const other = changed.get(id);
    if (other === undefined) return true;
    if (other.projectId === 0) return false;
    if (own !== undefined && own.readAtMs >= other.readAtMs) return true;
    return other.candidates.length >= limits.tailCandidates;
  });
  const told = entries.flatMap((entry) => {
    const found = entry.candidates.find(({ id }) => id === issueId);
    if (entry.id === issueId || found === undefined) return [];
    if (own !== undefined && own.readAtMs >= entry.readAtMs) return [];
    return [{ ...found, id: entry.id }];
  });
  const toldIds = new Set(told.map(({ id }) => id));
  const all = [...kept.filter(({ id }) => !toldIds.has(id)), ...told];
  return told.length === 0 ? all : all.sort((a, b) => tierOrder[a.tier] - tierOrder[b.tier] || b.score - a.score);
}

const tierOrder = { 'very-likely': 0, possible: 1, none: 2 } as const;
