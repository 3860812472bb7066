// Words of other people in JQL, judged by Atlassian's own parser: whatever is quoted stays one operand.

import { JastBuilder } from '@atlaskit/jql-ast';
import fc from 'fast-check';
import { countJql, hasOrderBy, pageJql, quoteJql, scopeJql } from '../../src/jira/jql';

interface Clause {
  readonly clauseType: string;
  readonly clauses?: readonly Clause[];
  readonly clause?: Clause;
  readonly field?: { readonly text: string };
}

function fieldsOf(jql: string): string[] {
  const tree = new JastBuilder().build(jql);
  expect(tree.errors).toEqual([]);
  const found: string[] = [];
  const walk = (clause: Clause | undefined): void => {
    if (clause === undefined) return;
    if (clause.clauseType === 'terminal') found.push(clause.field?.text ?? '');
    else for (const inner of clause.clauses ?? [clause.clause]) walk(inner as Clause | undefined);
  };
  walk(tree.query?.where as Clause | undefined);
  return found;
}

const hostile = fc
  .array(
    fc.constantFrom(
      '"',
      "'",
      '\\',
      '(',
      ')',
      ' ',
      'OR',
      'AND',
      '=',
      '~',
      '\n',
      '\u2028',
      '\u0000',
      '😀',
      '-',
      '\ud800',
      'project',
      'x',
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('quoteJql', () => {
  it('keeps 5,000 hostile texts inside of their operand', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(fieldsOf(`project = ABC AND summary ~ ${quoteJql(value)}`)).toEqual(['project', 'summary']);
      }),
      { numRuns: 5_000 },
    );
  });

  it('escapes the backslash, which would otherwise free the quote after it', () => {
    expect(quoteJql('x\\" OR project = SECRET')).toBe('"x\\\\\\" OR project = SECRET"');
  });

  it('turns control characters and halves of surrogate pairs into spaces, and leaves whole pairs alone', () => {
    expect(quoteJql('a\u0000b\nc\ud800d😀')).toBe('"a b c d😀"');
  });
});

describe('hasOrderBy', () => {
  it.each([
    ['type = Bug ORDER BY created', true],
    ['type = Bug order\n by created', true],
    ['summary ~ "order by mail"', false],
    ["summary ~ 'say \\'order by\\''", false],
    ['summary ~ "a \\" order by b"', false],
    ['border = bystander', false],
  ])('says of %j: %p', (jql, sorts) => {
    expect(hasOrderBy(jql)).toBe(sorts);
  });
});

describe('the JQL of a walk', () => {
  const scope = { projectIds: [10001, 10002], jql: 'type = Bug OR labels = x' };

  it('goes on after an id and keeps the condition of a person between parentheses', () => {
    expect(pageJql(scope, 10_500)).toBe(
      'project in (10001, 10002) AND (type = Bug OR labels = x) AND id > 10500 ORDER BY id ASC',
    );
    expect(fieldsOf(pageJql(scope, 10_500))).toEqual(['project', 'type', 'labels', 'id']);
  });

  it('starts without an id', () => {
    expect(pageJql({ projectIds: [1], jql: null }, 0)).toBe('project in (1) ORDER BY id ASC');
  });

  it('counts to the day after, so that no time zone cuts off an issue', () => {
    expect(countJql({ projectIds: [1], jql: null }, new Date('2026-11-20T23:59:00Z'))).toBe(
      'project in (1) AND created <= "2026-11-21"',
    );
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p as an id', (id) => {
    expect(() => scopeJql({ projectIds: [id], jql: null })).toThrow('positive whole number');
  });
});
