// Puts Atlaskit's style rules into the order that they were written for. Each of them sets one property under a class of its
// own, so where an element has both `font` and `font-weight`, whatever stands later in the bundle wins, which is chance. Here
// shorthands come first, then their parts, then what holds under a condition; what is not Atlaskit's stays behind, and wins.

import type { Plugin } from 'vite';

export const orderedStyles: Plugin = {
  name: 'ordered-styles',
  enforce: 'post',
  generateBundle: (_, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css') && typeof file.source === 'string')
        file.source = inOrder(file.source);
    }
  },
};

export function inOrder(css: string): string {
  const blocks = blocksOf(css);
  const atomic = blocks.filter(isAtomic);
  const plain = atomic.filter((block) => !block.startsWith('@'));
  const conditional = atomic.filter((block) => block.startsWith('@'));
  const others = blocks.filter((block) => !isAtomic(block));
  const isStatement = (block: string) => block.startsWith('@') && block.endsWith(';');
  const statements = others.filter(isStatement);
  const rules = others.filter((block) => !isStatement(block));
  return [...statements, ...byParts(plain), ...byParts(conditional), ...rules].join('');
}

/** Rules, at-rules and statements of the outermost level. */
function blocksOf(css: string): string[] {
  const blocks: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of css.matchAll(/\/\*[^]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]/g)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    if (depth > 0 || (token !== '}' && token !== ';')) continue;
    blocks.push(css.slice(from, index + 1).trim());
    from = index + 1;
  }
  const end = css.slice(from).trim();
  return end === '' ? blocks : [...blocks, end];
}

/** Compiled's classes are an underscore and eight characters: four for the property, four for the value. */
const atomicSelector = /^\._[a-z0-9]{8}(?![\w-])/i;

function isAtomic(block: string): boolean {
  const head = block.slice(0, block.indexOf('{'));
  if (!head.startsWith('@')) return head.split(',').every((selector) => atomicSelector.test(selector.trim()));
  return head.startsWith('@media') && blocksOf(block.slice(head.length + 1, -1)).every(isAtomic);
}

/** A part has more words in its name than the shorthand it belongs to: `margin`, `margin-block`, `margin-block-start`. */
function byParts(blocks: readonly string[]): string[] {
  return blocks
    .map((block) => ({ block, words: propertyOf(block).split('-').length }))
    .sort((one, other) => one.words - other.words)
    .map(({ block }) => block);
}

const propertyOf = (block: string): string => /\{\s*(?:-(?:webkit|moz|ms)-)?([a-z-]+)\s*:/.exec(block)?.[1] ?? '';
