// People and groups. Mail addresses are shown only to their owners, as most sites have it.

import { Hono } from 'hono';
import { badRequest, JiraError } from '../jira-error';
import { accountIdOf, demandSignedIn } from '../permissions';
import { listOf, pageJson, pageOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

export function people(site: SiteParts): Routes {
  const { state } = site;
  return new Hono<Env>()
    .use(async (call, next) => {
      // Groups and people are not for anonymous visitors.
      if (/\/(myself|user|groups?)(\/|$)/.test(call.req.path)) demandSignedIn(call.env.actor);
      await next();
    })
    .get('/myself', (call) => {
      const accountId = accountIdOf(state, call.env.actor) ?? '';
      if (call.env.actor.kind === 'user' && !state.people.has(accountId))
        throw new JiraError(401, ['Client must be authenticated to access this resource.']);
      site.meter.spend(2);
      return call.json({
        ...rendererOf(site, call).user(accountId),
        locale: localeOf(accountId),
        groups: groupsOf(accountId, call),
      });
    })
    .get('/user', (call) => {
      const accountId = call.req.query('accountId');
      if (accountId === undefined) throw badRequest('The query parameter accountId must be provided.');
      if (!state.people.has(accountId) && accountId !== state.appUser.accountId) {
        throw new JiraError(404, [`Specified user does not exist or you do not have required permissions`]);
      }
      site.meter.spend(2);
      return call.json({
        ...rendererOf(site, call).user(accountId),
        locale: localeOf(accountId),
        groups: groupsOf(accountId, call),
      });
    })
    .get('/user/bulk', (call) => {
      const asked = call.req.queries('accountId');
      if (asked === undefined) throw badRequest('The query parameter accountId must be provided.');
      const found = [...new Set(asked)].filter((accountId) => state.people.has(accountId));
      const renderer = rendererOf(site, call);
      site.meter.spend(2 * found.length);
      return call.json(
        pageJson(renderer.self('user/bulk'), found, pageOf(call, 10, 200), (accountId) => renderer.user(accountId)),
      );
    })
    .get('/user/search', (call) => {
      const query = call.req.query('query')?.toLowerCase();
      const accountId = call.req.query('accountId');
      if (query === undefined && accountId === undefined) throw badRequest('The query parameter must be provided.');
      const { startAt, maxResults } = pageOf(call, 50, 1_000);
      const renderer = rendererOf(site, call);
      const found = [...state.people.values()]
        .filter(({ isActive }) => isActive !== false)
        .filter((person) => accountId === undefined || person.accountId === accountId)
        .filter(
          ({ displayName, email }) =>
            query === undefined ||
            displayName.toLowerCase().includes(query) ||
            email?.toLowerCase().startsWith(query) === true,
        )
        .slice(startAt, startAt + maxResults);
      site.meter.spend(2 * found.length);
      return call.json(found.map((person) => renderer.user(person.accountId)));
    })
    .get('/groups/picker', (call) => {
      const query = call.req.query('query')?.toLowerCase() ?? '';
      const found = state.groups.filter(({ name }) => name.toLowerCase().includes(query));
      const most = Number(call.req.query('maxResults') ?? 20);
      return call.json({
        header: `Showing ${Math.min(most, found.length)} of ${found.length} matching groups`,
        total: found.length,
        groups: found.slice(0, most).map(({ id, name }) => ({ name, html: name, labels: [], groupId: groupId(id) })),
      });
    })
    .get('/group/bulk', (call) => {
      const names = listOf(call, 'groupName');
      const ids = listOf(call, 'groupId');
      const found = state.groups
        .filter(({ name }) => names === undefined || names.includes(name))
        .filter(({ id }) => ids === undefined || ids.includes(groupId(id)));
      return call.json(
        pageJson(rendererOf(site, call).self('group/bulk'), found, pageOf(call, 50), ({ id, name }) => ({
          groupId: groupId(id),
          name,
        })),
      );
    })
    .get('/group/member', (call) => {
      const group = groupOf(site, call);
      const isAll = call.req.query('includeInactiveUsers') === 'true';
      const members = [...state.people.values()].filter(
        ({ groups, isActive }) => groups.includes(group) && (isAll || isActive !== false),
      );
      const renderer = rendererOf(site, call);
      site.meter.spend(2 * members.length);
      return call.json(
        pageJson(renderer.self('group/member'), members, pageOf(call, 50, 50), ({ accountId }) =>
          memberJson(renderer.user(accountId)),
        ),
      );
    });

  /** Their number always, they themselves when they are asked for. */
  function groupsOf(accountId: string, call: Call) {
    const names = state.people.get(accountId)?.groups ?? [];
    const items = state.groups
      .filter(({ name }) => names.includes(name))
      .map(({ id, name }) => ({ name, groupId: groupId(id) }));
    const isExpanded = listOf(call, 'expand')?.includes('groups') === true;
    return { size: items.length, items: isExpanded ? items : [] };
  }

  function localeOf(accountId: string): string {
    return state.people.get(accountId)?.locale ?? 'en-US';
  }
}

/** Groups have UUIDs. */
export const groupId = (id: number) => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;

function groupOf({ state }: SiteParts, call: Call): string {
  const { groupname, groupId: askedId } = call.req.query();
  const group = state.groups.find(({ id, name }) => name === groupname || groupId(id) === askedId);
  if (group === undefined) throw new JiraError(404, [`The group '${groupname ?? askedId ?? ''}' does not exist.`]);
  return group.name;
}

function memberJson(user: Readonly<Record<string, unknown>>) {
  const { accountType: _accountType, ...rest } = user;
  return rest;
}
