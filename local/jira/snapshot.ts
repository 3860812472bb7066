// The living site as a seed again, so that it can be kept on disk between runs or attached to a failing test.

import type { IssueSeed, LinkSeed, SiteSeed } from './seed';
import type { Issue, SiteState } from './state';

export function snapshotOf(state: SiteState): SiteSeed {
  return {
    v: 1,
    title: state.title,
    people: [...state.people.values()],
    groups: state.groups.map(({ name }) => name),
    app: state.appUser,
    projects: [...state.projects.values()].map(({ properties, ...project }) => ({
      ...project,
      properties: Object.fromEntries(properties),
    })),
    issueTypes: state.issueTypes.map(({ name, isSubtask, hierarchyLevel }) => ({ name, isSubtask, hierarchyLevel })),
    statuses: state.statuses.map(({ name, category }) => ({ name, category })),
    resolutions: state.resolutions.map(({ name }) => name),
    priorities: state.priorities.map(({ name }) => name),
    issueLinkTypes: state.linkTypes.map(({ name, inward, outward }) => ({ name, inward, outward })),
    issues: [...state.issues.values()].sort((a, b) => a.id - b.id).map((issue) => seedOf(state, issue)),
  };
}

function seedOf(state: SiteState, issue: Issue): IssueSeed {
  const { projectId, createdMs, updatedMs, resolvedMs, parentId, properties, sourceKey, ...rest } = issue;
  const links = state
    .linksOf(issue.id)
    .filter(({ sourceId }) => sourceId === issue.id)
    .map(({ id, type, destinationId }): LinkSeed => ({ id, type, to: state.issues.get(destinationId)?.key ?? '' }));
  return {
    ...rest,
    ...(sourceKey === null ? {} : { sourceKey }),
    project: state.projects.get(projectId)?.key ?? '',
    created: new Date(createdMs).toISOString(),
    updated: new Date(updatedMs).toISOString(),
    resolved: resolvedMs === null ? null : new Date(resolvedMs).toISOString(),
    parent: parentId === null ? null : (state.issues.get(parentId)?.key ?? null),
    properties: Object.fromEntries(properties),
    links,
  };
}
