// What people typed, as documents: in the comment that adds it to an existing work item, and in the create dialog that is
// opened with it. Jira's own schema accepts them, and every word comes out again.

import fc from 'fast-check';
import { documentProblem } from '../../local/jira/adf';
import { markerOf, quotedDocument } from '../../src/duplicates/comment-template';
import { textOfAdf } from '../../src/jira/adf';
import { documentOf } from '../../static/search/typed-document';

const actionId = '0123456789abcdef';
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom('<b>', '{{7*7}}', '\n', '\r\n', '\t', ' ', '漢字', '[x|javascript:1]', 'a', '\u202e', '\u0000'),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
);

/** What a text node cannot hold, or what would turn the reading direction, stands as a space. */
const readable = (text: string) =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, ' ');

it('adds 500 hostile texts as comments that the schema accepts and that say the same', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const document = quotedDocument(text, actionId);
      expect(documentProblem(document)).toBeNull();
      expect(textOfAdf(document)).toBe(`${readable(text)}\n${markerOf(actionId)}\n`);
    }),
    { numRuns: 500 },
  );
});

it('opens the create dialog with 500 hostile texts as documents that the schema accepts and that say the same', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const document = documentOf(text);
      if (text.trim() === '') return expect(document).toBeNull();
      expect(documentProblem(document)).toBeNull();
      const said = (document?.content ?? []).map(({ content }) => content.map((node) => node.text).join(''));
      expect(said.join('\n')).toBe(text.trimEnd().replace(/\r\n?/g, '\n'));
    }),
    { numRuns: 500 },
  );
});
