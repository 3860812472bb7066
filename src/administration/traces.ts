// What the app has left in Jira itself, which an uninstallation would not take away: hints in the create dialog and marks
// on work items. Counted for an administrator before they are removed; each is removed by the method that also made it.

import type { TracesView } from '../contract';
import { markKey } from '../duplicates/marks';
import { hintProjects, type RegistrationContext } from '../duplicates/registration';
import { knownSpaces } from '../storage/known-spaces';
import type { Stores } from '../storage/stores';

interface TracesContext extends RegistrationContext {
  readonly stores: Pick<Stores, 'spaces' | 'directory'>;
}

/** Spaces that are counted one by one: marks are made only where somebody pressed a button for the space. */
const mostSpaces = 100;

export async function findTraces(context: TracesContext): Promise<TracesView> {
  const { viewer, stores } = context;
  const [hints, known] = await Promise.all([hintProjects(context), knownSpaces(stores)]);
  const { browsable } = await viewer.permissions(known);
  const counted = await Promise.all(
    known
      .filter((projectId) => browsable.has(projectId))
      .slice(0, mostSpaces)
      .map(async (projectId) => ({
        projectId,
        items: await viewer.count(`project = ${projectId} AND issue.property["${markKey}"].open >= 0`),
      })),
  );
  return { hintedProjectIds: hints.projectIds, marked: counted.filter(({ items }) => items > 0) };
}
