// Issues that were created or changed after the analysis: read by id as the app, compared once with everything, and kept
// in the tail with their candidates. Costs one compare pass and one write, whatever the size of the corpus. Safe to
// repeat and to receive late: the tail knows when each issue was read, and a later reading is never replaced.

import { AppError } from '../errors';
import { engineInputOf, type Issue } from '../issue';
import type { MatchCalls } from '../jira/match';
import type { SiteJira } from '../jira/gateway';
import { limits } from '../limits';
import { BlockBuilder } from '../similarity/block';
import { decodeBlock, encodeBlock } from '../similarity/block-bytes';
import type { Block } from '../similarity/block';
import { mergeBlocks } from '../similarity/block-merge';
import { maxBytesOfText, textOfBytes } from '../similarity/bytes';
import { noCalibration } from '../similarity/calibrate';
import { candidatesOfNewcomers } from '../similarity/newcomers';
import type { StoredCandidate } from '../similarity/results';
import { Tokenizer } from '../similarity/tokenize';
import type { CoverageRecord, Stores } from '../storage/stores';
import { loadCorpus, recentBytes } from './corpus';
import { bothJql } from './item-rules';
import { afterPass, issuesPerPass, pauseAfterPass, withWaiting } from './pacing';
import {
  blockOfEntries,
  emptyTail,
  encodedEntries,
  entriesOf,
  isReadAgain,
  mergedEntries,
  type TailEntry,
  type TailRecord,
} from './tail';
import { scoreSettingsOf } from './scan-options';
import { textSettingsOf } from './word-rules';

export interface FreshContext {
  readonly jira: SiteJira;
  /** As the app, for analyses that are restricted by JQL. */
  readonly matches: MatchCalls['matches'];
  readonly stores: Stores;
  readonly nowMs: () => number;
}

export interface Changes {
  readonly issueIds: readonly number[];
  /** When the app was told. */
  readonly atMs: number;
}

export interface FreshCounts {
  readonly [counter: string]: number;
  readonly read: number;
  readonly compared: number;
  /** Not 0: too soon after the last pass; the issues are remembered, and this asks to come again. */
  readonly againAfterSeconds: number;
}

const nothing: FreshCounts = { read: 0, compared: 0, againAfterSeconds: 0 };

/** @throws AppError; nothing is half done then, and doing it again is right. */
export async function refreshIssues({ issueIds, atMs }: Changes, context: FreshContext): Promise<FreshCounts> {
  const { stores, nowMs } = context;
  if (!(await stores.readSettings()).followsChanges) return nothing;
  const tail = (await stores.tail.read())?.value ?? emptyTail;
  const readAfter = new Map(tail.entries.map(({ id, readAtMs }) => [id, readAtMs]));
  // A burst of changes: whoever read the issue after this was reported has seen it already.
  const unread = [...new Set(issueIds)].filter((id) => (readAfter.get(id) ?? 0) <= atMs + limits.clockSkewMs);
  if (unread.length === 0) return nothing;
  const pacing = (await stores.pacing.read())?.value ?? null;
  const waitMs = (pacing?.nextPassMs ?? 0) - nowMs();
  if (waitMs > 0) {
    await stores.pacing.change((current) => (current === null ? null : withWaiting(current, unread)));
    return { ...nothing, againAfterSeconds: Math.ceil(waitMs / 1_000) };
  }
  const wanted = [...new Set([...unread, ...(pacing?.issueIds ?? [])])].slice(0, issuesPerPass);
  const { read, compared, bytesRead } = await pass(wanted, tail, context);
  const pauseMs = pauseAfterPass(bytesRead);
  await stores.pacing.change((current) => afterPass(current, wanted, pauseMs, nowMs()));
  return { read, compared, againAfterSeconds: 0 };
}

/** Reads the issues, compares them with everything and keeps what was found. */
async function pass(
  wanted: readonly number[],
  tail: TailRecord,
  context: FreshContext,
): Promise<{ read: number; compared: number; bytesRead: number }> {
  const { stores } = context;
  const readAtMs = context.nowMs();
  const issues = await context.jira.issues(wanted);
  await stores.points.reserve(1 + issues.size, Number.MAX_SAFE_INTEGER, readAtMs);
  const gone = wanted.filter((id) => !issues.has(id));
  const entries: TailEntry[] = gone.map((id) => ({ id, projectId: 0, readAtMs, candidates: [] }));
  const blocks: Block[] = [removals(gone)];
  let bytesRead = 0;
  for (const [coverage, some] of await byCoverage([...issues.values()], stores)) {
    const compared = await compare(coverage, some, readAtMs, tail, context);
    entries.push(...compared.entries);
    blocks.push(...compared.blocks);
    bytesRead += compared.bytesRead;
  }
  if (entries.length > 0) await keep({ entries, blocks, bytesRead }, context);
  return { read: issues.size, compared: entries.length - gone.length, bytesRead };
}

interface Compared {
  readonly entries: readonly TailEntry[];
  readonly blocks: readonly Block[];
  readonly bytesRead: number;
}

/** Issues of a space that was never analysed have nothing to be compared with. */
async function byCoverage(issues: readonly Issue[], stores: Stores): Promise<Map<CoverageRecord, Issue[]>> {
  const projectIds = [...new Set(issues.map((issue) => issue.project.id))];
  const records = await Promise.all(projectIds.map((id) => stores.coverage(id).read()));
  const byScan = new Map<string, { coverage: CoverageRecord; issues: Issue[] }>();
  records.forEach((record, index) => {
    if (record === null) return;
    const found = byScan.get(record.value.scanId) ?? { coverage: record.value, issues: [] };
    byScan.set(record.value.scanId, found);
    found.issues.push(...issues.filter((issue) => issue.project.id === projectIds[index]));
  });
  return new Map([...byScan.values()].map(({ coverage, issues: some }) => [coverage, some]));
}

async function compare(
  coverage: CoverageRecord,
  issues: readonly Issue[],
  readAtMs: number,
  tail: TailRecord,
  context: FreshContext,
): Promise<Compared> {
  const { stores } = context;
  const inside = await issuesInScope(coverage, issues, context);
  const salt = await stores.salt();
  const builder = new BlockBuilder(new Tokenizer(textSettingsOf(coverage.results)));
  for (const issue of issues) {
    if (inside.has(issue.id)) builder.add(engineInputOf(issue, salt));
    else builder.remove(issue.id);
  }
  const block = builder.build();
  const corpus = await loadCorpus(coverage, tail, stores);
  const candidates = candidatesOfNewcomers([...inside], [...corpus.blocks, block], {
    score: scoreSettingsOf(coverage.results),
    top: limits.tailCandidates,
    floor: limits.candidateFloor,
    storedList: corpus.storedList,
    calibration: coverage.results.calibration ?? noCalibration,
  });
  const entries = issues.map((issue) => entryOf(issue, readAtMs, candidates));
  return { entries, blocks: [block], bytesRead: corpus.bytesRead };
}

function entryOf(
  issue: Issue,
  readAtMs: number,
  candidates: ReadonlyMap<number, readonly StoredCandidate[]>,
): TailEntry {
  const own = candidates.get(issue.id);
  // Outside of the scope's JQL: as good as gone, for as long as it stays there.
  return { id: issue.id, projectId: own === undefined ? 0 : issue.project.id, readAtMs, candidates: own ?? [] };
}

async function issuesInScope(
  coverage: CoverageRecord,
  issues: readonly Issue[],
  context: FreshContext,
): Promise<ReadonlySet<number>> {
  const ids = issues.map(({ id }) => id);
  const jql = bothJql(coverage.jql, coverage.itemsJql);
  if (jql === null) return new Set(ids);
  const [matching] = await context.matches(ids, [jql]);
  if (matching === undefined || matching === null) {
    throw new AppError('BAD_JQL', 'Jira does not understand the JQL of the analysis any more.');
  }
  return matching;
}

function removals(ids: readonly number[]): Block {
  const builder = new BlockBuilder(new Tokenizer());
  for (const id of ids) builder.remove(id);
  return builder.build();
}

/**
 * Values are written before the record that names them: a kill in between leaves a value that nobody names. When the
 * record moved meanwhile, everything is merged again with what it says now.
 */
async function keep(changed: Compared, { stores, nowMs }: FreshContext): Promise<void> {
  for (let attempt = 0; attempt < maxRaces; attempt++) {
    const known = await stores.tail.read();
    const before = known?.value ?? emptyTail;
    const stale = await stalenessOf(before, stores, nowMs());
    const entries = mergedEntries(
      entriesOf(before).filter((entry) => !stale(entry)),
      changed.entries,
    );
    const members = encodedEntries(entries);
    const kept = new Set(members.entries.map(({ id, readAtMs }) => `${id}:${readAtMs}`));
    const ours = changed.entries.filter(({ id, readAtMs }) => kept.has(`${id}:${readAtMs}`));
    const recent = [...recentBytes(before).map(decodeBlock), blockOfEntries(changed.blocks, ours)];
    const blocks = await storedBlocks(before, recent, members.entries, stores);
    if (await stores.tail.swap(known?.version ?? 0, { v: 1, ...members, ...blocks })) {
      const replaced = before.blockKeys.filter((key) => !blocks.blockKeys.includes(key));
      if (replaced.length > 0) await stores.results.delete(replaced);
      return;
    }
  }
  throw new AppError('CONFLICT', 'Too many changes at the same time.');
}

const maxRaces = 8;

async function storedBlocks(
  before: TailRecord,
  recent: readonly Block[],
  entries: TailRecord['entries'],
  stores: Stores,
): Promise<Pick<TailRecord, 'recentBlock' | 'blockKeys'>> {
  const block = encodeBlock(blockOfEntries(recent, entries));
  if (block.length <= limits.tailBlockBytes) return { recentBlock: textOfBytes(block), blockKeys: before.blockKeys };
  const older = (await stores.results.read(before.blockKeys)).map(decodeBlock);
  const merged = mergeBlocks([blockOfEntries([...older, ...recent], entries)], maxBytesOfText(limits.blockBytes));
  return { recentBlock: null, blockKeys: await stores.results.write('tail', 'block', merged.map(encodeBlock)) };
}

/** Whether a newer analysis has read the issue again, so that its entry says nothing new. */
async function stalenessOf(
  tail: TailRecord,
  stores: Stores,
  nowMs: number,
): Promise<(entry: Pick<TailEntry, 'projectId' | 'readAtMs'>) => boolean> {
  const projectIds = [...new Set(tail.entries.map(({ projectId }) => projectId))].filter((id) => id !== 0);
  const records = await Promise.all(projectIds.map((id) => stores.coverage(id).read()));
  const startedAtMs = new Map(projectIds.map((id, index) => [id, records[index]?.value.startedAtMs ?? 0]));
  // Of an issue that is gone nobody knows the space; every analysis of the next week leaves it out by itself.
  return (entry) =>
    entry.projectId === 0
      ? nowMs - entry.readAtMs > limits.rescanAfterMs
      : isReadAgain(entry, startedAtMs.get(entry.projectId) ?? 0);
}
