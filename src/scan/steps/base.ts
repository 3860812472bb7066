// An analysis of a scope that was analysed before starts from the stored blocks and reads only what changed since. Jira
// finds changed issues but not those that are gone; events told of most of them, and a count at the end of all: when the
// issues at hand are not as many as Jira has, something went unseen, and everything is read. As many, and every new one
// among them, means the same ones. Links move no date of change: those made by hand are known from events alone (where a
// site does not follow changes, they are seen at the next reading of everything), those of this app from its own records.

import { AppError, appErrorOf } from '../../errors';
import { engineInputOf } from '../../issue';
import { updatedJql } from '../../jira/jql';
import { limits } from '../../limits';
import { BlockBuilder, latestEntries } from '../../similarity/block';
import { decodeBlock, encodeBlock } from '../../similarity/block-bytes';
import { ENGINE_VERSION } from '../../similarity/version';
import { bothJql } from '../item-rules';
import type { LeasedScan } from '../leased-scan';
import { readJql } from '../scan-options';
import type { Reader } from './reader';
import { readableProjectIds } from '../scan';
import type { Scan } from '../scan-record';
import { withBaseConfirmed, withCopied, withoutBase } from '../scan-base';
import type { StepContext } from '../step-context';
import { entriesSince } from '../tail';
import { areSameWords } from '../word-rules';

/** The analysis that this one can start from; null when everything has to be read. */
export async function baseOf(
  scan: Scan,
  projectIds: readonly number[],
  { stores, nowMs }: StepContext,
): Promise<Scan | null> {
  const records = await Promise.all(projectIds.map((id) => stores.coverage(id).read()));
  const coverage = records[0]?.value;
  if (coverage === undefined || records.some((record) => record?.value.scanId !== coverage.scanId)) return null;
  if (coverage.results.engineVersion !== ENGINE_VERSION || !areEqual(coverage.projectIds, projectIds)) return null;
  const before = (await stores.scan(coverage.scanId).read())?.value ?? null;
  // Whatever they are compared with: the blocks hold the work items of the spaces.
  if (
    before?.phase !== 'finished' ||
    !areEqual(before.projectIds, scan.projectIds) ||
    readJql(before) !== readJql(scan)
  )
    return null;
  // Blocks hold the words as they were read then.
  if (!areSameWords(before.options ?? {}, scan.options ?? {})) return null;
  return nowMs() - before.walkedAtMs < limits.fullWalkAfterMs ? before : null;
}

/** What is read of the scope: all of it, or what changed. */
export function walkJql(scan: Scan, nowMs: number): string | null {
  if (scan.base === null) return readJql(scan);
  // Whoever changed an issue a moment before the last analysis began may have come too late for it.
  const sinceMs = scan.base.sinceMs - limits.searchLagMs - limits.clockSkewMs;
  return bothJql(readJql(scan), updatedJql((nowMs - sinceMs) / 60_000));
}

/** Takes blocks over under keys of this analysis, some at a time: those of the last one are removed some day. */
export async function copyBase(leased: LeasedScan, context: StepContext): Promise<void> {
  const { base, id } = leased.scan;
  if (base === null) return;
  const some = base.blocks.slice(base.copied, base.copied + limits.blocksPerCopy);
  try {
    const parts = await context.stores.results.read(some.map(({ key }) => key));
    const keys = await context.stores.results.write(id, 'block', parts);
    const copied = some.map(({ issueCount }, at) => ({ key: keys[at]!, issueCount }));
    await leased.save(withCopied(leased.scan, copied, context.nowMs()));
  } catch (error) {
    if (appErrorOf(error).code !== 'DAMAGED') throw error;
    await readEverything(leased, context);
  }
}

/** After the walk over what changed: looks at what events told of beside it, and counts. False when points ran out. */
export async function confirmBase(leased: LeasedScan, context: StepContext, reader: Reader): Promise<boolean> {
  const { scan } = leased;
  const { stores, jira, nowMs } = context;
  if (scan.base === null) return true;
  const blocks = (await stores.results.read(scan.blocks.map(({ key }) => key))).map(decodeBlock);
  const present = new Set(latestEntries(blocks).map(({ block, index }) => block.ids[index]!));
  const walked = new Set(blocks.slice(scan.base.copied).flatMap((block) => [...block.ids]));
  const tail = (await stores.tail.read())?.value.entries ?? [];
  const told = entriesSince(tail, scan.base.sinceMs).map(({ id }) => id);
  const asked = [...new Set([...told, ...(await actedOn(scan.base.sinceMs, context))])]
    .filter((id) => present.has(id) && !walked.has(id))
    .sort((x, y) => x - y);
  if (!(await reader.purse.has(2 + asked.length))) return false;
  const known = await jira.issues(asked);
  const projectIds = readableProjectIds(scan);
  const builder = new BlockBuilder(reader.tokenizer);
  for (const id of asked) {
    const issue = known.get(id);
    if (issue !== undefined && projectIds.includes(issue.project.id)) builder.add(engineInputOf(issue, reader.salt));
    else {
      builder.remove(id);
      present.delete(id);
    }
  }
  const count = await jira.count({ projectIds, jql: readJql(scan) });
  reader.purse.spend(2 + asked.length);
  if (present.size !== count) await readEverything(leased, context);
  else await leased.save(withBaseConfirmed(scan, await storedBlock(builder, scan.id, context), nowMs()));
  return true;
}

/** No event tells this app of what it did itself. A pair is claimed a while before its link is made. */
async function actedOn(sinceMs: number, { stores }: StepContext): Promise<number[]> {
  const reviewed = await stores.reviews.peekAll();
  return reviewed
    .filter(({ review }) => review.atMs >= sinceMs - limits.leaseMs)
    .filter(({ review }) => review.actionId !== null || review.origin === 'undo')
    .flatMap(({ a, b }) => [a, b]);
}

async function storedBlock(builder: BlockBuilder, scanId: string, { stores }: StepContext): Promise<Scan['blocks']> {
  const { issueCount } = builder;
  if (issueCount === 0) return [];
  const [key] = await stores.results.write(scanId, 'block', [encodeBlock(builder.build())]);
  if (key === undefined) throw new AppError('INTERNAL', 'Writing one block gave no key.');
  return [{ key, issueCount }];
}

async function readEverything(leased: LeasedScan, context: StepContext): Promise<void> {
  const unused = leased.scan.blocks.map(({ key }) => key);
  await leased.save(withoutBase(leased.scan, context.nowMs()));
  await context.stores.results.delete(unused);
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  const known = new Set(a);
  return known.size === new Set(b).size && b.every((id) => known.has(id));
}
