// UI modifications: where an app asks to be loaded into the create dialog. Only apps may touch them.

import { Hono } from 'hono';
import * as v from 'valibot';
import { badRequest, JiraError } from '../jira-error';
import { canBrowseProject } from '../permissions';
import { bodyOf, pageJson, pageOf, rendererOf } from './operation';
import type { Call, Env, Routes, SiteParts } from './operation';

const maxModifications = 3_000;

const context = v.strictObject({
  projectId: v.optional(v.nullable(v.string())),
  issueTypeId: v.optional(v.nullable(v.string())),
  viewType: v.optional(v.nullable(v.picklist(['GIC', 'IssueView', 'IssueTransition', 'JSMRequestCreate']))),
  portalId: v.optional(v.nullable(v.string())),
  requestTypeId: v.optional(v.nullable(v.string())),
});
const members = {
  description: v.optional(v.pipe(v.string(), v.maxLength(255))),
  data: v.optional(v.pipe(v.string(), v.maxLength(50_000))),
  contexts: v.optional(v.pipe(v.array(context), v.maxLength(1_000))),
};
const createBody = v.strictObject({ name: v.pipe(v.string(), v.maxLength(255)), ...members });
const updateBody = v.strictObject({ name: v.optional(v.pipe(v.string(), v.maxLength(255))), ...members });

export interface UiModification extends v.InferOutput<typeof createBody> {
  readonly id: string;
}

export function uiModifications(site: SiteParts, all: Map<string, UiModification>): Routes {
  return new Hono<Env>()
    .use('/uiModifications/*', async (call, next) => {
      if (call.env.actor.kind !== 'app') throw new JiraError(403, ['Only Forge apps can use UI modifications.']);
      await next();
    })
    .get('/uiModifications', (call) => {
      const expand = call.req.query('expand')?.split(',') ?? [];
      const renderer = rendererOf(site, call);
      return call.json(
        pageJson(
          renderer.self('uiModifications'),
          [...all.values()],
          pageOf(call, 50),
          ({ id, name, description, data, contexts }) => ({
            id,
            self: renderer.self(`uiModifications/${id}`),
            name,
            ...(description === undefined ? {} : { description }),
            ...(expand.includes('data') && data !== undefined ? { data } : {}),
            ...(expand.includes('contexts')
              ? {
                  contexts: (contexts ?? []).map((one, at) => ({
                    id: `${id}-${at}`,
                    isAvailable: true,
                    ...withoutNulls(one),
                  })),
                }
              : {}),
          }),
        ),
      );
    })
    .post('/uiModifications', async (call) => {
      const body = await bodyOf(call, createBody);
      if (all.size >= maxModifications)
        throw badRequest(`An app can define up to ${maxModifications} UI modifications.`);
      demandContexts(site, call, body.contexts ?? []);
      const id = `00000000-0000-4000-9000-${String(site.state.nextId()).padStart(12, '0')}`;
      all.set(id, { id, ...body });
      return call.json({ id, self: rendererOf(site, call).self(`uiModifications/${id}`) }, 201);
    })
    .put('/uiModifications/:uiModificationId', async (call) => {
      const before = modificationOf(all, call);
      const { name, ...rest } = await bodyOf(call, updateBody);
      demandContexts(site, call, rest.contexts ?? []);
      all.set(before.id, { ...before, ...rest, name: name ?? before.name });
      return call.body(null, 204);
    })
    .delete('/uiModifications/:uiModificationId', (call) => {
      all.delete(modificationOf(all, call).id);
      return call.body(null, 204);
    });
}

function modificationOf(all: ReadonlyMap<string, UiModification>, call: Call): UiModification {
  const found = all.get(call.req.param('uiModificationId') ?? '');
  if (found === undefined) throw new JiraError(404, ['The UI modification was not found.']);
  return found;
}

/** One of project, issue type and view may be left open; the app user must be able to browse the project. */
function demandContexts({ state }: SiteParts, call: Call, contexts: readonly v.InferOutput<typeof context>[]): void {
  for (const { projectId, issueTypeId, viewType, portalId } of contexts) {
    if (portalId !== undefined && portalId !== null) continue;
    const open = [projectId, issueTypeId, viewType].filter((one) => one === undefined || one === null);
    if (open.length > 1) throw badRequest('Only one of projectId, issueTypeId and viewType can be a wildcard.');
    if (projectId === undefined || projectId === null) continue;
    const project = state.projectOf(projectId);
    if (project === undefined || !canBrowseProject(state, call.env.actor, project))
      throw new JiraError(404, [`The project '${projectId}' was not found.`]);
    if (issueTypeId && !state.typesOfProject(project).some(({ id }) => String(id) === issueTypeId)) {
      throw new JiraError(404, [`The issue type '${issueTypeId}' was not found.`]);
    }
  }
}

function withoutNulls(value: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null && one !== undefined));
}
