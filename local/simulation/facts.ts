// What actions of this app can change in Jira, by issue and without what differs from run to run (dates, ids, history).
// Taken before and after: whatever was undone has to leave nothing behind.

import type { JiraSite } from '../jira/site';

export type Facts = ReadonlyMap<number, string>;

export function actionFacts(site: JiraSite): Facts {
  const { state } = site;
  return new Map(
    [...state.issues.values()].map((issue) => {
      const { id, status, resolution, priority, labels, components, votes, watchers, comments } = issue;
      const links = state
        .linksOf(id)
        .map(({ type, sourceId, destinationId }) => `${type} ${sourceId} ${destinationId}`)
        .sort();
      const people = { votes: [...votes].sort(), watchers: [...watchers].sort() };
      const fields = { status, resolution, priority, labels: [...labels].sort(), components };
      return [id, JSON.stringify({ ...fields, ...people, links, comments: comments.length })];
    }),
  );
}
