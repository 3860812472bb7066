// Which spaces a queue across spaces can show this person: those that an analysis covers and that they may browse. Ids
// only; the page asks Jira for the names as its own viewer.

import { limits } from '../limits';
import type { DecisionContext } from './review-context';

export async function analysedSpaces(context: DecisionContext): Promise<{ projectIds: number[] }> {
  const directory = await context.stores.directory.read();
  const known = [...new Set((directory?.value.scans ?? []).flatMap(({ projectIds }) => projectIds))];
  if (known.length === 0) return { projectIds: [] };
  const browsable = await context.viewer.browsableProjects(known.slice(0, limits.maxProjects));
  const projectIds: number[] = [];
  for (const id of known) {
    if (projectIds.length >= limits.maxQueueSpaces) break;
    // An analysis that has not ended yet covers nothing.
    if (browsable.has(id) && (await context.stores.coverage(id).read()) !== null) projectIds.push(id);
  }
  return { projectIds };
}
