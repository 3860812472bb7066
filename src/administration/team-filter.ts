// A team as a filter for one person: which teams they may choose, and which work items are a team's. Jira answers as this
// person, and spaces that they may not browse are left out beforehand, so that a filter never tells of more than Jira does.

import type { TeamChoice } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import { chunks } from '../jira/call';
import { componentJql, nothingJql, seenJql } from '../jira/jql';
import type { Membership } from '../jira/membership';
import type { Guarded } from '../storage/guarded';
import type { StoredTeam, TeamsRecord } from './team-records';

export interface TeamFilterContext {
  readonly stores: { readonly teams: Guarded<TeamsRecord> };
  readonly viewer: Pick<ViewerJira, 'browsableProjects' | 'understood' | 'matches'>;
}

export async function teamChoices(
  context: TeamFilterContext,
  membership: Pick<Membership, 'ownGroupIds' | 'ownRoleIds'>,
): Promise<{ teams: TeamChoice[] }> {
  const all = (await context.stores.teams.read())?.value.teams ?? [];
  const browsable = await context.viewer.browsableProjects(all.flatMap(spacesOf));
  const offered = all.filter((team) => isOffered(team, browsable));
  const isOwn = await ownTeams(offered, browsable, membership);
  return {
    teams: offered
      .map((team) => ({ id: team.id, name: team.name, isOwn: isOwn(team) }))
      .sort((x, y) => Number(y.isOwn) - Number(x.isOwn) || x.name.localeCompare(y.name)),
  };
}

/**
 * A condition for the work items of a team, as this person's Jira understands it; one that nothing fits when the team owns
 * nothing that they may browse. @throws AppError NOT_FOUND for a team that is not offered to them, BAD_JQL
 */
export async function teamJql(teamId: string, { stores, viewer }: TeamFilterContext): Promise<string> {
  const known = await offered(teamId, { stores, viewer });
  if (known === null) throw new AppError('NOT_FOUND', 'There is no such team.');
  return (await ownedJql(known.team, known.browsable, viewer)) ?? nothingJql;
}

/** Null when there is none, or none that is offered to this person. */
export async function offeredTeam(teamId: string, context: TeamFilterContext): Promise<StoredTeam | null> {
  return (await offered(teamId, context))?.team ?? null;
}

async function offered(teamId: string, { stores, viewer }: TeamFilterContext) {
  const team = await storedTeam(teamId, stores);
  if (team === null) return null;
  const browsable = await viewer.browsableProjects(spacesOf(team));
  return isOffered(team, browsable) ? { team, browsable } : null;
}

export async function storedTeam(teamId: string, stores: TeamFilterContext['stores']): Promise<StoredTeam | null> {
  return (await stores.teams.read())?.value.teams.find(({ id }) => id === teamId) ?? null;
}

/** A condition for what the team owns in these spaces; null: nothing that Jira finds. @throws AppError BAD_JQL */
export async function ownedJql(
  { projectIds, components, jql }: StoredTeam,
  spaces: ReadonlySet<number>,
  jira: Pick<ViewerJira, 'understood'>,
): Promise<string | null> {
  const whole = projectIds.filter((id) => spaces.has(id));
  const parts = components.filter(({ projectId }) => spaces.has(projectId)).map(({ id }) => id);
  const doubtful = [...parts.map(componentJql), ...(jql === null ? [] : [`(${jql})`])];
  const understood = await jira.understood(doubtful);
  if (jql !== null && understood.at(-1) !== true) {
    throw new AppError(
      'BAD_JQL',
      'Jira does not understand the condition of this team, or hides a value of it from you.',
    );
  }
  // A component that was deleted owns nothing any more.
  const conditions = [
    ...(whole.length === 0 ? [] : [seenJql(whole)]),
    ...doubtful.filter((_, index) => understood[index]),
  ];
  return conditions.length === 0 ? null : `(${conditions.join(' OR ')})`;
}

/** Tells of any number of issues which are the team's; null for no team, when all are wanted. */
export type OwnedIssues = (ids: readonly number[]) => Promise<ReadonlySet<number>>;

export async function ownedBy(teamId: string, context: TeamFilterContext): Promise<OwnedIssues> {
  const condition = await teamJql(teamId, context);
  return async (ids) => {
    const owned = new Set<number>();
    for (const some of chunks([...new Set(ids)], 1_000)) {
      const [found] = await context.viewer.matches(some, [condition]);
      // Not none: that would say that the team has no duplicates.
      if (!found) throw new AppError('JIRA_UNAVAILABLE', 'Jira could not tell which work items are the team’s.');
      for (const id of found) owned.add(id);
    }
    return owned;
  };
}

/** Those of which at least one issue is the team's. */
export async function pairsOf<T extends { readonly a: number; readonly b: number }>(
  pairs: readonly T[],
  owned: OwnedIssues,
): Promise<readonly T[]> {
  const ids = await owned(pairs.flatMap(({ a, b }) => [a, b]));
  return pairs.filter(({ a, b }) => ids.has(a) || ids.has(b));
}

function spacesOf({ projectIds, components }: StoredTeam): readonly number[] {
  return [...projectIds, ...components.map(({ projectId }) => projectId)];
}

/** A team of spaces only to who may browse one of them: its name may tell of them. */
function isOffered(team: StoredTeam, browsable: ReadonlySet<number>): boolean {
  const spaces = spacesOf(team);
  return spaces.length === 0 || spaces.some((id) => browsable.has(id));
}

/** One question to Jira for each space, so only so many; a role in further ones does not make a member. */
const maxSpacesAsked = 10;

async function ownTeams(
  teams: readonly StoredTeam[],
  browsable: ReadonlySet<number>,
  { ownGroupIds, ownRoleIds }: Pick<Membership, 'ownGroupIds' | 'ownRoleIds'>,
): Promise<(team: StoredTeam) => boolean> {
  const groups = teams.some(({ groupIds }) => groupIds.length > 0) ? await ownGroupIds() : new Set<string>();
  const withRoles = teams.filter(({ roleIds }) => roleIds.length > 0);
  const spaces = [...new Set(withRoles.flatMap(spacesOf))].filter((id) => browsable.has(id)).slice(0, maxSpacesAsked);
  const roles = new Map(await Promise.all(spaces.map(async (id) => [id, await ownRoleIds(id)] as const)));
  return (team) =>
    team.groupIds.some((id) => groups.has(id)) ||
    spacesOf(team).some((projectId) => team.roleIds.some((id) => roles.get(projectId)?.has(id)));
}
