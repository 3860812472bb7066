// Typed text as the document that Jira's create dialog takes: a paragraph for each line, as Jira's own editor makes of
// pasted text. Pure.

export interface TypedDocument extends Record<string, unknown> {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly Paragraph[];
}

interface Paragraph {
  readonly type: 'paragraph';
  readonly content: readonly { readonly type: 'text'; readonly text: string }[];
}

/** Null: no text. */
export function documentOf(text: string): TypedDocument | null {
  if (text.trim() === '') return null;
  const lines = text.trimEnd().split(/\r\n|\r|\n/);
  return { type: 'doc', version: 1, content: lines.map(paragraphOf) };
}

/** Jira's schema knows no text node without text. */
function paragraphOf(line: string): Paragraph {
  return { type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] };
}
