// Teams, as administrators keep them: added, changed, removed, and each change taken back. Two administrators never
// overwrite each other: who comes second is told to load again. Groups and roles are kept by id and named by Jira each time.

import type { TeamDraft, TeamsView } from '../contract';
import { AppError } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import type { Membership } from '../jira/membership';
import type { Guarded } from '../storage/guarded';
import { maxTeams, noTeams, type StoredTeam, type TeamsRecord } from './team-records';

export interface TeamsContext {
  readonly teams: Guarded<TeamsRecord>;
  readonly viewer: Pick<ViewerJira, 'jqlErrors'>;
  readonly membership: Membership;
  readonly newId: () => string;
}

const changesRemembered = 10;

export async function readTeams({ teams, membership }: TeamsContext): Promise<TeamsView> {
  const record = await teams.read();
  const known = record?.value ?? noTeams;
  const groupIds = [...new Set(known.teams.flatMap((team) => team.groupIds))];
  const [groups, allRoles] = await Promise.all([membership.groupsById(groupIds), membership.roles()]);
  return {
    version: record?.version ?? 0,
    teams: [...known.teams].sort((x, y) => x.name.localeCompare(y.name)),
    groups: groupIds.map((id) => ({ id, name: groups.find((group) => group.id === id)?.name ?? null })),
    allRoles,
    canUndo: known.before.length > 0,
  };
}

/** @throws AppError BAD_INPUT, BAD_JQL, NOT_FOUND, CONFLICT; then nothing is changed */
export async function saveTeam(
  { version, teamId, team }: { readonly version: number; readonly teamId: string | null; readonly team: TeamDraft },
  context: TeamsContext,
): Promise<TeamsView> {
  const [error] = team.jql === null ? [] : await context.viewer.jqlErrors(team.jql);
  if (error !== undefined) throw new AppError('BAD_JQL', error);
  return changed(version, context, (known) => {
    const others = known.teams.filter(({ id }) => id !== teamId);
    if (teamId !== null && others.length === known.teams.length) throw noSuchTeam();
    if (others.some(({ name }) => name.toLowerCase() === team.name.toLowerCase())) {
      throw new AppError('BAD_INPUT', 'The name: another team has it already.');
    }
    if (others.length >= maxTeams) throw new AppError('BAD_INPUT', `There can be at most ${maxTeams} teams.`);
    return { id: teamId ?? context.newId(), team };
  });
}

/** @throws AppError NOT_FOUND, CONFLICT */
export function removeTeam(version: number, teamId: string, context: TeamsContext): Promise<TeamsView> {
  return changed(version, context, (known) => {
    if (!known.teams.some(({ id }) => id === teamId)) throw noSuchTeam();
    return { id: teamId, team: null };
  });
}

/** @throws AppError BAD_INPUT, CONFLICT */
export async function undoTeams(version: number, context: TeamsContext): Promise<TeamsView> {
  const known = (await context.teams.read())?.value ?? noTeams;
  const [latest, ...before] = known.before;
  if (latest === undefined) throw new AppError('BAD_INPUT', 'There is no earlier state of the teams.');
  return stored(version, { v: 1, teams: withTeam(known.teams, latest.id, latest.team), before }, context);
}

interface Change {
  readonly id: string;
  /** Null: it is removed. */
  readonly team: TeamDraft | null;
}

async function changed(
  version: number,
  context: TeamsContext,
  decide: (known: TeamsRecord) => Change,
): Promise<TeamsView> {
  const known = (await context.teams.read())?.value ?? noTeams;
  const { id, team } = decide(known);
  const before = { id, team: known.teams.find((one) => one.id === id) ?? null };
  const next = team === null ? null : storedTeam(id, team);
  return stored(
    version,
    { v: 1, teams: withTeam(known.teams, id, next), before: [before, ...known.before].slice(0, changesRemembered) },
    context,
  );
}

function withTeam(teams: readonly StoredTeam[], id: string, team: StoredTeam | null): StoredTeam[] {
  const others = teams.filter((one) => one.id !== id);
  return team === null ? others : [...others, team];
}

/** Each id once. */
function storedTeam(id: string, { name, groupIds, roleIds, projectIds, components, jql }: TeamDraft): StoredTeam {
  return {
    ...{ id, name, jql },
    groupIds: [...new Set(groupIds)],
    roleIds: [...new Set(roleIds)],
    projectIds: [...new Set(projectIds)],
    components: [...new Map(components.map((component) => [component.id, { ...component }])).values()],
  };
}

async function stored(version: number, record: TeamsRecord, context: TeamsContext): Promise<TeamsView> {
  const current = (await context.teams.read())?.version ?? 0;
  if (current !== version || !(await context.teams.swap(version, record))) {
    throw new AppError('CONFLICT', 'Somebody else has changed the teams. Load the page again.');
  }
  return readTeams(context);
}

function noSuchTeam(): AppError {
  return new AppError('NOT_FOUND', 'There is no such team.');
}
