// Jira's JSON at the door: what must be there, what may be missing, and what becomes of it.

import * as v from 'valibot';
import { pageSchema } from '../../src/jira/issue-json';

const fields = {
  summary: 'Login fails',
  created: '2026-01-02T03:04:05.678+0100',
  project: { id: '10001', key: 'ABC', name: 'Alpha' },
  issuetype: { name: 'Bug', iconUrl: 'https://example.org/i.svg', subtask: false },
  status: { name: 'Done', statusCategory: { key: 'done' } },
};
const page = (issue: unknown) => ({ issues: [issue] });

function parsed(issue: unknown) {
  const [first] = v.parse(pageSchema, page(issue)).issues;
  if (first === undefined) throw new Error('No issue.');
  return first;
}

describe('an issue of Jira', () => {
  it('is complete with the least that Jira gives', () => {
    expect(parsed({ id: '10010', key: 'ABC-1', fields })).toEqual({
      id: 10010,
      key: 'ABC-1',
      summary: 'Login fails',
      description: '',
      created: '2026-01-02T02:04:05.678Z',
      updated: '2026-01-02T02:04:05.678Z',
      project: { id: 10001, key: 'ABC', name: 'Alpha' },
      type: { name: 'Bug', iconUrl: 'https://example.org/i.svg', isSubtask: false },
      status: { name: 'Done', category: 'done' },
      resolutionName: null,
      parentId: 0,
      componentNames: [],
      reporterAccountId: null,
      linkedIds: [],
      inwardLinkNames: [],
    });
  });

  it('knows its parent, components, reporter and links in both directions', () => {
    const issue = parsed({
      id: '10010',
      key: 'ABC-1',
      fields: {
        ...fields,
        parent: { id: '10001' },
        components: [{ name: 'web' }, {}],
        reporter: { accountId: 'u1', displayName: 'Ada' },
        issuelinks: [{ inwardIssue: { id: '10020' } }, { outwardIssue: { id: '10021' } }, {}],
      },
    });
    expect(issue).toMatchObject({
      parentId: 10001,
      componentNames: ['web'],
      reporterAccountId: 'u1',
      linkedIds: [10020, 10021],
    });
    expect(JSON.stringify(issue)).not.toContain('Ada');
  });

  it.each([
    ['an id that is no number', { id: 'abc', key: 'ABC-1', fields }],
    ['an id beyond whole numbers', { id: '99999999999999999999', key: 'ABC-1', fields }],
    ['no project', { id: '1', key: 'ABC-1', fields: { ...fields, project: undefined } }],
    ['a creation time that is none', { id: '1', key: 'ABC-1', fields: { ...fields, created: 'yesterday' } }],
    ['a summary that is no text', { id: '1', key: 'ABC-1', fields: { ...fields, summary: 7 } }],
  ])('is refused with %s', (_what, issue) => {
    expect(v.safeParse(pageSchema, page(issue)).success).toBe(false);
  });

  it('does not take a page without a list of issues for an empty one', () => {
    expect(v.safeParse(pageSchema, {}).success).toBe(false);
  });
});
