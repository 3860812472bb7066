// What an app may ask Jira's create dialog to open with, as `CreateIssueModal` of the genuine bridge sends it. The
// stand-in fills space, type, title and description; anything else it refuses by name, so that nobody believes that a
// field was filled which was not.
// source: @forge/jira-bridge 0.40.1, out/modal.

export interface CreateRequest {
  readonly projectId?: string;
  readonly issueTypeId?: string;
  readonly texts?: { readonly summary?: string; readonly description?: string };
  /** With the ids of what was created, also when the dialog was only closed. */
  readonly onClose?: (issueIds: readonly string[]) => void;
}

const filled: ReadonlySet<string> = new Set(['projectId', 'issueTypeId', 'summary', 'description']);

/** @throws Error in the words that the app's developer needs */
export function createRequestOf(data: unknown): CreateRequest {
  const { context = {}, onClose } = (data ?? {}) as { context?: Record<string, unknown>; onClose?: unknown };
  const strange = Object.keys(context).filter((name) => !filled.has(name));
  if (strange.length > 0) throw new Error(`The stand-in's create dialog cannot be filled with ${strange.join(', ')}.`);
  const { projectId, issueTypeId, summary, description } = context;
  for (const [name, value] of Object.entries({ projectId, issueTypeId, summary })) {
    if (value !== undefined && typeof value !== 'string') throw new Error(`${name} has to be a text.`);
  }
  const told = (issueIds: readonly string[]) =>
    (onClose as (args: unknown) => unknown)({ payload: issueIds.map((issueId) => ({ issueId })) });
  return {
    ...(typeof projectId === 'string' ? { projectId } : {}),
    ...(typeof issueTypeId === 'string' ? { issueTypeId } : {}),
    texts: {
      ...(typeof summary === 'string' ? { summary } : {}),
      ...(description === undefined ? {} : { description: textOf(description) }),
    },
    ...(typeof onClose === 'function' ? { onClose: (issueIds: readonly string[]) => void told(issueIds) } : {}),
  };
}

interface AdfNode {
  readonly type?: unknown;
  readonly version?: unknown;
  readonly text?: unknown;
  readonly content?: readonly AdfNode[];
}

/** The dialog's field is plain text: a line for each paragraph. Any other kind of block would be lost, so it is refused. */
function textOf(description: unknown): string {
  const document = description as AdfNode | null;
  if (document?.type !== 'doc' || document.version !== 1 || !Array.isArray(document.content)) {
    throw new Error('The description has to be a document in Atlassian Document Format.');
  }
  return document.content
    .map((block: AdfNode) => {
      if (block.type !== 'paragraph')
        throw new Error(`The stand-in cannot show a ${String(block.type)} while creating.`);
      return (block.content ?? []).map(({ text }) => String(text ?? '')).join('');
    })
    .join('\n');
}
