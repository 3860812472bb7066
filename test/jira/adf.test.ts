// ADF to text against ProseMirror, Atlassian's own reader of the format, and against documents made to break it.

import { defaultSchema } from '@atlaskit/adf-schema/schema-default';
import fc from 'fast-check';
import { textOfAdf } from '../../src/jira/adf';

const text = fc.string({ minLength: 1, maxLength: 20 }).map((value) => ({ type: 'text', text: value }));
const paragraph = fc.array(text, { maxLength: 4 }).map((content) => ({ type: 'paragraph', content }));
const block = fc.letrec((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    paragraph,
    text.map((content) => ({ type: 'codeBlock', attrs: {}, content: [content] })),
    fc.array(paragraph, { minLength: 1, maxLength: 3 }).map((content) => ({
      type: 'bulletList',
      content: content.map((item) => ({ type: 'listItem', content: [item] })),
    })),
    fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => ({
      type: 'table',
      content: [
        { type: 'tableRow', content: content.map((cell) => ({ type: 'tableCell', attrs: {}, content: [cell] })) },
      ],
    })),
    fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map((content) => ({
      type: 'panel',
      attrs: { panelType: 'info' },
      content,
    })),
  ),
})).block;
const document = fc.array(block, { maxLength: 6 }).map((content) => ({ type: 'doc', version: 1, content }));

/** White space and fences are ours to choose; every other character must be the same, in the same order. */
const characters = (value: string) => value.replace(/```|\s+/g, '');

describe('textOfAdf', () => {
  it('finds the same characters as ProseMirror in 1,000 random documents', () => {
    fc.assert(
      fc.property(document, (doc) => {
        const node = defaultSchema.nodeFromJSON(doc);
        const oracle = node.textBetween(0, node.content.size, '\n');
        expect(characters(textOfAdf(doc))).toBe(characters(oracle));
      }),
      { numRuns: 1_000, endOnFailure: true },
    );
  });

  it('puts code between fences and every block on its own line', () => {
    const doc = {
      type: 'doc',
      content: [
        { type: 'paragraph', content: [{ type: 'text', text: 'It fails:' }] },
        { type: 'codeBlock', content: [{ type: 'text', text: 'at A.b(A.java:1)' }] },
        { type: 'paragraph', content: [{ type: 'text', text: 'Always.' }] },
      ],
    };
    expect(textOfAdf(doc)).toBe('It fails:\n\n```\nat A.b(A.java:1)\n```\nAlways.\n');
  });

  it('leaves out who is mentioned and keeps what statuses, cards and pictures say', () => {
    const doc = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'mention', attrs: { id: '1', text: '@Ada Lovelace' } },
            { type: 'status', attrs: { text: 'BLOCKED' } },
            { type: 'hardBreak' },
            { type: 'inlineCard', attrs: { url: 'https://example.org/x' } },
          ],
        },
        { type: 'mediaSingle', content: [{ type: 'media', attrs: { alt: 'Screenshot of the login' } }] },
      ],
    };
    expect(textOfAdf(doc)).toBe('BLOCKED\nhttps://example.org/x\nScreenshot of the login\n');
  });

  it('descends into nodes that it does not know', () => {
    const doc = { type: 'doc', content: [{ type: 'futureNode', content: [{ type: 'text', text: 'kept' }] }] };
    expect(textOfAdf(doc)).toBe('kept');
  });

  it('reads a document of 200,000 levels without a stack overflow and stops at its cap of nodes', () => {
    let deep: unknown = { type: 'text', text: 'bottom' };
    for (let level = 0; level < 200_000; level++) deep = { type: 'blockquote', content: [deep] };
    expect(textOfAdf(deep)).not.toContain('bottom');
    expect(textOfAdf(deep, 100, 1_000_000)).toContain('bottom');
  });

  it('never gives more characters than its cap, and closes a fence that the cap cut off', () => {
    const doc = { type: 'doc', content: [{ type: 'codeBlock', content: [{ type: 'text', text: 'x'.repeat(5_000) }] }] };
    const cut = textOfAdf(doc, 1_000);
    expect(cut.length).toBeLessThanOrEqual(1_000 + '\n```'.length);
    expect(cut.endsWith('\n```')).toBe(true);
  });

  it.each([null, undefined, 'text', 5, [], { type: 'doc', content: {} }, { type: 'doc', content: [null, 5, 'x'] }])(
    'gives an empty text for %j, which is no document',
    (value) => {
      expect(textOfAdf(value)).toBe('');
    },
  );

  it('does not let a document reach the prototype of objects', () => {
    textOfAdf(JSON.parse('{"type":"doc","__proto__":{"polluted":1},"content":[{"type":"__proto__"}]}'));
    expect(Object.prototype).not.toHaveProperty('polluted');
  });
});
