// One run of a space's summary: a mail to everybody who follows the space and wants one now. Before Jira is asked, the
// person's mark is written by compare-and-set, so that two deliveries never both send; it is taken back only when Jira has
// plainly refused. A kill between the mark and Jira's answer loses that one mail, which is better than sending it twice.
// The clock moves on last: until then a delivery finds the run unfinished and goes on with those who have no mark.

import { noteSpace } from '../storage/known-spaces';
import type { KnownPerson } from '../storage/peek-people';
import type { Stores } from '../storage/stores';
import { AppError } from '../errors';
import type { MailJira } from '../jira/mail';
import type { MatchCalls } from '../jira/match';
import type { MergeIssueCalls } from '../jira/merge-issue';
import { limits } from '../limits';
import { defaultPreferences, openingThreshold } from '../settings';
import { figuresFor, waitingPairsOf, type WaitingPair } from './summary-figures';
import { type Digest, type Digests, isWeekly, type Mailing, markOf, nextMailMs } from './summary-record';
import { summaryMail } from './summary-text';

export interface SendContext {
  readonly stores: Stores;
  readonly mail: MailJira;
  /** Jira as one of those who wished for mail. */
  readonly forReceiver: (accountId: string) => MatchCalls & Pick<MergeIssueCalls, 'mergeIssues'>;
  readonly nowMs: () => number;
  readonly isOutOfTime: () => boolean;
}

/** Null: the run is over, or nothing is due. Else after how long to come again. */
export async function sendSummaries(projectId: number, context: SendContext): Promise<number | null> {
  const { stores, nowMs } = context;
  const digest = (await stores.digests.read())?.value.digests.find((one) => one.projectId === projectId);
  if (digest === undefined || !isDue(digest, nowMs())) return null;
  await begin(digest, context);
  const [waiting, receivers] = await Promise.all([waitingPairsOf(projectId, context), receiversOf(digest, context)]);
  const letter = { digest, waiting, siteUrl: '' };
  let hasItem = true;
  for (const receiver of waiting.length === 0 ? [] : receivers) {
    if (context.isOutOfTime()) return 1;
    if (letter.siteUrl === '') letter.siteUrl = await context.mail.siteUrl();
    const refusal = await sendTo(receiver, letter, context);
    if (refusal === null) continue;
    if (refusal.code === 'RATE_LIMITED' || refusal.code === 'JIRA_UNAVAILABLE') {
      return refusal.retryAfterSeconds ?? limits.retryAfterFailureSeconds;
    }
    // The work item is gone or closed to the app: nobody else's mail would leave either.
    if (refusal.code === 'NOT_FOUND' || refusal.code === 'NOT_ALLOWED') {
      hasItem = false;
      break;
    }
  }
  await end(digest, hasItem, context);
  return null;
}

function isDue({ isPaused, dueMs }: Digest, nowMs: number): boolean {
  return !isPaused && dueMs <= nowMs;
}

/** The spaces whose summary is due. */
export async function dueSummaries({
  stores,
  nowMs,
}: Pick<SendContext, 'stores' | 'nowMs'>): Promise<readonly number[]> {
  const digests = (await stores.digests.read())?.value.digests ?? [];
  return digests.filter((digest) => isDue(digest, nowMs())).map(({ projectId }) => projectId);
}

async function begin({ projectId, dueMs }: Digest, { stores }: SendContext): Promise<void> {
  await noteSpace(projectId, stores);
  await stores
    .mailing(projectId)
    .change((current) => (current?.dueMs === dueMs ? null : { v: 1, dueMs, begun: [], sent: [] }));
}

interface Receiver extends KnownPerson {
  readonly rhythm: 'daily' | 'weekly';
}

async function receiversOf(digest: Digest, { stores, nowMs }: SendContext): Promise<readonly Receiver[]> {
  const accountIds = (await stores.people.read())?.value.accountIds ?? [];
  const isWeek = isWeekly(digest, nowMs());
  return (await stores.peekPeople(accountIds)).flatMap((person): Receiver[] => {
    const { mail: rhythm } = person.settings ?? defaultPreferences;
    const follows = person.inbox?.followedProjectIds.includes(digest.projectId) === true;
    if (!follows || rhythm === 'off' || (rhythm === 'weekly' && !isWeek)) return [];
    return [{ ...person, rhythm }];
  });
}

interface Letter {
  readonly digest: Digest;
  readonly waiting: readonly WaitingPair[];
  readonly siteUrl: string;
}

/** Null: done with this person, whether or not there was something to tell. */
async function sendTo(receiver: Receiver, letter: Letter, context: SendContext): Promise<AppError | null> {
  const { stores, mail } = context;
  const { digest, siteUrl } = letter;
  const { accountId, rhythm, settings } = receiver;
  const record = stores.mailing(digest.projectId);
  const mark = markOf(accountId, digest);
  if ((await record.read())?.value.begun.includes(mark) === true) return null;
  const told = await toldTo(receiver, letter, context).catch(nothingForWhoLeft);
  if (told === null) return null;
  const { mailLanguage: language } = settings ?? defaultPreferences;
  const { subject, text } = summaryMail({ ...told, siteUrl, rhythm, language });
  if (!(await claim(mark, digest, context))) return null;
  const outcome = await mail.send({ issueId: digest.issueId, accountId, subject, text });
  if (outcome.kind === 'unsure') return null;
  await settle(mark, outcome.kind, digest, stores);
  // 400: Jira has nobody to send it to, since this person turned off mail or may not see the work item by now.
  return outcome.kind === 'sent' || outcome.error.code === 'BAD_INPUT' ? null : outcome.error;
}

/** False: another delivery is ahead. */
async function claim(mark: string, { projectId, dueMs }: Digest, { stores }: SendContext): Promise<boolean> {
  let isOurs = false;
  await stores.mailing(projectId).change((current) => {
    isOurs = current?.dueMs === dueMs && !current.begun.includes(mark);
    return isOurs && current !== null ? { ...current, begun: [...current.begun, mark] } : null;
  });
  return isOurs;
}

/** Tried more than once: a mark that should be taken back and stays would cost a mail that Jira has not taken. */
async function settle(
  mark: string,
  kind: 'sent' | 'refused',
  { projectId, dueMs }: Digest,
  stores: Stores,
): Promise<void> {
  const next = (mailing: Mailing): Mailing =>
    kind === 'sent'
      ? { ...mailing, sent: [...mailing.sent, mark] }
      : { ...mailing, begun: mailing.begun.filter((one) => one !== mark) };
  for (let triesLeft = settleTries; ; triesLeft--) {
    try {
      await stores.mailing(projectId).change((current) => (current?.dueMs === dueMs ? next(current) : null));
      return;
    } catch (error) {
      if (triesLeft === 1 || !(error instanceof AppError) || error.code !== 'STORAGE_UNAVAILABLE') throw error;
    }
  }
}

const settleTries = 5;

/** Read as this person: null when the work item is hidden from them, or nothing waits that they may see. */
async function toldTo({ accountId, settings }: Receiver, { digest, waiting }: Letter, context: SendContext) {
  const { stores, forReceiver } = context;
  const jira = forReceiver(accountId);
  const [issues, site, space] = await Promise.all([
    jira.mergeIssues([digest.issueId]),
    stores.readSettings(),
    stores.space(digest.projectId).read(),
  ]);
  const issue = issues.get(digest.issueId);
  if (issue?.projectId !== digest.projectId) return null;
  const threshold = openingThreshold(site, space?.value ?? null, settings);
  const figures = await figuresFor(waiting, { projectId: digest.projectId, threshold, accountId }, jira);
  return figures === null ? null : { figures, spaceKey: issue.key.replace(/-\d+$/, '') };
}

/** Nobody can read as an account that is closed; the others get their mail all the same. */
function nothingForWhoLeft(thrown: unknown): null {
  if (thrown instanceof AppError && thrown.code === 'NOT_ALLOWED') return null;
  throw thrown;
}

async function end(digest: Digest, hasItem: boolean, { stores, nowMs }: SendContext): Promise<void> {
  const mailing = (await stores.mailing(digest.projectId).read())?.value;
  const [begun, sent] = mailing?.dueMs === digest.dueMs ? [mailing.begun.length, mailing.sent.length] : [0, 0];
  const last = { atMs: nowMs(), sent, unsure: begun - sent, problem: hasItem ? null : ('no-item' as const) };
  await stores.digests.change((current) => movedOn(current, digest, last, nowMs()));
}

/** Moments that were missed are not made up for one by one. Null when it has moved already, or was changed. */
function movedOn(current: Digests | null, ran: Digest, last: Digest['last'], nowMs: number): Digests | null {
  const digest = current?.digests.find(({ projectId }) => projectId === ran.projectId);
  if (current === null || digest === undefined || digest.dueMs !== ran.dueMs) return null;
  const next = { ...digest, dueMs: nextMailMs(digest, nowMs), last };
  return { v: 1, digests: current.digests.map((one) => (one === digest ? next : one)) };
}
