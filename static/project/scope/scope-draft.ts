// What a person is about to analyze, while it is being chosen. Pure, so that "is this the saved one?" needs no page.

import type { AnalysisScope, SavedScopeView, ScopeNarrowing } from '../../../src/contract';

const everything: ScopeNarrowing = {
  typeIds: [],
  componentNames: [],
  sprint: null,
  teamId: null,
  backlogIds: [],
};

export const scopeOfSpace = (projectId: number): AnalysisScope => ({
  projectIds: [projectId],
  jql: null,
  narrowing: everything,
});

export function scopeOf({ projectIds, jql, narrowing }: SavedScopeView): AnalysisScope {
  return { projectIds, jql, narrowing };
}

export function isSameScope(one: AnalysisScope, other: AnalysisScope): boolean {
  return signature(one) === signature(other);
}

function signature({ projectIds, jql, narrowing }: AnalysisScope): string {
  const { typeIds, componentNames, sprint, teamId, backlogIds } = narrowing;
  return JSON.stringify([
    [...projectIds].sort((a, b) => a - b),
    jql?.trim() || null,
    [...typeIds].sort((a, b) => a - b),
    [...componentNames].sort(),
    sprint,
    teamId,
    [...backlogIds].sort(),
  ]);
}
