// What a scope refers to and others keep: a team, of which administrators say what it owns, and backlogs of other sites.
// Both are looked up at the start of each analysis, so that it follows what they are then; what is gone stops the start
// with a sentence. Of a team only what lies in the spaces of the scope counts: its other spaces are nobody's business here.

import { offeredTeam, ownedJql, storedTeam } from '../administration/team-filter';
import type { StoredTeam } from '../administration/team-records';
import type { ScheduleProblem, ScopeNarrowing } from '../contract';
import { AppError } from '../errors';
import { rootOf } from '../external/external-record';
import type { ViewerJira } from '../jira/gateway';
import type { Stores } from '../storage/stores';

interface ScopeParts {
  readonly projectIds: readonly number[];
  readonly narrowing: Pick<ScopeNarrowing, 'teamId' | 'backlogIds'>;
}

interface PartsContext {
  readonly viewer: Pick<ViewerJira, 'browsableProjects' | 'understood' | 'matches'>;
  readonly stores: Stores;
}

/** The condition of the team as this person's Jira understands it; null without one. @throws AppError NOT_FOUND, BAD_INPUT, BAD_JQL */
export async function teamOfScope(
  { projectIds, narrowing }: ScopeParts,
  context: PartsContext,
): Promise<string | null> {
  if (narrowing.teamId === null) return null;
  const team = await offeredTeam(narrowing.teamId, context);
  if (team === null) throw new AppError('NOT_FOUND', 'narrowing.teamId: this team does not exist any more.');
  const owned = await ownedJql(team, new Set(projectIds), context.viewer);
  if (owned === null) throw new AppError('BAD_INPUT', 'narrowing.teamId: this team owns nothing in the chosen spaces.');
  return owned;
}

/** The same when nobody looks: as the app, and with a name for what stops it. */
export async function teamOfSchedule(
  { projectIds, narrowing }: ScopeParts,
  { stores, jira }: { readonly stores: Stores; readonly jira: Pick<ViewerJira, 'understood'> },
): Promise<{ readonly condition: string | null } | { readonly problem: ScheduleProblem }> {
  if (narrowing.teamId === null) return { condition: null };
  const team = await storedTeam(narrowing.teamId, stores);
  if (team === null) return { problem: 'no-team' };
  const condition = await ownedOrNothing(team, projectIds, jira);
  return condition === null ? { problem: 'team-without-items' } : { condition };
}

async function ownedOrNothing(
  team: StoredTeam,
  projectIds: readonly number[],
  jira: Pick<ViewerJira, 'understood'>,
): Promise<string | null> {
  try {
    return await ownedJql(team, new Set(projectIds), jira);
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'BAD_JQL') return null;
    throw thrown;
  }
}

/** @throws AppError BAD_INPUT */
export async function mustBeAttached({ projectIds, narrowing }: ScopeParts, { stores }: PartsContext): Promise<void> {
  if (narrowing.backlogIds.length === 0) return;
  const records = await Promise.all(projectIds.map((id) => stores.externals(id).read()));
  const attached = new Set(records.flatMap((record) => (record?.value.backlogs ?? []).map(rootOf)));
  if (!narrowing.backlogIds.every((id) => attached.has(id))) {
    const rule = 'one of these backlogs is not attached to the chosen spaces any more.';
    throw new AppError('BAD_INPUT', `narrowing.backlogIds: ${rule}`);
  }
}
