// Links between issues and their types. The direction is the one of real Jira, which reads backwards: after a request
// with inwardIssue I and outwardIssue O of type Duplicate, "I duplicates O"; I shows O as its outward issue.

import { Hono } from 'hono';
import * as v from 'valibot';
import { JiraError } from '../jira-error';
import { demand, visibleIssue } from '../permissions';
import { findNamed } from '../state';
import type { Link } from '../state';
import { addComment, documentOfBody } from './comments';
import { bodyOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

/** Links of one issue. */
const maxLinks = 2_000;

const end = v.pipe(
  v.looseObject({ id: v.optional(v.string()), key: v.optional(v.string()) }),
  v.check(({ id, key }) => id !== undefined || key !== undefined),
);
const linkBody = v.strictObject({
  type: v.looseObject({ id: v.optional(v.string()), name: v.optional(v.string()) }),
  inwardIssue: end,
  outwardIssue: end,
  comment: v.optional(v.looseObject({ body: v.unknown() })),
});

export function links(site: SiteParts): Routes {
  return new Hono<Env>()
    .get('/issueLinkType', (call) => {
      const renderer = rendererOf(site, call);
      return call.json({ issueLinkTypes: site.state.linkTypes.map((type) => renderer.linkType(type)) });
    })
    .get('/issueLinkType/:id', (call) => {
      const id = call.req.param('id');
      const type = site.state.linkTypes.find((one) => String(one.id) === id);
      if (type === undefined) throw new JiraError(404, [`No issue link type with id '${id}' found.`]);
      return call.json(rendererOf(site, call).linkType(type));
    })
    .post('/issueLink', async (call) => {
      const { state } = site;
      const { actor } = call.env;
      const body = await bodyOf(call, linkBody);
      const type = findNamed(state.linkTypes, body.type.id ?? body.type.name ?? '');
      if (type === undefined)
        throw new JiraError(404, [`No issue link type with name '${body.type.name ?? body.type.id}' found.`]);
      const source = visibleIssue(state, actor, body.inwardIssue.id ?? body.inwardIssue.key ?? '');
      const destination = visibleIssue(state, actor, body.outwardIssue.id ?? body.outwardIssue.key ?? '');
      site.meter.admitWrite(source.id);
      site.meter.admitWrite(destination.id);
      for (const issue of [source, destination]) {
        demandLinking(site, call, issue.id);
        if (state.linksOf(issue.id).length >= maxLinks)
          throw new JiraError(413, [`The issue ${issue.key} has reached the limit of links.`]);
      }
      if (source.id === destination.id) throw new JiraError(400, ['You cannot link an issue to itself.']);
      const isThere = state
        .linksOf(source.id)
        .some(
          (link) => link.type === type.name && link.sourceId === source.id && link.destinationId === destination.id,
        );
      if (!isThere) {
        const link: Link = { id: state.nextId(), type: type.name, sourceId: source.id, destinationId: destination.id };
        state.putLink(link);
        state.onIssueChange(source.id);
        state.onIssueChange(destination.id);
        site.events.link('created', link, actor, rendererOf(site, call));
      }
      // A repeated request makes no second link, but it does comment again.
      if (body.comment !== undefined) addComment(site, call, destination, documentOfBody(body.comment.body));
      return call.body(null, 201);
    })
    .get('/issueLink/:linkId', (call) => {
      const link = visibleLink(site, call);
      const type = findNamed(site.state.linkTypes, link.type);
      const [source, destination] = [site.state.issues.get(link.sourceId), site.state.issues.get(link.destinationId)];
      if (type === undefined || source === undefined || destination === undefined) throw noSuchLink(String(link.id));
      const renderer = rendererOf(site, call);
      return call.json({
        id: String(link.id),
        self: renderer.self(`issueLink/${link.id}`),
        type: renderer.linkType(type),
        inwardIssue: renderer.brief(source),
        outwardIssue: renderer.brief(destination),
      });
    })
    .delete('/issueLink/:linkId', (call) => {
      const link = visibleLink(site, call);
      demandLinking(site, call, link.sourceId);
      const renderer = rendererOf(site, call);
      site.state.removeLink(link);
      site.state.onIssueChange(link.sourceId);
      site.state.onIssueChange(link.destinationId);
      site.events.link('deleted', link, call.env.actor, renderer);
      return call.body(null, 204);
    });
}

function demandLinking(site: SiteParts, call: Call, issueId: number): void {
  const issue = visibleIssue(site.state, call.env.actor, issueId);
  // The operation declares no 403: Jira answers 401 here.
  demand(site.state, call.env.actor, 'LINK_ISSUES', issue, `No Link Issue Permission for issue '${issue.key}'`, 401);
}

function visibleLink(site: SiteParts, call: Call): Link {
  const id = call.req.param('linkId') ?? '';
  const link = site.state.links.get(Number(id));
  if (link === undefined) throw noSuchLink(id);
  const renderer = rendererOf(site, call);
  const ends = [link.sourceId, link.destinationId].map((issueId) => site.state.issues.get(issueId));
  if (!ends.every((issue) => issue !== undefined && renderer.canSee(issue))) throw noSuchLink(id);
  return link;
}

function noSuchLink(id: string): JiraError {
  return new JiraError(404, [`No issue link with id '${id}' exists.`]);
}
