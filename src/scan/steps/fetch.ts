// Walks the scope page by page, several pages at once, and leaves blocks of the corpus. Blocks are stored under keys of
// their own first, then one save moves the lanes past their issues and names the blocks: a kill in between leaves blocks
// that nobody names, and the next delivery reads those pages again. Whatever interrupts the walk, the pages in hand are
// saved before.

import { AppError, appErrorOf } from '../../errors';
import { engineInputOf } from '../../issue';
import type { IssuePage } from '../../jira/gateway';
import { longestWait } from '../../jira/together';
import { limits } from '../../limits';
import { BlockBuilder } from '../../similarity/block';
import { encodeBlock } from '../../similarity/block-bytes';
import { Tokenizer } from '../../similarity/tokenize';
import { cutLanes, type Lane } from '../lanes';
import type { LeasedScan } from '../leased-scan';
import { readJql } from '../scan-options';
import { textSettingsOf } from '../word-rules';
import type { StepContext } from '../step-context';
import { issuesFetched, readableProjectIds, withPages, withScopeChecked } from '../scan';
import type { Scan } from '../scan-record';
import { withBase } from '../scan-base';
import { baseOf, confirmBase, copyBase, walkJql } from './base';
import { countOpenIssues } from './open-issues';
import { Purse } from './purse';
import type { Reader } from './reader';
import { Walk } from './walk';

/** Why the walk stopped before its end; the caller decides how long to wait. */
type FetchOutcome = 'complete' | 'out-of-time' | 'out-of-points';

/** @throws AppError from Jira, after the pages in hand were saved. @throws LeaseLost */
export async function fetchIssues(leased: LeasedScan, context: StepContext): Promise<FetchOutcome> {
  const purse = new Purse(context);
  try {
    if (leased.scan.issuesExpected === null && !(await checkScope(leased, context, purse))) return 'out-of-points';
    while (leased.scan.base !== null && leased.scan.base.copied < leased.scan.base.blocks.length) {
      await copyBase(leased, context);
    }
    const reader: Reader = { purse, tokenizer: tokenizerOf(leased.scan), salt: await context.stores.salt() };
    for (;;) {
      const outcome = await fetchBlocks(leased, context, reader);
      if (outcome !== 'more') return outcome;
      const isConfirming = leased.scan.base !== null && leased.scan.lanes.length === 0;
      if (isConfirming && !(await confirmBase(leased, context, reader))) return 'out-of-points';
    }
  } finally {
    await purse.close();
  }
}

function tokenizerOf({ options }: Scan): Tokenizer {
  return new Tokenizer(textSettingsOf(options ?? {}));
}

async function checkScope(leased: LeasedScan, context: StepContext, purse: Purse): Promise<boolean> {
  const { scan } = leased;
  if (!(await purse.has(2 * scan.projectIds.length + 4))) return false;
  const readable = await context.jira.readableProjects(scan.projectIds);
  if (!scan.projectIds.some((id) => readable.has(id))) {
    throw new AppError('NOT_FOUND', 'The app may not browse any of these spaces.');
  }
  const scope = { projectIds: scan.projectIds.filter((id) => readable.has(id)), jql: readJql(scan) };
  const issuesExpected = await context.jira.count(scope);
  const isLong = issuesExpected >= limits.leastIssuesToCut;
  const highestIssueId = isLong ? await context.jira.highestIssueId(scope) : 0;
  const openIssues = await countOpenIssues(scan, scope.projectIds, context);
  purse.spend(2 * scope.projectIds.length + (isLong ? 4 : 2));
  const base = await baseOf(scan, scope.projectIds, context);
  const checked = withScopeChecked(scan, readable, { issuesExpected, openIssues, highestIssueId }, context.nowMs());
  await leased.save(base === null ? checked : withBase(checked, base));
  return true;
}

async function fetchBlocks(leased: LeasedScan, context: StepContext, reader: Reader): Promise<FetchOutcome | 'more'> {
  const { purse } = reader;
  const scope = { projectIds: readableProjectIds(leased.scan), jql: walkJql(leased.scan, context.nowMs()) };
  const corpus = new Corpus(new Set(scope.projectIds), reader);
  const walks = lanesOf(leased).map((lane) => new Walk(lane));
  let interruption: FetchOutcome | AppError | null = null;
  const startedAtMs = context.nowMs();
  // A slow site fills blocks slowly; people want to see that something happens, and a kill should cost little.
  const isLong = (): boolean => corpus.pages > 0 && context.nowMs() - startedAtMs >= limits.blockMs;
  while (interruption === null && !corpus.isFull && !isLong()) {
    const open = walks.filter((walk) => !walk.isComplete).slice(0, limits.pagesPerBlock - corpus.pages);
    if (open.length === 0) break;
    const affordable = await affordablePages(purse, open.length);
    if (context.isOutOfTime()) interruption = 'out-of-time';
    else if (affordable === 0) interruption = 'out-of-points';
    else {
      const asked = open.slice(0, affordable);
      const pages = await Promise.all(asked.map((walk) => answered(() => context.jira.page(scope, walk.place))));
      for (const [at, page] of pages.entries()) {
        if (!(page instanceof AppError)) corpus.add(page, asked[at]!);
      }
      interruption = longestWait(pages.filter((page) => page instanceof AppError)) ?? null;
    }
  }
  if (corpus.pages > 0) {
    const blocks = await storedBlocks(corpus.finish(), leased.scan.id, context);
    const lanes = walks.filter((walk) => !walk.isComplete).map((walk) => walk.lane);
    await leased.save(withPages(leased.scan, { blocks, lanes, points: corpus.points }, context.nowMs()));
  }
  if (interruption instanceof AppError) return afterRefusal(interruption, leased, context);
  return interruption ?? (leased.scan.isFetched ? 'complete' : 'more');
}

/** One until the first issues are read: only then is it known from where on ids are in use. */
function lanesOf({ scan }: LeasedScan): readonly Lane[] {
  const { lanes, highestIssueId, issuesExpected } = scan;
  if (scan.blocks.length === 0) return lanes;
  return cutLanes(lanes, (issuesExpected ?? 0) - issuesFetched(scan), highestIssueId);
}

const pagePoints = limits.issuesPerPage + 1;

async function affordablePages(purse: Purse, wanted: number): Promise<number> {
  let pages = wanted;
  while (pages > 0 && !(await purse.has(pages * pagePoints))) pages--;
  return pages;
}

async function storedBlocks(
  parts: readonly { bytes: Uint8Array; issueCount: number }[],
  scanId: string,
  context: StepContext,
): Promise<{ key: string; issueCount: number }[]> {
  if (parts.length === 0) return [];
  const keys = await context.stores.results.write(
    scanId,
    'block',
    parts.map(({ bytes }) => bytes),
  );
  return parts.map(({ issueCount }, at) => ({ key: keys[at]!, issueCount }));
}

/** Jira refuses a JQL that names a project which is gone; the walk goes on without it. */
async function afterRefusal(refusal: AppError, leased: LeasedScan, context: StepContext): Promise<'more'> {
  if (refusal.code !== 'BAD_INPUT') throw refusal;
  const before = readableProjectIds(leased.scan);
  const readable = await context.jira.readableProjects(before);
  if (readable.size === before.length) throw new AppError('BAD_JQL', refusal.message, { cause: refusal });
  if (readable.size === 0) throw new AppError('NOT_FOUND', 'The app may not browse any of these spaces any more.');
  await leased.save(withScopeChecked(leased.scan, readable, null, context.nowMs()));
  return 'more';
}

async function answered(ask: () => Promise<IssuePage>): Promise<IssuePage | AppError> {
  try {
    return await ask();
  } catch (error) {
    return appErrorOf(error);
  }
}

/** What the pages in hand held, as blocks that each fit into one stored value. */
class Corpus {
  pages = 0;
  points = 0;
  private readonly finished: { bytes: Uint8Array; issueCount: number }[] = [];
  private builder: BlockBuilder;

  constructor(
    private readonly projectIds: ReadonlySet<number>,
    private readonly reader: Reader,
  ) {
    this.builder = new BlockBuilder(reader.tokenizer);
  }

  get isFull(): boolean {
    return this.pages >= limits.pagesPerBlock || this.finished.length > 0;
  }

  add(page: IssuePage, walk: Walk): void {
    const { purse, salt } = this.reader;
    for (const issue of page.issues) {
      // The JQL of a person stands inside of the condition; what is not of these projects has no place here.
      if (walk.holds(issue.id) && this.projectIds.has(issue.project.id)) this.builder.add(engineInputOf(issue, salt));
    }
    walk.moveOn(page);
    purse.spend(1 + page.issues.length);
    this.points += 1 + page.issues.length;
    this.pages++;
    if (this.builder.approximateBytes >= limits.blockBytes) this.close();
  }

  finish(): readonly { bytes: Uint8Array; issueCount: number }[] {
    this.close();
    return this.finished;
  }

  private close(): void {
    const { issueCount } = this.builder;
    if (issueCount === 0) return;
    this.finished.push({ bytes: encodeBlock(this.builder.build()), issueCount });
    this.builder = new BlockBuilder(this.reader.tokenizer);
  }
}
