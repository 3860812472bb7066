// The comment that a duplicate gets, from a template of plain text with two placeholders. The document has one fixed
// form: text nodes, and links to the two issues of this site. The last paragraph names the action, which is how a
// comment is found again when nobody knows whether it was posted: an action posts at most one.

import type { AdfDocument, AdfNode } from '../jira/comments';

export const defaultCommentTemplate =
  'This work item was marked as a duplicate of {canonical}. Please follow {canonical} for news; what is written here stays.';

export const maxTemplateCharacters = 2_000;

/**
 * Keys only, never titles: who reads the one issue need not be allowed to see the other one, and Jira itself shows the
 * key of a linked issue only to those who are.
 */
export interface CommentKeys {
  readonly canonical: string;
  readonly duplicate: string;
}

/** One paragraph for each line that is not empty. */
export function commentLines(template: string, keys: CommentKeys): string[] {
  return linesOf(template).map((line) =>
    segmentsOf(line)
      .map((part) => keyOf(part, keys) ?? part)
      .join(''),
  );
}

/** What looks like a placeholder and is none, each once: a slip of the pen that only the preview can show. */
export function unknownPlaceholders(template: string): string[] {
  const found = linesOf(template).flatMap((line) => line.match(/\{[^{}\s]{1,40}\}/g) ?? []);
  return [...new Set(found)].filter((part) => part !== '{canonical}' && part !== '{duplicate}');
}

export function commentDocument(template: string, keys: CommentKeys, actionId: string): AdfDocument {
  const paragraphs = linesOf(template).map((line): AdfNode => ({
    type: 'paragraph',
    content: segmentsOf(line).map((part) => nodeOf(part, keys)),
  }));
  return { type: 'doc', version: 1, content: [...paragraphs, markerParagraph(actionId)] };
}

/** Somebody's own words, line by line as they were written; only what no text node may hold becomes a space. */
export function quotedDocument(text: string, actionId: string): AdfDocument {
  const paragraphs = cleanOf(text)
    .split('\n')
    .map((line): AdfNode => ({ type: 'paragraph', content: line === '' ? [] : [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content: [...paragraphs, markerParagraph(actionId)] };
}

/** A template cannot bring it in: there is no placeholder for it, and an action id is made only when a plan is. */
export function markerOf(actionId: string): string {
  return `Backlog Intelligence, action ${actionId}`;
}

/** Whether the document ends with the marker as a paragraph of its own; a quotation elsewhere does not count. */
export function carriesMarker(document: unknown, actionId: string): boolean {
  const last = childrenOf(document).at(-1);
  const [only, ...more] = childrenOf(last);
  return more.length === 0 && isNode(only) && only['text'] === markerOf(actionId);
}

function markerParagraph(actionId: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text: markerOf(actionId), marks: [{ type: 'em' }] }] };
}

/** Without characters that a text node may not hold, or that would turn the reading direction of what follows. */
function cleanOf(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, ' ');
}

function linesOf(template: string): string[] {
  return cleanOf(template.slice(0, maxTemplateCharacters))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function segmentsOf(line: string): string[] {
  return line.split(/(\{canonical\}|\{duplicate\})/).filter((part) => part !== '');
}

function keyOf(part: string, keys: CommentKeys): string | null {
  if (part === '{canonical}') return keys.canonical;
  return part === '{duplicate}' ? keys.duplicate : null;
}

function nodeOf(part: string, keys: CommentKeys): AdfNode {
  const key = keyOf(part, keys);
  if (key === null) return { type: 'text', text: part };
  // Relative to the site, so that it survives a new name of the site.
  return { type: 'text', text: key, marks: [{ type: 'link', attrs: { href: `/browse/${encodeURIComponent(key)}` } }] };
}

function childrenOf(node: unknown): readonly unknown[] {
  const content = isNode(node) ? node['content'] : undefined;
  return Array.isArray(content) ? content : [];
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
