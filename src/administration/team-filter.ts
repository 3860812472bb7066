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
  const team = (await stores.teams.read())?.value.teams.find(({ id }) => id === teamId);
  const browsable = team === undefined ? new Set<number>() : await viewer.browsableProjects(spacesOf(team));
  if (team === undefined || !isOffered(team, browsable)) throw new AppError('NOT_FOUND', 'There is no such team.');
  const projectIds = team.projectIds.filter((id) => browsable.has(id));
  const components = team.components.filter(({ projectId }) => browsable.has(projectId)).map(({ id }) => id);
  const doubtful = [...components.map(componentJql), ...(team.jql === null ? [] : [`(${team.jql})`])];
  const understood = await viewer.understood(doubtful);
  if (team.jql !== null && understood.at(-1) !== true) {
    throw new AppError(
      'BAD_JQL',
      'Jira does not understand the condition of this team, or hides a value of it from you.',
    );
  }
  // A component that was deleted owns nothing any more.
  const conditions = [
    ...(projectIds.length === 0 ? [] : [seenJql(projectIds)]),
    ...doubtful.filter((_, index) => understood[index]),
  ];
  return conditions.length === 0 ? nothingJql : `(${conditions.join(' OR ')})`;
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
