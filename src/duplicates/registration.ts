// The switch of the create-dialog hints, project by project. Jira's own list of registrations is the only record of it,
// so nothing can disagree with it. Switching on twice is once; switching off removes whatever a crash left double.

import { AppError, appErrorOf } from '../errors';
import type { ViewerJira } from '../jira/gateway';
import type { HintRegistrations } from '../jira/ui-modifications';
import { mayStart, mustBrowse } from '../scan/control';

export interface RegistrationContext {
  readonly viewer: ViewerJira;
  readonly registrations: HintRegistrations;
}

export interface HintProjects {
  readonly projectIds: readonly number[];
}

/** Those of the projects with hints that this person may browse. */
export async function hintProjects({ viewer, registrations }: RegistrationContext): Promise<HintProjects> {
  const all = (await registrations.list()).flatMap(({ projectIds }) => projectIds);
  if (all.length === 0) return { projectIds: [] };
  const { browsable } = await viewer.permissions(all);
  return { projectIds: [...new Set(all)].filter((id) => browsable.has(id)).sort((a, b) => a - b) };
}

/** For administrators of the project and of Jira. @throws AppError */
export async function switchHints(
  { projectId, isOn }: { readonly projectId: number; readonly isOn: boolean },
  context: RegistrationContext,
): Promise<HintProjects> {
  const { viewer, registrations } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  if (!mayStart([projectId], permissions)) {
    throw new AppError('NOT_ALLOWED', 'Only administrators of the space can switch its hints.');
  }
  const own = (await registrations.list()).filter(({ projectIds }) => projectIds.includes(projectId));
  if (isOn && own.length === 0) await registrations.add(projectId);
  if (!isOn) for (const { id } of own) await removed(id, registrations);
  return hintProjects(context);
}

/** Before the app is uninstalled: Jira keeps registrations otherwise. The number of those removed. */
export async function removeAllHints(registrations: HintRegistrations): Promise<number> {
  const all = await registrations.list();
  for (const { id } of all) await removed(id, registrations);
  return all.length;
}

async function removed(id: string, registrations: HintRegistrations): Promise<void> {
  try {
    await registrations.remove(id);
  } catch (error) {
    // Somebody else was faster, and that is what was wanted.
    if (appErrorOf(error).code !== 'NOT_FOUND') throw error;
  }
}
