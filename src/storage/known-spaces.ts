// In which spaces something is kept that people put there: their settings, who exported, who repaired links. Analyses are
// listed anyway; a space that was never analysed would be found by nobody without this list.

import type { Stores } from './stores';

/** Before the first thing is kept in a space: a space too many in the list does no harm, a missing one hides people. */
export async function noteSpace(projectId: number, { spaces }: Pick<Stores, 'spaces'>): Promise<void> {
  await spaces.change((current) => {
    const projectIds = current?.projectIds ?? [];
    return projectIds.includes(projectId) ? null : { v: 1, projectIds: [...projectIds, projectId] };
  });
}

/** Ascending. */
export async function knownSpaces(stores: Pick<Stores, 'spaces' | 'directory'>): Promise<readonly number[]> {
  const [noted, directory] = await Promise.all([stores.spaces.read(), stores.directory.read()]);
  const analysed = directory?.value.scans.flatMap(({ projectIds }) => projectIds) ?? [];
  return [...new Set([...(noted?.value.projectIds ?? []), ...analysed])].sort((a, b) => a - b);
}
