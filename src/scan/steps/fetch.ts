// Walks the scope page by page and leaves blocks of the corpus. A block is stored under a key of its own first, then
// one save moves the cursor past its issues and names the block: a kill in between leaves a block that nobody names,
// and the next delivery reads those pages again. Whatever interrupts the walk, the pages in hand are saved before.

import { AppError, appErrorOf } from '../../errors';
import { engineInputOf } from '../../issue';
import type { IssuePage } from '../../jira/gateway';
import { limits } from '../../limits';
import { BlockBuilder } from '../../similarity/block';
import { encodeBlock } from '../../similarity/block-bytes';
import { Tokenizer } from '../../similarity/tokenize';
import type { LeasedScan } from '../leased-scan';
import { readJql } from '../scan-options';
import type { StepContext } from '../step-context';
import { readableProjectIds, withBlock, withScopeChecked } from '../scan';

/** Why the walk stopped before its end; the caller decides how long to wait. */
type FetchOutcome = 'complete' | 'out-of-time' | 'out-of-points';

/** @throws AppError from Jira, after the pages in hand were saved. @throws LeaseLost */
export async function fetchIssues(leased: LeasedScan, context: StepContext): Promise<FetchOutcome> {
  const purse = new Purse(context);
  try {
    if (leased.scan.issuesExpected === null && !(await checkScope(leased, context, purse))) return 'out-of-points';
    const reader: Reader = { purse, tokenizer: new Tokenizer(), salt: await context.stores.salt() };
    for (;;) {
      const outcome = await fetchBlock(leased, context, reader);
      if (outcome !== 'more') return outcome;
    }
  } finally {
    await purse.close();
  }
}

async function checkScope(leased: LeasedScan, context: StepContext, purse: Purse): Promise<boolean> {
  const { scan } = leased;
  if (!(await purse.has(scan.projectIds.length + 2))) return false;
  const readable = await context.jira.readableProjects(scan.projectIds);
  if (!scan.projectIds.some((id) => readable.has(id))) {
    throw new AppError('NOT_FOUND', 'The app may not browse any of these spaces.');
  }
  const projectIds = scan.projectIds.filter((id) => readable.has(id));
  const expected = await context.jira.count({ projectIds, jql: readJql(scan) });
  purse.spend(projectIds.length + 2);
  await leased.save(withScopeChecked(scan, readable, expected, context.nowMs()));
  return true;
}

/** What one delivery keeps from block to block; the tokenizer remembers the words that it has seen. */
interface Reader {
  readonly purse: Purse;
  readonly tokenizer: Tokenizer;
  readonly salt: number;
}

async function fetchBlock(leased: LeasedScan, context: StepContext, reader: Reader): Promise<FetchOutcome | 'more'> {
  const { purse, salt } = reader;
  const { scan } = leased;
  const scope = { projectIds: readableProjectIds(scan), jql: readJql(scan) };
  const inScope = new Set(scope.projectIds);
  const builder = new BlockBuilder(reader.tokenizer);
  const walk = new Walk(scan.lastIssueId);
  let interruption: FetchOutcome | AppError | null = null;
  const startedAtMs = context.nowMs();
  // A slow site fills blocks slowly; people want to see that something happens, and a kill should cost little.
  const isLong = (): boolean => walk.pages > 0 && context.nowMs() - startedAtMs >= limits.blockMs;
  let points = 0;
  while (!walk.isComplete && interruption === null && !isFull(builder, walk) && !isLong()) {
    if (context.isOutOfTime()) interruption = 'out-of-time';
    else if (!(await purse.has(pagePoints))) interruption = 'out-of-points';
    else {
      const page = await answered(() => context.jira.page(scope, walk.lastIssueId, walk.token));
      if (page instanceof AppError) interruption = page;
      else {
        for (const issue of page.issues) {
          // The JQL of a person stands inside of the condition; what is not of these projects has no place here.
          if (issue.id > walk.lastIssueId && inScope.has(issue.project.id)) builder.add(engineInputOf(issue, salt));
        }
        purse.spend(1 + page.issues.length);
        points += 1 + page.issues.length;
        walk.moveOn(page);
      }
    }
  }
  if (walk.pages > 0) {
    const block = await storedBlock(builder, scan.id, context);
    const fetched = { block, lastIssueId: walk.lastIssueId, isLast: walk.isComplete, points };
    await leased.save(withBlock(leased.scan, fetched, context.nowMs()));
  }
  if (interruption instanceof AppError) return afterRefusal(interruption, leased, context);
  return interruption ?? (walk.isComplete ? 'complete' : 'more');
}

const pagePoints = limits.issuesPerPage + 1;

function isFull(builder: BlockBuilder, walk: Walk): boolean {
  return builder.approximateBytes >= limits.blockBytes || walk.pages >= limits.pagesPerBlock;
}

async function storedBlock(
  builder: BlockBuilder,
  scanId: string,
  context: StepContext,
): Promise<{ key: string; issueCount: number } | null> {
  const { issueCount } = builder;
  if (issueCount === 0) return null;
  const [key] = await context.stores.results.write(scanId, 'block', [encodeBlock(builder.build())]);
  if (key === undefined) throw new Error('Writing one block gave no key.');
  return { key, issueCount };
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

/** The place in the walk. It moves by ids; a token is used only to get past a page without any issue. */
class Walk {
  pages = 0;
  token: string | null = null;
  isComplete = false;
  private emptyPages = 0;

  constructor(public lastIssueId: number) {}

  moveOn(page: IssuePage): void {
    this.pages++;
    const last = page.issues.reduce((highest, issue) => Math.max(highest, issue.id), this.lastIssueId);
    const isEmpty = last === this.lastIssueId;
    this.emptyPages = isEmpty ? this.emptyPages + 1 : 0;
    if (isEmpty && page.nextPageToken !== null && this.emptyPages > limits.maxEmptyPages) {
      throw new AppError('JIRA_UNAVAILABLE', 'Jira keeps answering with empty pages.');
    }
    this.lastIssueId = last;
    this.token = isEmpty ? page.nextPageToken : null;
    // A short page is not the last one: only the missing token says so.
    this.isComplete = page.nextPageToken === null;
  }
}

/** Points reserved from the budget of the hour and not yet spent. */
class Purse {
  private left = 0;
  private reservedAtMs = 0;

  constructor(private readonly context: StepContext) {}

  async has(points: number): Promise<boolean> {
    const now = this.context.nowMs();
    if (Math.floor(now / 3_600_000) !== Math.floor(this.reservedAtMs / 3_600_000)) this.left = 0;
    if (this.left < points) {
      const wanted = Math.max(limits.pointsPerReservation, points);
      this.left += await this.context.stores.points.reserve(wanted, this.context.pointsBudgetPerHour, now);
      this.reservedAtMs = now;
    }
    return this.left >= points;
  }

  spend(points: number): void {
    this.left = Math.max(0, this.left - points);
  }

  async close(): Promise<void> {
    if (this.left === 0) return;
    try {
      await this.context.stores.points.giveBack(this.left, this.reservedAtMs);
    } catch (error) {
      // A slice that stays reserved costs budget of this hour and nothing else; why the walk ended matters more.
      if (appErrorOf(error).code === 'INTERNAL') throw error;
    }
  }
}
