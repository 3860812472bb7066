// What the engine is given and what it keeps of it. The engine knows neither Jira nor Forge: whoever calls it
// turns an issue into an IssueInput, and everything personal in it (reporter, components) into 32-bit hashes first.

/** The text of one issue as people wrote it. Code in `description` is marked by fences or by wiki markup. */
export interface IssueText {
  readonly summary: string;
  /** Plain text, Jira wiki markup or Markdown. At most the first 50,000 characters are read. */
  readonly description: string;
}

/** What is known of an issue besides its text. Hashes come from `hashText`; 0 means "not known". */
export interface IssueFacts {
  readonly createdMs: number;
  readonly projectId: number;
  /** 0 when the issue has no parent. */
  readonly parentId: number;
  readonly isSubtask: boolean;
  readonly isResolved: boolean;
  readonly typeHash: number;
  /** Salted by the caller: a pseudonym that cannot be turned back into a person. */
  readonly reporterHash: number;
  readonly componentHashes: readonly number[];
  /** Issues that already have a link of any type to this one: never proposed again. */
  readonly linkedIds: readonly number[];
}

/** One issue on its way into the engine. `id` is the site's numeric issue id, a positive safe integer. */
export interface IssueInput {
  readonly id: number;
  readonly text: IssueText;
  readonly facts: IssueFacts;
}

/** The fields that are weighted apart, in the order in which every per-field array lists them. */
export const fields = ['summary', 'prose', 'code'] as const;
export type Field = (typeof fields)[number];

/** One number for each of `fields`, in that order. */
export type PerField = readonly [summary: number, prose: number, code: number];
