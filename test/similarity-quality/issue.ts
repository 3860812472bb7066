// An issue for the engine's tests, with everything that does not matter filled in.

import type { IssueFacts, IssueInput } from '../../src/similarity/document';

export const someDayMs = Date.UTC(2026, 0, 15);
export const dayMs = 86_400_000;

export function issue(id: number, summary: string, description = '', facts: Partial<IssueFacts> = {}): IssueInput {
  return {
    id,
    text: { summary, description },
    facts: {
      createdMs: someDayMs,
      projectId: 1,
      parentId: 0,
      isSubtask: false,
      isResolved: false,
      typeHash: 1,
      reporterHash: 0,
      componentHashes: [],
      linkedIds: [],
      ...facts,
    },
  };
}
