// Atlassian Document Format to text, for the engine and not for people: block by block, code between ``` fences so that
// the engine's splitter sees it, and names of people left out. An own walk with an explicit stack, because a hostile
// document can be 200,000 levels deep; unknown nodes are descended into, so that no text is lost to a newer Jira.

import { limits } from '../limits';

type AdfNode = Readonly<Record<string, unknown>>;

/** A text of at most `maxCharacters`, from at most `maxNodes` nodes. Anything that is no document gives ''. */
export function textOfAdf(
  document: unknown,
  maxCharacters: number = limits.maxDescriptionCharacters,
  maxNodes: number = limits.maxAdfNodes,
): string {
  if (!isNode(document)) return '';
  const text = new BoundedText(maxCharacters);
  const stack: (AdfNode | Closing)[] = [document];
  for (let visited = 0; stack.length > 0 && visited < maxNodes && !text.isFull; visited++) {
    const next = stack.pop();
    if (next === undefined) break;
    if (next instanceof Closing) {
      text.add(next.text);
      continue;
    }
    visit(next, text, stack);
  }
  // Cut off inside of code: close the fence, or the engine would take nothing for prose any more.
  return text.finish();
}

/** What is written once all children of a node have been visited. */
class Closing {
  constructor(readonly text: string) {}
}

function visit(node: AdfNode, text: BoundedText, stack: (AdfNode | Closing)[]): void {
  const type = typeof node['type'] === 'string' ? node['type'] : '';
  if (typeof node['text'] === 'string') text.add(node['text']);
  else text.add(leafText(type, node['attrs']));
  if (type === 'codeBlock') {
    text.add(fence);
    stack.push(new Closing(fence));
  } else if (blockTypes.has(type)) stack.push(new Closing('\n'));
  else if (cellTypes.has(type)) stack.push(new Closing(' '));
  const children = node['content'];
  if (!Array.isArray(children)) return;
  for (let index = children.length - 1; index >= 0; index--) {
    const child: unknown = children[index];
    if (isNode(child)) stack.push(child);
  }
}

const blockTypes: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'listItem',
  'blockquote',
  'panel',
  'rule',
  'tableRow',
  'mediaSingle',
  'mediaGroup',
  'taskItem',
  'decisionItem',
  'expand',
  'nestedExpand',
  'blockCard',
  'embedCard',
]);
const cellTypes: ReadonlySet<string> = new Set(['tableCell', 'tableHeader']);

/** Text that a node carries in its attributes. Mentions are left out: who is named says nothing about the matter. */
function leafText(type: string, attrs: unknown): string {
  if (type === 'hardBreak') return '\n';
  if (!isNode(attrs)) return '';
  if (type === 'status' || type === 'placeholder') return stringOf(attrs['text']);
  if (type === 'emoji') return stringOf(attrs['text']) || stringOf(attrs['shortName']);
  if (type === 'inlineCard' || type === 'blockCard' || type === 'embedCard') return stringOf(attrs['url']);
  if (type === 'media') return stringOf(attrs['alt']);
  if (type === 'expand' || type === 'nestedExpand') return lineOf(stringOf(attrs['title']));
  return '';
}

class BoundedText {
  private readonly parts: string[] = [];
  private length = 0;
  private opened = false;

  constructor(private readonly maxCharacters: number) {}

  get isFull(): boolean {
    return this.length >= this.maxCharacters;
  }

  add(part: string): void {
    if (part === '' || this.isFull) return;
    const kept = part.slice(0, this.maxCharacters - this.length);
    if (part === fence) this.opened = !this.opened;
    this.parts.push(kept);
    this.length += kept.length;
  }

  finish(): string {
    const text = this.parts.join('');
    return this.opened ? `${text}\n\`\`\`` : text;
  }
}

const fence = '\n```\n';

function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lineOf(text: string): string {
  return text === '' ? '' : `${text}\n`;
}
