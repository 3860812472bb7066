// Who is told about an issue: watchers, votes and mails. Mails go nowhere but into the site's own outbox, where tests
// and people can look at them.

import { Hono } from 'hono';
import * as v from 'valibot';
import { JiraError, badRequest } from '../jira-error';
import { accountIdOf, canSee, holds } from '../permissions';
import type { ProjectPermissionKey } from '../seed';
import type { Issue } from '../state';
import { bodyOf, issueOfPath, issueToWrite, jsonOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

export interface Mail {
  readonly issueId: number;
  readonly atMs: number;
  readonly subject: string;
  readonly textBody: string;
  /** Account ids of those who may see the issue. */
  readonly to: readonly string[];
}

const notifyBody = v.looseObject({
  subject: v.optional(v.string()),
  textBody: v.optional(v.string(), ''),
  htmlBody: v.optional(v.string()),
  to: v.optional(
    v.looseObject({
      users: v.optional(v.array(v.looseObject({ accountId: v.optional(v.string()) })), []),
      groups: v.optional(v.array(v.looseObject({ name: v.optional(v.string()) })), []),
      reporter: v.optional(v.boolean(), false),
      assignee: v.optional(v.boolean(), false),
      watchers: v.optional(v.boolean(), false),
      voters: v.optional(v.boolean(), false),
    }),
  ),
  restrict: v.optional(
    v.looseObject({
      // Whoever gets mail about an issue may see it anyway, so that is the only one which changes nothing.
      permissions: v.optional(v.array(v.looseObject({ key: v.literal('BROWSE') })), []),
      groups: v.optional(v.array(v.looseObject({ name: v.string() })), []),
    }),
  ),
});

export function attention(site: SiteParts, outbox: Mail[]): Routes {
  const { state } = site;
  return new Hono<Env>()
    .post('/issue/:issueIdOrKey/notify', async (call) => {
      const issue = issueOfPath(site, call);
      const body = await bodyOf(call, notifyBody);
      const { users, groups, reporter, assignee, watchers, voters } = body.to ?? { users: [], groups: [] };
      const wanted = new Set<string>(users.flatMap(({ accountId }) => accountId ?? []));
      for (const person of state.people.values()) {
        if (groups.some(({ name }) => name !== undefined && person.groups.includes(name))) wanted.add(person.accountId);
      }
      if (reporter === true && issue.reporter !== null) wanted.add(issue.reporter);
      if (assignee === true && issue.assignee !== null) wanted.add(issue.assignee);
      for (const one of [...(watchers === true ? issue.watchers : []), ...(voters === true ? issue.votes : [])])
        wanted.add(one);
      const demanded = (body.restrict?.groups ?? []).map(({ name }) => name);
      const isAmong = (names: readonly string[]) =>
        demanded.length === 0 || demanded.some((one) => names.includes(one));
      const to = [...wanted].filter((accountId) => {
        const person = state.people.get(accountId);
        return person !== undefined && isAmong(person.groups) && canSee(state, { kind: 'user', accountId }, issue);
      });
      if (to.length === 0) throw badRequest('No recipients were defined for notification.');
      outbox.push({
        issueId: issue.id,
        atMs: site.clock.now(),
        subject: body.subject ?? `(${issue.key}) ${issue.summary}`,
        textBody: body.textBody,
        to,
      });
      return call.body(null, 204);
    })
    .get('/issue/:issueIdOrKey/watchers', (call) => {
      const issue = issueOfPath(site, call);
      const renderer = rendererOf(site, call);
      site.meter.spend(2 * issue.watchers.length);
      return call.json({
        self: renderer.self(`issue/${issue.key}/watchers`),
        isWatching: renderer.isAmong(issue.watchers),
        watchCount: issue.watchers.length,
        watchers: may(site, call, issue, 'VIEW_VOTERS_AND_WATCHERS')
          ? issue.watchers.map((one) => withoutLocale(renderer.user(one)))
          : [],
      });
    })
    .post('/issue/:issueIdOrKey/watchers', async (call) => {
      const issue = issueToWrite(site, call);
      const asked = call.req.header('content-type') === undefined ? undefined : await jsonOf(call);
      const accountId = typeof asked === 'string' && asked !== '' ? asked : accountIdOf(state, call.env.actor);
      if (accountId === null || !state.people.has(accountId)) throw new JiraError(404, ['The user does not exist.']);
      if (accountId !== accountIdOf(state, call.env.actor) && !may(site, call, issue, 'MANAGE_WATCHERS')) {
        throw new JiraError(403, ['You do not have the permission to manage the watcher list.']);
      }
      if (!canSee(state, { kind: 'user', accountId }, issue))
        throw badRequest('The user does not have permission to view this issue.');
      state.putIssue({ ...issue, watchers: [...new Set([...issue.watchers, accountId])] });
      return call.body(null, 204);
    })
    .delete('/issue/:issueIdOrKey/watchers', (call) => {
      const issue = issueToWrite(site, call);
      const accountId = call.req.query('accountId');
      if (accountId === undefined) throw badRequest('The accountId must be given.');
      state.putIssue({ ...issue, watchers: issue.watchers.filter((one) => one !== accountId) });
      return call.body(null, 204);
    })
    .get('/issue/:issueIdOrKey/votes', (call) => {
      const issue = issueOfPath(site, call);
      const renderer = rendererOf(site, call);
      const hasVoted = renderer.isAmong(issue.votes);
      const voters = may(site, call, issue, 'VIEW_VOTERS_AND_WATCHERS')
        ? issue.votes.map((one) => renderer.user(one))
        : [];
      return call.json({
        self: renderer.self(`issue/${issue.key}/votes`),
        votes: issue.votes.length,
        hasVoted,
        voters,
      });
    })
    .post('/issue/:issueIdOrKey/votes', (call) => {
      const issue = issueToWrite(site, call);
      const accountId = accountIdOf(state, call.env.actor);
      if (accountId === null || issue.resolution !== null || issue.reporter === accountId) {
        throw new JiraError(404, ['You cannot vote for this issue.']);
      }
      state.putIssue({ ...issue, votes: [...new Set([...issue.votes, accountId])] });
      return call.body(null, 204);
    })
    .delete('/issue/:issueIdOrKey/votes', (call) => {
      const issue = issueToWrite(site, call);
      const accountId = accountIdOf(state, call.env.actor);
      state.putIssue({ ...issue, votes: issue.votes.filter((one) => one !== accountId) });
      return call.body(null, 204);
    });
}

function may(site: SiteParts, call: Call, issue: Issue, permission: ProjectPermissionKey): boolean {
  const project = site.state.projects.get(issue.projectId);
  return project !== undefined && holds(site.state, call.env.actor, permission, project);
}

/** A watcher is a person in short. */
function withoutLocale(user: Readonly<Record<string, unknown>>) {
  const { locale: _locale, ...rest } = user;
  return rest;
}
