// Comments of an issue. The body is a document that Atlassian's own schema accepts; anything else is refused, as Jira does.

import { Hono } from 'hono';
import * as v from 'valibot';
import { documentProblem, htmlOf, maxFieldCharacters, textOf } from '../adf';
import { JiraError } from '../jira-error';
import { accountIdOf, demand, holds, visibilityFor } from '../permissions';
import type { AdfDocument } from '../seed';
import type { Comment, Issue } from '../state';
import { bodyOf, issueOfPath, issueToWrite, listOf, pageJson, pageOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const commentBody = v.looseObject({ body: v.optional(v.unknown()) });
const idsBody = v.looseObject({ ids: v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(1_000)) });

export function comments(site: SiteParts): Routes {
  return new Hono<Env>()
    .get('/issue/:issueIdOrKey/comment', (call) => {
      const issue = issueOfPath(site, call);
      const { startAt, maxResults } = pageOf(call, 5_000, 5_000);
      const isNewestFirst = call.req.query('orderBy') === '-created';
      const ordered = isNewestFirst ? [...issue.comments].reverse() : issue.comments;
      const renderer = rendererOf(site, call);
      const shown = ordered.slice(startAt, startAt + maxResults).map((comment) => renderer.comment(issue, comment));
      site.meter.spend(shown.length);
      return call.json({ startAt, maxResults, total: issue.comments.length, comments: shown });
    })
    .post('/issue/:issueIdOrKey/comment', async (call) => {
      const issue = issueToWrite(site, call);
      demand(
        site.state,
        call.env.actor,
        'ADD_COMMENTS',
        issue,
        'You do not have the permission to comment on this issue.',
        400,
      );
      const body = documentOfBody((await bodyOf(call, commentBody)).body);
      const comment = addComment(site, call, issue, body);
      return call.json(rendererOf(site, call).comment(issue, comment), 201);
    })
    .get('/issue/:issueIdOrKey/comment/:id', (call) => {
      const issue = issueOfPath(site, call);
      site.meter.spend(1);
      const comment = commentOf(issue, call);
      const isRendered = listOf(call, 'expand')?.includes('renderedBody') === true;
      const rendered = isRendered ? { renderedBody: htmlOf(comment.body) } : {};
      return call.json({ ...rendererOf(site, call).comment(issue, comment), ...rendered });
    })
    .post('/comment/list', async (call) => {
      const ids = new Set((await bodyOf(call, idsBody)).ids);
      const canSee = visibilityFor(site.state, call.env.actor);
      const renderer = rendererOf(site, call);
      const found = [...site.state.issues.values()]
        .filter(canSee)
        .flatMap((issue) =>
          issue.comments.filter(({ id }) => ids.has(id)).map((comment) => renderer.comment(issue, comment)),
        );
      site.meter.spend(found.length);
      const page = { startAt: 0, maxResults: 1_000 };
      return call.json(pageJson(renderer.self('comment/list'), found, page, (comment) => comment));
    })
    .put('/issue/:issueIdOrKey/comment/:id', async (call) => {
      const issue = issueToWrite(site, call);
      const before = commentOf(issue, call);
      demandOwn(site, call, issue, before, 'EDIT');
      const body = documentOfBody((await bodyOf(call, commentBody)).body);
      const comment: Comment = { ...before, body, updated: new Date(site.clock.now()).toISOString() };
      replaceComments(
        site,
        issue,
        issue.comments.map((one) => (one.id === comment.id ? comment : one)),
      );
      return call.json(rendererOf(site, call).comment(issue, comment));
    })
    .delete('/issue/:issueIdOrKey/comment/:id', (call) => {
      const issue = issueToWrite(site, call);
      const before = commentOf(issue, call);
      demandOwn(site, call, issue, before, 'DELETE');
      replaceComments(
        site,
        issue,
        issue.comments.filter(({ id }) => id !== before.id),
      );
      return call.body(null, 204);
    });
}

/** Also used by the `comment` member of a new link. */
export function addComment(site: SiteParts, call: Call, issue: Issue, body: AdfDocument): Comment {
  const created = new Date(site.clock.now()).toISOString();
  const comment: Comment = { id: site.state.nextId(), author: accountIdOf(site.state, call.env.actor), created, body };
  replaceComments(site, issue, [...issue.comments, comment]);
  return comment;
}

/** @throws JiraError 400 */
export function documentOfBody(body: unknown): AdfDocument {
  if (body === undefined || body === '') throw new JiraError(400, [], { comment: 'Comment body can not be empty!' });
  if (documentProblem(body) !== null) throw new JiraError(400, [], { comment: 'Comment body is not valid!' });
  const document = body as AdfDocument;
  if (textOf(document).length > maxFieldCharacters) {
    throw new JiraError(400, [], {
      comment: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
    });
  }
  return document;
}

function commentOf(issue: Issue, call: Call): Comment {
  const id = call.req.param('id') ?? '';
  const comment = issue.comments.find((one) => String(one.id) === id);
  if (comment === undefined) throw new JiraError(404, [`Can not find a comment for the id: ${id}.`]);
  return comment;
}

function demandOwn(site: SiteParts, call: Call, issue: Issue, comment: Comment, verb: 'EDIT' | 'DELETE'): void {
  const project = site.state.projects.get(issue.projectId);
  const isOwn = comment.author === accountIdOf(site.state, call.env.actor);
  const permission = `${verb}_${isOwn ? 'OWN' : 'ALL'}_COMMENTS` as const;
  if (project === undefined || !holds(site.state, call.env.actor, permission, project)) {
    throw new JiraError(400, [`You do not have the permission to ${verb.toLowerCase()} this comment.`]);
  }
}

/** A comment moves the issue's time of update but is no event of the issue itself. */
function replaceComments(site: SiteParts, issue: Issue, all: readonly Comment[]): void {
  site.state.putIssue({ ...issue, comments: all, updatedMs: site.clock.now() });
}
