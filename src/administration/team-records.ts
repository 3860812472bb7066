// What is kept of teams: ids, a name that an administrator has given, and a condition. The limits keep all teams together
// in one stored value, and their spaces in one question about permissions.

import * as v from 'valibot';

const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const rangeOf = (most: number) => `can hold at most ${most}`;

export const maxTeams = 25;

export const teamDraftSchema = v.object({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('must not be empty'),
    v.maxLength(60, 'can have at most 60 characters'),
  ),
  groupIds: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-zA-Z-]{1,64}$/))), v.maxLength(10, rangeOf(10))),
  roleIds: v.pipe(v.array(idSchema), v.maxLength(10, rangeOf(10))),
  projectIds: v.pipe(v.array(idSchema), v.maxLength(20, rangeOf(20))),
  components: v.pipe(v.array(v.object({ projectId: idSchema, id: idSchema })), v.maxLength(20, rangeOf(20))),
  jql: v.nullable(
    v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(500, 'can have at most 500 characters')),
  ),
});
const teamSchema = v.object({ id: v.string(), ...teamDraftSchema.entries });
export type StoredTeam = v.InferOutput<typeof teamSchema>;

export const teamsSchema = v.object({
  v: v.literal(1),
  teams: v.array(teamSchema),
  /** How each changed team was before, the latest change first; null: it did not exist. */
  before: v.array(v.object({ id: v.string(), team: v.nullable(teamSchema) })),
});
export type TeamsRecord = v.InferOutput<typeof teamsSchema>;

export const noTeams: TeamsRecord = { v: 1, teams: [], before: [] };
