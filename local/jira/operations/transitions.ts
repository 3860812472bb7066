// The workflow of an issue: which transitions it has now, and going through one of them. Entering a status of the
// category "done" sets a resolution and leaving it clears one, as the default workflows do.

import { Hono } from 'hono';
import * as v from 'valibot';
import type { Json, Renderer } from '../issue-json';
import { JiraError, badRequest } from '../jira-error';
import { holds } from '../permissions';
import type { TransitionSeed } from '../seed';
import type { Issue, Project, SiteState } from '../state';
import { fieldChange } from './issue-fields';
import { bodyOf, changeIssue, historyItem, issueOfPath, issueToWrite, rendererOf } from './operation';
import type { Env, Routes, SiteParts } from './operation';

const transitionBody = v.looseObject({
  transition: v.looseObject({ id: v.string() }),
  fields: v.optional(v.record(v.string(), v.unknown()), {}),
});

interface Transition extends TransitionSeed {
  readonly id: string;
}

/** Those of the project that start at the issue's status. */
function transitionsOf(state: SiteState, project: Project, issue: Issue): readonly Transition[] {
  const workflow: readonly TransitionSeed[] =
    project.workflow ??
    state.statuses.map(({ name, category }): TransitionSeed => ({
      name,
      from: 'any',
      to: name,
      asksResolution: category === 'done',
    }));
  return workflow
    .map((transition, at) => ({ ...transition, id: String(11 + 10 * at) }))
    .filter(({ from }) => from === 'any' || from.includes(issue.status));
}

function screenOf({ asksResolution, requires = [] }: Transition, renderer: Renderer, state: SiteState): Json {
  const resolution = {
    required: true,
    schema: { type: 'resolution', system: 'resolution' },
    name: 'Resolution',
    key: 'resolution',
    operations: ['set'],
    allowedValues: state.resolutions.map(({ name }) => renderer.named('resolution', state.resolutions, name)),
  };
  const further = requires.map((name, at) => {
    const key = `customfield_${10_900 + at}`;
    return [key, { required: true, schema: { type: 'string' }, name, key, operations: ['set'] }] as const;
  });
  return { ...(asksResolution === true ? { resolution } : {}), ...Object.fromEntries(further) };
}

export function transitions(site: SiteParts): Routes {
  const { state } = site;
  return new Hono<Env>()
    .get('/issue/:issueIdOrKey/transitions', (call) => {
      const issue = issueOfPath(site, call);
      const project = state.projects.get(issue.projectId);
      const renderer = rendererOf(site, call);
      const isAllowed = project !== undefined && holds(state, call.env.actor, 'TRANSITION_ISSUES', project);
      const withFields = call.req.query('expand')?.split(',').includes('transitions.fields') === true;
      const shown = (isAllowed ? transitionsOf(state, project, issue) : []).flatMap((transition) => {
        const { id, name, from, to, asksResolution, requires = [] } = transition;
        const status = state.statuses.find((one) => one.name === to);
        if (status === undefined) return [];
        const flags = {
          hasScreen: asksResolution === true || requires.length > 0,
          isGlobal: from === 'any',
          isInitial: false,
          isAvailable: true,
          isConditional: false,
          looped: false,
        };
        const fields = withFields ? { fields: screenOf(transition, renderer, state) } : {};
        return [{ id, name, to: renderer.status(status), ...flags, ...fields }];
      });
      site.meter.spend(1);
      return call.json({ expand: 'transitions', transitions: shown });
    })
    .post('/issue/:issueIdOrKey/transitions', async (call) => {
      const issue = issueToWrite(site, call);
      const body = await bodyOf(call, transitionBody);
      const project = state.projects.get(issue.projectId);
      if (project === undefined) throw badRequest('The project of the issue is gone.');
      // The operation declares no 403; Jira answers 400 to who may not transition.
      if (!holds(state, call.env.actor, 'TRANSITION_ISSUES', project)) {
        throw badRequest(
          'It seems that you have tried to perform a workflow operation that is not valid for the current state of this issue.',
        );
      }
      const transition = transitionsOf(state, project, issue).find(({ id }) => id === body.transition.id);
      if (transition === undefined)
        throw badRequest(`Transition id '${body.transition.id}' is not valid for this issue.`);
      const unasked = Object.keys(body.fields).find(
        (field) => field !== 'resolution' || transition.asksResolution !== true,
      );
      if (unasked !== undefined) {
        throw new JiraError(400, [], {
          [unasked]: `Field '${unasked}' cannot be set. It is not on the appropriate screen, or unknown.`,
        });
      }
      // Fields that only this workflow knows cannot be sent here, so a transition that demands one is refused.
      const [demanded] = transition.requires ?? [];
      if (demanded !== undefined) throw new JiraError(400, [], { [demanded]: `${demanded} is required.` });
      const { change } = fieldChange(state, project, issue, { fields: body.fields, update: {} });
      const isDone = state.statuses.find(({ name }) => name === transition.to)?.category === 'done';
      const resolution = isDone ? (change.resolution ?? issue.resolution ?? state.resolutions[0]?.name ?? null) : null;
      const items = [historyItem('status', issue.status, transition.to)];
      if (resolution !== issue.resolution) items.push(historyItem('resolution', issue.resolution, resolution));
      const resolvedMs = resolution === null ? null : (issue.resolvedMs ?? site.clock.now());
      changeIssue(site, call, issue, { status: transition.to, resolution, resolvedMs }, items);
      return call.body(null, 204);
    });
}
