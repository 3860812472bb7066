// "None of these": Jira's own create dialog, filled with what was typed, so that nobody writes it twice. What Jira does
// there is Jira's: its fields, its rules, its permissions.

import { CreateIssueModal } from '@forge/jira-bridge';
import { documentOf } from './typed-document';
import type { Draft } from './use-live-search';

/** Rejects when Jira cannot open it. `onCreated` is not called for a dialog that was closed without creating anything. */
export function createInstead(projectId: number, draft: Draft, onCreated: () => void): Promise<void> {
  const description = documentOf(draft.description);
  const modal = new CreateIssueModal({
    context: {
      projectId: String(projectId),
      summary: draft.summary.trim(),
      ...(description === null ? {} : { description }),
    },
    onClose: ({ payload }) => {
      if (payload.length > 0) onCreated();
    },
  });
  return modal.open();
}
