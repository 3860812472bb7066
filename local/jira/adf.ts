// Documents in Atlassian Document Format: made from the wiki markup and plain text of data files, read as text for
// searching, and judged by Atlassian's own schema before they are stored. Every walk is a loop, because a document may
// be nested as deep as somebody cares to send.

import Ajv from 'ajv-draft-04';
import adfSchema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import type { AdfDocument, AdfNode, RichText } from './seed';

/** Deeper than any document that Jira's editor can make, and shallow enough for every recursive reader. */
const maxDepth = 100;

/** What Jira accepts in one text field. */
export const maxFieldCharacters = 32_767;

const blockMarker = /\{(code|noformat)(?::[^}\n]{0,200})?\}|^[ \t]*(```)[\w+-]{0,40}[ \t]*$/gm;

/** Wiki markup or plain text as a document: code and preformatted blocks become code blocks, other lines paragraphs. */
export function documentOfText(text: string): AdfDocument {
  const content: AdfNode[] = [];
  let position = 0;
  for (const opening of text.matchAll(blockMarker)) {
    if (opening.index < position) continue; // inside the block before
    const marker = opening[1] ?? '```';
    const from = opening.index + opening[0].length;
    const closing = marker === '```' ? text.indexOf('\n```', from - 1) : text.indexOf(`{${marker}}`, from);
    if (closing < 0) break; // never closed: Jira shows it as the text that it is
    pushParagraphs(content, text.slice(position, opening.index));
    const code = text.slice(from, closing).replace(/^\r?\n/, '');
    content.push(code === '' ? { type: 'codeBlock' } : { type: 'codeBlock', content: [{ type: 'text', text: code }] });
    position = closing + (marker === '```' ? 4 : marker.length + 2);
  }
  pushParagraphs(content, text.slice(position));
  return { type: 'doc', version: 1, content };
}

function pushParagraphs(content: AdfNode[], text: string): void {
  for (const line of text.split('\n')) {
    const shown = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (shown.trim() !== '') content.push({ type: 'paragraph', content: [{ type: 'text', text: shown }] });
  }
}

export function documentOf(text: RichText): AdfDocument {
  return typeof text === 'string' ? documentOfText(text) : text;
}

const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'emoji', 'date', 'status', 'inlineCard', 'placeholder']);

/** The words of a document, a line for each block; what searching and the limit of characters look at. */
export function textOf(text: RichText | null): string {
  if (text === null || typeof text === 'string') return text ?? '';
  const parts: string[] = [];
  const waiting: AdfNode[] = [...text.content].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!inlineTypes.has(node.type) && parts.length > 0) parts.push('\n');
    if (node.text !== undefined) parts.push(node.text);
    else if (node.type === 'hardBreak') parts.push('\n');
    else if (inlineTypes.has(node.type))
      parts.push(String(node.attrs?.text ?? node.attrs?.shortName ?? node.attrs?.url ?? ''));
    for (let at = (node.content?.length ?? 0) - 1; at >= 0; at--) {
      const child = node.content?.[at];
      if (child !== undefined) waiting.push(child);
    }
  }
  return parts.join('');
}

/** The words of a document as markup, a paragraph for each block: enough for who asks for a comment as Jira shows it. */
export function htmlOf(text: RichText): string {
  const escaped = textOf(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}

/** How deep objects and arrays stand inside each other, counted no further than `limit`. */
function depthOf(value: unknown, limit: number): number {
  let level: unknown[] = [value];
  let depth = 0;
  for (; depth < limit; depth++) {
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) next.push(inner);
    }
    if (next.length === 0) return depth;
    level = next;
  }
  return depth;
}

type Judge = (value: unknown) => boolean;
let judgeOfSchema: Judge | undefined; // compiled at the first document, since most runs write none

/** Null when the value is a valid document, else what is wrong with it in one sentence. */
export function documentProblem(value: unknown): string | null {
  if (depthOf(value, maxDepth * 2) >= maxDepth * 2) return `the document is nested deeper than ${maxDepth} levels`;
  judgeOfSchema ??= new Ajv({ strict: false }).compile(adfSchema);
  return judgeOfSchema(value) ? null : 'it is not a valid Atlassian document';
}

/** A document of a seed may be deeper than any response can be written: then only its text is kept. */
export function shallowEnough(text: RichText): RichText {
  return typeof text === 'string' || depthOf(text, maxDepth * 2) < maxDepth * 2 ? text : textOf(text);
}
