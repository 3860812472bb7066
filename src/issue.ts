// An issue as the app knows it after the door: parsed, bounded, with its description as text. `Visible` marks an issue
// that Jira gave to the person who is looking; only those may leave a resolver.

import type { IssueView } from './contract';
import { hashText } from './similarity/hash';
import type { IssueInput } from './similarity/document';

export interface Issue {
  readonly id: number;
  readonly key: string;
  readonly summary: string;
  /** Plain text; code stands between ``` fences. */
  readonly description: string;
  /** ISO 8601. */
  readonly created: string;
  readonly updated: string;
  readonly project: { readonly id: number; readonly key: string; readonly name: string };
  readonly type: { readonly name: string; readonly iconUrl: string | null; readonly isSubtask: boolean };
  readonly status: { readonly name: string; readonly category: 'new' | 'indeterminate' | 'done' };
  readonly resolutionName: string | null;
  /** 0 when there is none. */
  readonly parentId: number;
  readonly componentNames: readonly string[];
  readonly reporterAccountId: string | null;
  /** Issues that a link of any type joins to this one. */
  readonly linkedIds: readonly number[];
  /** The names of the link types by which others point to it. */
  readonly inwardLinkNames: readonly string[];
}

declare const seenByViewer: unique symbol;
/** Was read as the viewing person. Made only where the gateway reads as that person. */
export type Visible<T> = T & { readonly [seenByViewer]: true };

/**
 * What the engine is given. Names of components and the account of the reporter leave here as salted hashes: the
 * engine and its stored blocks hold nothing personal.
 */
export function engineInputOf(issue: Issue, salt: number): IssueInput {
  return {
    id: issue.id,
    text: { summary: issue.summary, description: issue.description },
    facts: {
      createdMs: Date.parse(issue.created),
      projectId: issue.project.id,
      parentId: issue.parentId,
      isSubtask: issue.type.isSubtask,
      isResolved: issue.resolutionName !== null || issue.status.category === 'done',
      typeHash: hashText(issue.type.name),
      reporterHash: issue.reporterAccountId === null ? 0 : hashText(issue.reporterAccountId, salt),
      componentHashes: issue.componentNames.map((name) => hashText(name)),
      linkedIds: issue.linkedIds,
    },
  };
}

export function issueViewOf(issue: Visible<Issue>): IssueView {
  return {
    id: issue.id,
    key: issue.key,
    summary: issue.summary,
    projectId: issue.project.id,
    projectKey: issue.project.key,
    projectName: issue.project.name,
    typeName: issue.type.name,
    typeIconUrl: issue.type.iconUrl,
    statusName: issue.status.name,
    statusCategory: issue.status.category,
    resolutionName: issue.resolutionName,
    created: issue.created,
    updated: issue.updated,
  };
}
