// Links from an issue to something else by its address. A request with a `globalId` that is known changes that link and
// makes no second one, which is what makes it safe to repeat.

import { Hono } from 'hono';
import * as v from 'valibot';
import { badRequest, JiraError } from '../jira-error';
import { demand } from '../permissions';
import type { Issue, RemoteLink } from '../state';
import { bodyOf, issueOfPath, issueToWrite, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const text = v.pipe(v.string(), v.maxLength(255));
const remoteLinkBody = v.looseObject({
  globalId: v.optional(text),
  relationship: v.optional(text),
  object: v.looseObject({ url: v.pipe(v.string(), v.url(), v.maxLength(2_000)), title: v.pipe(text, v.nonEmpty()) }),
});

export function remoteLinks(site: SiteParts): Routes {
  return new Hono<Env>()
    .get('/issue/:issueIdOrKey/remotelink', (call) => {
      const issue = issueOfPath(site, call);
      const asked = call.req.query('globalId');
      const shown = issue.remoteLinks.filter(({ globalId }) => asked === undefined || globalId === asked);
      site.meter.spend(shown.length);
      if (asked === undefined) return call.json(shown.map((link) => linkOf(site, call, issue, link)));
      const [only] = shown;
      if (only === undefined) throw new JiraError(404, ['No remote issue link with this globalId exists.']);
      return call.json(linkOf(site, call, issue, only));
    })
    .post('/issue/:issueIdOrKey/remotelink', async (call) => {
      const issue = linkable(site, call);
      const { globalId = null, relationship = null, object } = await bodyOf(call, remoteLinkBody);
      const known = globalId === null ? undefined : issue.remoteLinks.find((link) => link.globalId === globalId);
      const id = known?.id ?? site.state.nextId();
      const link: RemoteLink = { id, globalId, relationship, url: object.url, title: object.title };
      const others = issue.remoteLinks.filter((one) => one.id !== id);
      site.state.putIssue({ ...issue, remoteLinks: [...others, link].sort((x, y) => x.id - y.id) });
      const self = rendererOf(site, call).self(`issue/${issue.key}/remotelink/${id}`);
      return call.json({ id, self }, known === undefined ? 201 : 200);
    })
    .delete('/issue/:issueIdOrKey/remotelink', (call) => {
      const issue = linkable(site, call);
      const asked = call.req.query('globalId');
      if (asked === undefined) throw badRequest('The globalId must be given.');
      const left = issue.remoteLinks.filter(({ globalId }) => globalId !== asked);
      if (left.length === issue.remoteLinks.length)
        throw new JiraError(404, ['No remote issue link with this globalId exists.']);
      site.state.putIssue({ ...issue, remoteLinks: left });
      return call.body(null, 204);
    });
}

function linkable(site: SiteParts, call: Call): Issue {
  const issue = issueToWrite(site, call);
  demand(site.state, call.env.actor, 'LINK_ISSUES', issue, 'You do not have the permission to link issues.', 403);
  return issue;
}

function linkOf(site: SiteParts, call: Call, issue: Issue, { id, globalId, relationship, url, title }: RemoteLink) {
  return {
    id,
    self: rendererOf(site, call).self(`issue/${issue.key}/remotelink/${id}`),
    ...(globalId === null ? {} : { globalId }),
    ...(relationship === null ? {} : { relationship }),
    object: { url, title },
  };
}
