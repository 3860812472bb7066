// Proves that the app finds what it has to find, with a pair that it plants itself: work items that exist nowhere in Jira
// go through the real storage, the real queue and the real engine as an analysis of their own, which belongs to no space
// and so is shown nowhere. Not "everything answers", but "the planted pair was found, and nobody may see it".

import type { SelfTestCheck, SelfTestView } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import type { ScanQueue } from '../scan/queue';
import { newScan } from '../scan/scan';
import type { Scan } from '../scan/scan-record';
import { BlockBuilder, noFacts } from '../similarity/block';
import { encodeBlock } from '../similarity/block-bytes';
import { decodeLists } from '../similarity/results';
import { Tokenizer } from '../similarity/tokenize';
import type { Stores } from '../storage/stores';

export interface SelfTestContext {
  readonly stores: Stores;
  readonly queue: ScanQueue;
  readonly viewer: Pick<ViewerJira, 'readIssues' | 'browsableIssues'>;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** Far above every id that Jira gives out. */
const firstPlantedId = 200_000_000_000_001;
const plantedProjectId = 200_000_000_000_000;
const planted = [
  ['Checkout freezes after the coupon is entered', 'Entering a coupon code freezes the payment wheel for ever.'],
  ['Payment wheel turns for ever after entering a coupon', 'The checkout freezes as soon as a coupon code is entered.'],
  ['Export of the yearly report stops half way', 'The spreadsheet ends in the middle of July.'],
  ['Dark theme hides the calendar', 'Days have the same colour as the background.'],
  ['Search forgets accents', 'Looking for cafe does not find the place with an accent.'],
  ['Password mail comes twice', 'Two letters with different links arrive within a second.'],
  ['Avatar is stretched on small phones', 'Round pictures become eggs below three hundred pixels.'],
  ['Login page shows yesterday as the date', 'Only west of Greenwich, only before noon.'],
] as const;
const patienceMs = 120_000;

/** Puts the planted work items where an analysis would have put them, and hands over to the queue. */
export async function startSelfTest(context: SelfTestContext): Promise<{ readonly testId: string }> {
  const { stores, queue, nowMs, newId } = context;
  const testId = newId();
  const builder = new BlockBuilder(new Tokenizer());
  planted.forEach(([summary, description], index) => {
    const facts = { ...noFacts, createdMs: nowMs(), projectId: plantedProjectId };
    builder.add({ id: firstPlantedId + index, text: { summary, description }, facts });
  });
  const [key] = await stores.results.write(testId, 'block', [encodeBlock(builder.build())]);
  if (key === undefined) throw new AppError('STORAGE_UNAVAILABLE', 'The storage did not keep the test.');
  const scan: Scan = {
    ...newScan(testId, { projectIds: [plantedProjectId], jql: null }, nowMs()),
    phase: 'comparing',
    isFetched: true,
    blocks: [{ key, issueCount: planted.length }],
    // Nobody can read its space: so its result is published for none.
    partial: [{ projectId: plantedProjectId, reason: 'self-test' }],
  };
  await stores.scan(testId).change(() => scan);
  // A write over a version that is not the stored one has to be refused.
  if (await stores.scan(testId).swap(7, scan)) {
    throw new AppError('STORAGE_UNAVAILABLE', 'The storage wrote over a record that somebody else had changed.');
  }
  await queue.push(testId);
  return { testId };
}

export async function readSelfTest(testId: string, context: SelfTestContext): Promise<SelfTestView> {
  const { stores, nowMs } = context;
  const scan = (await stores.scan(testId).read())?.value ?? null;
  if (scan === null || scan.projectIds[0] !== plantedProjectId) {
    throw new AppError('NOT_FOUND', 'This test does not exist any more. Start a new one.');
  }
  const isOver = scan.phase === 'finished' || scan.phase === 'failed';
  if (!isOver && nowMs() - scan.startedAtMs < patienceMs) return { isOver: false, checks: [] };
  const checks = [queueCheck(scan), await storageCheck(scan, stores), await permissionCheck(context)];
  const engine = await engineCheck(scan, stores);
  await stores.results.delete(keysOf(scan, stores));
  await stores.results.sweep(testId);
  await stores.runs.delete(testId);
  await stores.scan(testId).delete();
  return { isOver: true, checks: [engine, ...checks] };
}

/** All that was written, by name: a listing of the storage may be a moment old and would miss some of it. */
function keysOf({ blocks, results }: Scan, stores: Stores): string[] {
  const named = Object.values(results ?? {}).flat();
  const lists = results?.lists.map(({ key }) => key) ?? [];
  const lookup = results?.lookup === undefined ? [] : stores.results.keysBeside(results.lookup, [1, 2, 3]);
  const keys = named.filter((one): one is string => typeof one === 'string' && one.startsWith('value:'));
  return [...new Set([...blocks.map(({ key }) => key), ...lists, ...lookup, ...keys])];
}

/** The planted pair, and no other, is each other's best candidate. */
async function engineCheck(scan: Scan, stores: Stores): Promise<SelfTestCheck> {
  if (scan.phase === 'failed') return failed('engine', scan.failure?.code ?? 'INTERNAL');
  const [list] = scan.results?.lists ?? [];
  if (list === undefined) return failed('engine', 'nothing-found');
  try {
    const [bytes] = await stores.results.read([list.key]);
    const candidates = bytes === undefined ? null : decodeLists(bytes).of(firstPlantedId);
    const best = candidates?.[0];
    if (best?.id !== firstPlantedId + 1) return failed('engine', 'planted-pair-missing');
    const isOnly = (candidates ?? []).every(({ id, score }) => id === best.id || score < best.score / 2);
    return isOnly ? passed('engine') : failed('engine', 'false-pair');
  } catch (error) {
    return failed('engine', error instanceof AppError ? error.code : 'INTERNAL');
  }
}

/** What the consumer has written is read back as it was. */
async function storageCheck({ results, blocks }: Scan, stores: Stores): Promise<SelfTestCheck> {
  try {
    await stores.results.read([
      ...blocks.map(({ key }) => key),
      ...(results?.pairs ?? []),
      ...(results?.statistics ?? []),
    ]);
    return passed('storage');
  } catch (error) {
    return failed('storage', error instanceof AppError ? error.code : 'INTERNAL');
  }
}

function queueCheck({ phase, attempts, comparedFraction }: Scan): SelfTestCheck {
  const wasDelivered = phase !== 'comparing' || attempts > 0 || comparedFraction > 0;
  return wasDelivered ? passed('queue') : failed('queue', 'not-delivered');
}

/** Jira knows none of the planted work items, so whoever is asked about them has to say that nobody sees them. */
async function permissionCheck({ viewer }: SelfTestContext): Promise<SelfTestCheck> {
  const ids = [firstPlantedId, firstPlantedId + 1];
  try {
    const [seen, browsable] = await Promise.all([viewer.readIssues(ids), viewer.browsableIssues(ids)]);
    return seen.size + browsable.size === 0 ? passed('permissions') : failed('permissions', 'hidden-shown');
  } catch (error) {
    return failed('permissions', error instanceof AppError ? error.code : 'INTERNAL');
  }
}

const passed = (check: SelfTestCheck['check']): SelfTestCheck => ({ check, problem: null });
const failed = (check: SelfTestCheck['check'], problem: string): SelfTestCheck => ({ check, problem });
