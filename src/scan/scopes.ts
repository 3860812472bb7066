// Saved scopes of a space: a choice of spaces, types, components, sprint, team and JQL under a name, so that the same analysis
// can be started, or repeated by a schedule, without choosing again. Whoever may not start the analysis of a scope does
// not see the scope either: its name and its JQL may tell of spaces that this person must not know.

import type { AnalysisScope, ScopesView } from '../contract';
import { AppError } from '../errors';
import { limits } from '../limits';
import { allowedToStart, type ControlContext, mayStart, mustBrowse, rightJql } from './control';
import { storedNarrowing } from './narrowing';
import type { SavedScope, SavedScopes } from './scope-records';

export async function listScopes(projectId: number, context: ControlContext): Promise<ScopesView> {
  const record = await context.stores.scopes(projectId).read();
  const scopes = record?.value.scopes ?? [];
  const projectIds = [...new Set([projectId, ...scopes.flatMap((scope) => scope.projectIds)])];
  const permissions = await context.viewer.permissions(projectIds.slice(0, limits.maxProjects));
  mustBrowse([projectId], permissions);
  return {
    version: record?.version ?? 0,
    scopes: scopes.filter((scope) => mayStart(scope.projectIds, permissions)),
    canChange: mayStart([projectId], permissions),
  };
}

interface SaveRequest {
  readonly projectId: number;
  readonly expectedVersion: number;
  /** Without id: a new one. */
  readonly scope: AnalysisScope & { readonly id: string | null; readonly name: string };
}

/** @throws AppError NOT_ALLOWED, BAD_JQL, BAD_INPUT, CONFLICT */
export async function saveScope(request: SaveRequest, context: ControlContext): Promise<ScopesView> {
  const { projectId, expectedVersion, scope } = request;
  const projectIds = [...new Set(scope.projectIds)].sort((a, b) => a - b);
  // Also what it covered before: nobody takes a scope away from those who may start more than they themselves may.
  const before = await savedScope(projectId, scope.id, context);
  await allowedToStart([...new Set([projectId, ...projectIds, ...(before?.projectIds ?? [])])], context);
  const jql = scope.jql?.trim() || null;
  const narrowing = storedNarrowing(scope.narrowing);
  await rightJql({ projectIds, jql, narrowing }, context);
  const saved = { name: scope.name, id: scope.id ?? context.newId(), projectIds, jql, narrowing };
  return changed(projectId, expectedVersion, context, (scopes) => {
    if (scopes.some(({ id, name }) => id !== saved.id && name === saved.name)) {
      throw new AppError('BAD_INPUT', 'scope.name: another scope of this space has this name.');
    }
    const isKnown = scopes.some(({ id }) => id === saved.id);
    if (scope.id !== null && !isKnown) throw new AppError('NOT_FOUND', 'This scope does not exist any more.');
    if (!isKnown && scopes.length >= limits.maxSavedScopes) {
      throw new AppError('BAD_INPUT', `A space can have at most ${limits.maxSavedScopes} saved scopes.`);
    }
    return isKnown ? scopes.map((one) => (one.id === saved.id ? saved : one)) : [...scopes, saved];
  });
}

/** @throws AppError NOT_ALLOWED, CONFLICT */
export async function removeScope(
  request: { readonly projectId: number; readonly expectedVersion: number; readonly scopeId: string },
  context: ControlContext,
): Promise<ScopesView> {
  const { projectId, expectedVersion, scopeId } = request;
  const known = await savedScope(projectId, scopeId, context);
  await allowedToStart([...new Set([projectId, ...(known?.projectIds ?? [])])], context);
  const schedules = (await context.stores.timetable.read())?.value.items ?? [];
  if (schedules.some((item) => item.projectId === projectId && item.scopeId === scopeId)) {
    throw new AppError('CONFLICT', 'A schedule runs on this scope. Remove or change the schedule first.');
  }
  return changed(projectId, expectedVersion, context, (scopes) => scopes.filter(({ id }) => id !== scopeId));
}

/** Null when there is none of this id. */
export async function savedScope(
  projectId: number,
  scopeId: string | null,
  { stores }: Pick<ControlContext, 'stores'>,
): Promise<SavedScope | null> {
  return (await stores.scopes(projectId).read())?.value.scopes.find(({ id }) => id === scopeId) ?? null;
}

async function changed(
  projectId: number,
  expectedVersion: number,
  context: ControlContext,
  next: (scopes: SavedScopes['scopes']) => SavedScopes['scopes'],
): Promise<ScopesView> {
  const record = context.stores.scopes(projectId);
  const known = await record.read();
  const isSaved =
    (known?.version ?? 0) === expectedVersion &&
    (await record.swap(expectedVersion, { v: 1, scopes: next(known?.value.scopes ?? []) }));
  if (!isSaved) throw new AppError('CONFLICT', 'Somebody else has changed the saved scopes. Load them again.');
  return listScopes(projectId, context);
}
