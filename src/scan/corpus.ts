// Everything that is known of one analysed scope right now: the blocks of its analysis and, behind them, what has changed
// since. Loaded in parallel for one invocation and forgotten with it, because the next one may serve another tenant.

import { AppError } from '../errors';
import type { Block } from '../similarity/block';
import { BlockBuilder } from '../similarity/block';
import { decodeBlock } from '../similarity/block-bytes';
import { bytesOfText } from '../similarity/bytes';
import { decodeLists, type StoredCandidate } from '../similarity/results';
import type { CoverageRecord, Stores } from '../storage/stores';
import { blockOfEntries, entriesSince, type TailRecord } from './tail';

export interface Corpus {
  /** Later ones win. */
  readonly blocks: readonly Block[];
  /** What the analysis found for an issue; null for one that it did not know. */
  readonly storedList: (issueId: number) => readonly StoredCandidate[] | null;
  /** What loading it took of the storage's allowance. */
  readonly bytesRead: number;
}

/** @throws AppError DAMAGED when the analysis is not remembered any more. */
export async function loadCorpus(
  coverage: CoverageRecord,
  tail: TailRecord,
  stores: Pick<Stores, 'scan' | 'results'>,
): Promise<Corpus> {
  const scan = (await stores.scan(coverage.scanId).read())?.value ?? null;
  if (scan === null) throw new AppError('DAMAGED', 'The analysis is not remembered any more. A new one rebuilds it.');
  const scanKeys = scan.blocks.map(({ key }) => key);
  const ranges = coverage.results.lists;
  const [scanValues, tailValues, lists] = await Promise.all([
    stores.results.read(scanKeys),
    stores.results.read(tail.blockKeys),
    stores.results.read(ranges.map(({ key }) => key)),
  ]);
  const tailBlocks = [...tailValues, ...recentBytes(tail)].map(decodeBlock);
  return {
    blocks: [...scanValues.map(decodeBlock), tailBlock(tailBlocks, tail, coverage)],
    storedList: listReader(ranges, lists),
    bytesRead: [...scanValues, ...tailValues, ...lists].reduce((sum, { length }) => sum + storedLength(length), 0),
  };
}

/** As text in base64. */
function storedLength(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

/** A part is unpacked when somebody asks for an issue in it. */
function listReader(
  ranges: CoverageRecord['results']['lists'],
  parts: readonly Uint8Array[],
): (issueId: number) => readonly StoredCandidate[] | null {
  const decoded = new Map<number, ReturnType<typeof decodeLists>>();
  return (issueId) => {
    const at = ranges.findIndex(({ firstId, lastId }) => firstId <= issueId && issueId <= lastId);
    const bytes = parts[at];
    if (bytes === undefined) return null;
    const list = decoded.get(at) ?? decodeLists(bytes);
    decoded.set(at, list);
    return list.of(issueId);
  };
}

export function recentBytes(tail: TailRecord): Uint8Array[] {
  return tail.recentBlock === null ? [] : [bytesOfText(tail.recentBlock)];
}

/** The changes alone, for questions that read the rest from the lookup. */
export async function loadChanges(
  coverage: CoverageRecord,
  tail: TailRecord,
  stores: Pick<Stores, 'results'>,
): Promise<Block> {
  const values = tail.blockKeys.length === 0 ? [] : await stores.results.read(tail.blockKeys);
  return tailBlock([...values, ...recentBytes(tail)].map(decodeBlock), tail, coverage);
}

/** What the tail says of this scope: changed issues, and removals for those that are gone or have moved away. */
function tailBlock(blocks: readonly Block[], tail: TailRecord, coverage: CoverageRecord): Block {
  const entries = entriesSince(tail.entries, coverage.startedAtMs);
  const inScope = new Set(coverage.projectIds);
  const here = blockOfEntries(
    blocks,
    entries.filter(({ projectId }) => inScope.has(projectId)),
  );
  const builder = new BlockBuilder({ tokenize: () => [] });
  for (let index = 0; index < here.issueCount; index++) builder.copy(here, index);
  for (const { id, projectId } of entries) if (!inScope.has(projectId)) builder.remove(id);
  return builder.build();
}
