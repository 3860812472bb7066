// The comment of an action: always a document that Jira's own schema accepts, always the same text as the template, and
// found again by its marker and by nothing else.

import fc from 'fast-check';
import { documentProblem } from '../../local/jira/adf';
import { carriesMarker, commentDocument, commentLines, markerOf } from '../../src/duplicates/comment-template';
import { textOfAdf } from '../../src/jira/adf';

const keys = { canonical: 'KEEP-1', duplicate: 'COPY-2' };
const actionId = '0123456789abcdef';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '{canonical}{canonical}',
    '{{canonical}}',
    '[link|javascript:alert(1)]',
    '\u202eevil\u202c {duplicate}',
    'a\u0000b\ud800c',
    markerOf(actionId),
    'line\n\n\nline\r\nline',
  ),
  fc
    .array(fc.constantFrom('{canonical}', '{duplicate}', ' ', '\n', 'x', '{', '}'), { maxLength: 40 })
    .map((parts) => parts.join('')),
);

describe('the comment of an action', () => {
  it('is a document that the schema accepts, with the text of the template, for 500 hostile templates', () => {
    fc.assert(
      fc.property(hostile, (template) => {
        const document = commentDocument(template, keys, actionId);
        expect(documentProblem(document)).toBeNull();
        const lines = commentLines(template, keys);
        expect(textOfAdf(document)).toBe([...lines, markerOf(actionId), ''].join('\n'));
        expect(carriesMarker(document, actionId)).toBe(true);
        expect(carriesMarker(document, 'fedcba9876543210')).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('puts keys where the placeholders stand, as links within the site', () => {
    const [paragraph] = commentDocument('See {canonical}.', keys, actionId).content;
    expect(paragraph?.content).toEqual([
      { type: 'text', text: 'See ' },
      { type: 'text', text: 'KEEP-1', marks: [{ type: 'link', attrs: { href: '/browse/KEEP-1' } }] },
      { type: 'text', text: '.' },
    ]);
  });

  it('does not take a quotation for the marker', () => {
    const text = (value: string) => ({ type: 'paragraph', content: [{ type: 'text', text: value }] });
    expect(
      carriesMarker({ type: 'doc', version: 1, content: [text(markerOf(actionId)), text('so it was')] }, actionId),
    ).toBe(false);
    expect(carriesMarker({ type: 'doc', version: 1, content: [text(`see ${markerOf(actionId)}`)] }, actionId)).toBe(
      false,
    );
    expect(carriesMarker(null, actionId)).toBe(false);
  });
});
