// The composition root: what one invocation may use, built anew each time, because a warm process may serve another
// tenant next. Only here the real clock, real ids and real Forge enter; everything below takes them as arguments.

import { randomBytes } from 'node:crypto';
import type { FunctionContext } from './duplicates/jql-functions';
import type { RegistrationContext } from './duplicates/registration';
import type { AuditContext } from './administration/audit-log';
import type { ChoresContext } from './administration/chores';
import type { TeamsContext } from './administration/teams';
import type { RolesContext } from './administration/choose-managers';
import type { ExplainContext } from './administration/explain-role';
import { noRoleRules } from './administration/role-rules';
import { withManagers } from './administration/roles';
import { createLog, type Log } from './log';
import { limits } from './limits';
import type { BulkContext } from './duplicates/bulk';
import type { JobContext } from './duplicates/bulk-run';
import type { FollowContext } from './duplicates/follow-jira';
import type { DecisionContext } from './duplicates/review-context';
import { actingJira, guardMatches } from './jira/acting';
import type { CallLimits } from './jira/call';
import { siteJira, viewerJira } from './jira/gateway';
import { mailJira } from './jira/mail';
import { membership } from './jira/membership';
import { otherPerson } from './jira/other-person';
import { closedAccounts } from './jira/privacy';
import { siteLinks } from './jira/site-links';
import type { ExternalContext } from './external/show-backlogs';
import type { BacktestRequestContext } from './insights/backtest';
import type { BacktestContext } from './insights/backtest-run';
import { caller as callerOfPage, starter } from './jira/person';
import { type ComputedFunctions, computedFunctions } from './jira/jql-functions';
import { hintRegistrations } from './jira/ui-modifications';
import type { ControlContext } from './scan/control';
import type { HousekeepingContext } from './scan/housekeeping';
import type { FreshContext } from './scan/fresh';
import { LinkNews } from './scan/link-news';
import {
  actQueue,
  type ChangeQueue,
  changeQueue,
  externalQueue,
  insightQueue,
  scanQueue,
  summaryQueue,
} from './scan/queue';
import type { ScheduleContext } from './scan/schedules';
import type { StepContext } from './scan/step-context';
import { forgeKv } from './storage/kv';
import { createStores, type Stores } from './storage/stores';
import type { SummaryContext } from './summaries/change-summary';
import type { SendContext } from './summaries/send-summaries';

export interface App {
  readonly log: Log;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly stores: Stores;
  /** For what a person does: speaks to Jira as that person. */
  readonly forViewer: () => ControlContext;
  /** For what a person decides and does: speaks to Jira as whoever makes this call. */
  readonly forReviewer: (
    accountId: string,
  ) => DecisionContext & BulkContext & BacktestRequestContext & ExternalContext & SummaryContext;
  /** For one delivery of the queue of actions: speaks to Jira as the account that started the job. */
  readonly forJobs: () => JobContext;
  /** For JQL functions, which no person calls: asks as the app, and answers nothing that only some may know. */
  readonly forFunctions: () => FunctionContext;
  readonly computedFunctions: () => ComputedFunctions;
  /** For the switch of the create-dialog hints: asks as the person, registers as the app. */
  readonly forRegistration: () => RegistrationContext;
  /** For one delivery of the queue of changes: speaks to Jira as the app. */
  readonly forChanges: () => FreshContext;
  readonly changes: ChangeQueue;
  /** For what happens in Jira without this app: reads as the app. */
  readonly forFollowing: () => FollowContext;
  /** For one delivery of the queue of backtests: reads as the app. */
  readonly forBacktest: () => Promise<BacktestContext>;
  /** For one delivery of the scan queue: speaks to Jira as the app. */
  readonly forStep: () => Promise<StepContext>;
  readonly forHousekeeping: () => HousekeepingContext & ScheduleContext;
  /** For one delivery of the queue of summaries: reads as each receiver, and sends as the app. */
  readonly forSummaries: () => SendContext;
  readonly pushSummary: (projectId: number) => Promise<void>;
  readonly forRoles: () => RolesContext & ExplainContext;
  readonly forTeams: () => TeamsContext;
  readonly forAudit: () => AuditContext;
  readonly forChores: () => ChoresContext;
}

export function createApp(): App {
  const nowMs = () => new Date().getTime();
  const newId = () => randomBytes(8).toString('hex');
  const startedAtMs = nowMs();
  const stores = createStores(forgeKv, newId);
  const readRoleRules = async () => (await stores.roleRules.read())?.value ?? noRoleRules;
  const viewerOf = (callLimits: CallLimits) =>
    withManagers(viewerJira(callLimits), membership(callLimits), readRoleRules);
  const log = createLog((line) => console.info(line));
  const linkNews = (atOnce: number) => new LinkNews(changeQueue, atOnce, nowMs, log);
  return {
    log,
    nowMs,
    newId,
    stores,
    forViewer: () => ({
      viewer: viewerOf({ nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs }),
      stores,
      queue: scanQueue,
      nowMs,
      newId,
    }),
    forReviewer: (accountId) => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      const news = linkNews(1);
      return {
        accountId,
        viewer: viewerOf(callLimits),
        site: siteJira(callLimits),
        jira: actingJira(callLimits, callerOfPage),
        guards: guardMatches(callLimits),
        stores,
        linksChanged: (issueIds) => news.tell(issueIds),
        leaseMs: limits.resolverLeaseMs,
        pushJob: (bulkId) => actQueue.push(bulkId),
        pushInsight: (projectId) => insightQueue.push(projectId),
        pushExternal: (projectId) => externalQueue.push(projectId),
        nowMs,
        newId,
      };
    },
    forJobs: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.consumerTimeoutMs };
      const news = linkNews(limits.issuesOfLinkNews);
      return {
        stores,
        flush: () => news.flush(),
        isOutOfTime: () => nowMs() >= startedAtMs + limits.consumerTimeoutMs - limits.checkpointReserveMs,
        forStarter: (accountId) => ({
          accountId,
          jira: actingJira(callLimits, starter(accountId)),
          guards: guardMatches(callLimits),
          stores,
          linksChanged: (issueIds) => news.tell(issueIds),
          leaseMs: limits.leaseMs,
          nowMs,
          newId,
        }),
      };
    },
    forFunctions: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      return { jira: siteJira(callLimits), matches: guardMatches(callLimits).matches, stores, nowMs };
    },
    computedFunctions: () => computedFunctions({ nowMs, deadlineMs: startedAtMs + limits.housekeepingBudgetMs }),
    forRegistration: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      return { viewer: viewerOf(callLimits), registrations: hintRegistrations(callLimits) };
    },
    forChanges: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.changeBudgetMs };
      return { jira: siteJira(callLimits), matches: guardMatches(callLimits).matches, stores, nowMs };
    },
    changes: changeQueue,
    forFollowing: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      return { links: siteLinks(callLimits), jira: siteJira(callLimits), stores, nowMs };
    },
    forBacktest: async () => {
      const { pointsBudgetPerHour } = await stores.readSettings();
      return {
        links: siteLinks({ nowMs, deadlineMs: startedAtMs + limits.consumerTimeoutMs }),
        stores,
        nowMs,
        newId,
        isOutOfTime: () => nowMs() >= startedAtMs + limits.consumerTimeoutMs - limits.checkpointReserveMs,
        pointsBudgetPerHour,
      };
    },
    forStep: async () => {
      const { pointsBudgetPerHour } = await stores.readSettings();
      return {
        jira: siteJira({ nowMs, deadlineMs: startedAtMs + limits.consumerTimeoutMs }),
        stores,
        nowMs,
        newId,
        isOutOfTime: () => nowMs() >= startedAtMs + limits.consumerTimeoutMs - limits.checkpointReserveMs,
        pointsBudgetPerHour,
        pushExternal: (projectId) => externalQueue.push(projectId),
      };
    },
    forSummaries: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.consumerTimeoutMs };
      return {
        stores,
        mail: mailJira(callLimits),
        forReceiver: (accountId) => actingJira(callLimits, starter(accountId)),
        nowMs,
        isOutOfTime: () => nowMs() >= startedAtMs + limits.consumerTimeoutMs - limits.checkpointReserveMs,
      };
    },
    pushSummary: (projectId) => summaryQueue.push(projectId),
    forAudit: () => ({ audit: stores.audit, reviews: stores.reviews, nowMs }),
    forChores: () => ({ stores, closedAccounts, nowMs }),
    forRoles: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      return {
        jiraViewer: viewerJira(callLimits),
        viewer: viewerOf(callLimits),
        membership: membership(callLimits),
        roleRules: stores.roleRules,
        other: (accountId) => otherPerson(accountId, callLimits),
      };
    },
    forTeams: () => {
      const callLimits = { nowMs, deadlineMs: startedAtMs + limits.resolverBudgetMs };
      return { teams: stores.teams, viewer: viewerOf(callLimits), membership: membership(callLimits), newId };
    },
    forHousekeeping: () => ({
      jira: siteJira({ nowMs, deadlineMs: startedAtMs + limits.housekeepingBudgetMs }),
      stores,
      queue: scanQueue,
      nowMs,
      newId,
      isOutOfTime: () => nowMs() >= startedAtMs + limits.housekeepingBudgetMs,
    }),
  };
}
