// Teams: kept by administrators, chosen by everybody as a filter.

import * as v from 'valibot';
import { teamChoices } from '../src/administration/team-filter';
import { teamDraftSchema } from '../src/administration/team-records';
import { readTeams, removeTeam, saveTeam, undoTeams } from '../src/administration/teams';
import { expose, type Method, scanIdSchema, versionSchema } from './boundary';

export const teamMethods: Readonly<Record<string, Method>> = {
  'teams.read': expose('teams.read', v.strictObject({}), (_request, { app }) => readTeams(app.forTeams())),
  'teams.save': expose(
    'teams.save',
    v.object({ version: versionSchema, teamId: v.nullable(scanIdSchema), team: teamDraftSchema }),
    (request, { app }) => saveTeam(request, app.forTeams()),
  ),
  'teams.remove': expose(
    'teams.remove',
    v.object({ version: versionSchema, teamId: scanIdSchema }),
    ({ version, teamId }, { app }) => removeTeam(version, teamId, app.forTeams()),
  ),
  'teams.undo': expose('teams.undo', v.object({ version: versionSchema }), ({ version }, { app }) =>
    undoTeams(version, app.forTeams()),
  ),
  'teams.choices': expose('teams.choices', v.strictObject({}), (_request, { app }) =>
    teamChoices(app.forViewer(), app.forTeams().membership),
  ),
};
