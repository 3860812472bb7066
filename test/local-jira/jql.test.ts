// JQL as the local Jira understands it: a table of queries with what they find in the small site, and Jira's own
// sentences for queries that it refuses.

import { admin, keysFound, maria, noor, pick, testSite } from './small-site';

const found: readonly (readonly [jql: string, keys: string])[] = [
  ['project = APP ORDER BY id', 'APP-1 APP-2 APP-3 APP-4'],
  ['project = APP', 'APP-4 APP-3 APP-2 APP-1'],
  ['project in (APP, "Operations") ORDER BY id DESC', 'OPS-1 APP-4 APP-3 APP-2 APP-1'],
  ['project = 10002', 'OPS-1'],
  ['project != APP ORDER BY key', 'OPS-1 SECRET-1'],
  ['key = APP-2', 'APP-2'],
  ['issuekey in (APP-3, APP-1) ORDER BY key ASC', 'APP-1 APP-3'],
  ['key > APP-2 ORDER BY id', 'APP-3 APP-4'],
  ['id > 10001 AND project = APP ORDER BY id ASC', 'APP-3 APP-4'],
  ['id >= 10001 AND id < 10003 ORDER BY id', 'APP-2 APP-3'],
  ['id = 10004', 'OPS-1'],
  ['issuetype = bug ORDER BY id', 'APP-1 APP-2 SECRET-1'],
  ['type in (Epic, Story) ORDER BY id', 'APP-3 APP-4'],
  ['status = "In Progress"', 'APP-3'],
  ['statusCategory != Done AND project = APP ORDER BY id', 'APP-1 APP-3 APP-4'],
  ['statusCategory = "To Do" AND project = APP ORDER BY id', 'APP-1 APP-4'],
  ['resolution is EMPTY AND project = APP ORDER BY id', 'APP-1 APP-3 APP-4'],
  ['resolution = Unresolved AND project = OPS', 'OPS-1'],
  ['resolution is not EMPTY', 'APP-2'],
  ['resolution != Fixed', ''],
  ['NOT resolution = Fixed', ''],
  ['resolution not in (Done, Unresolved)', 'APP-2'],
  ['labels = login ORDER BY id', 'APP-1 APP-2'],
  ['labels not in (ui)', 'APP-2'],
  ['labels is EMPTY AND project = APP ORDER BY id', 'APP-3 APP-4'],
  ['component = Web', 'APP-1'],
  ['component is EMPTY AND type = Bug ORDER BY id', 'APP-2 SECRET-1'],
  ['priority in (High, Low) ORDER BY priority DESC', 'APP-1 APP-2'],
  ['created >= "2026-02-25 10:00" ORDER BY id', 'APP-4 OPS-1 SECRET-1'],
  ['created < 2026-01-05 ORDER BY id', 'APP-1'],
  ['created > -3d', 'OPS-1'],
  ['created >= startOfMonth(-4d) ORDER BY created', 'APP-4 SECRET-1 OPS-1'],
  ['updated >= "2026/02/28" AND project = APP', 'APP-3'],
  ['resolved >= -60d', 'APP-2'],
  ['resolved is EMPTY AND labels = login', 'APP-1'],
  ['sprint in openSprints()', 'APP-3'],
  ['sprint = "Sprint 7"', 'APP-3'],
  ['text ~ "login" ORDER BY id', 'APP-1 APP-2 SECRET-1'],
  ['summary ~ "export*" ORDER BY id', 'APP-3 APP-4'],
  ['summary ~ "\\"login button\\""', 'APP-1'],
  ['text ~ "nullpointerexception"', 'APP-1'],
  ['summary !~ login AND project = APP ORDER BY id', 'APP-3 APP-4'],
  ['description is EMPTY AND key = APP-2', 'APP-2'],
  ['reporter = currentUser() ORDER BY id', 'APP-3 APP-4 SECRET-1'],
  ['reporter = person-noor ORDER BY id', 'APP-2 OPS-1'],
  ['assignee = "Alex Admin"', 'APP-1'],
  ['assignee in membersOf("site-admins")', 'APP-1'],
  ['watcher = person-maria', 'OPS-1'],
  ['watchers >= 1', 'OPS-1'],
  ['watchers = 0 AND project = OPS', ''],
  ['votes > 0', ''],
  ['votes in (0, 3) AND project = OPS', 'OPS-1'],
  ['votes not in (0, 3) AND project = OPS', ''],
  ['issue in linkedIssues(APP-1)', 'APP-2'],
  ['issue in linkedIssues(APP-2, "duplicates")', 'APP-1'],
  ['issue in linkedIssues(APP-2, "is duplicated by")', ''],
  ['issueLinkType = duplicates', 'APP-2'],
  ['issueLinkType = "is duplicated by"', 'APP-1'],
  ['parent = APP-3', 'APP-4'],
  ['level = "Leads only"', 'APP-4'],
  ['issue.property[review].score > 5', 'APP-4'],
  ['issue.property[review].state = OPEN', 'APP-4'],
  ['issue.property[review].score > 7', ''],
  ['(type = Epic OR key = OPS-1) AND NOT project = OPS', 'APP-3'],
  ['NOT (project = APP OR project = OPS)', 'SECRET-1'],
  ['project = APP ORDER BY updated DESC, key', 'APP-3 APP-4 APP-2 APP-1'],
  ['project = APP ORDER BY summary', 'APP-4 APP-3 APP-1 APP-2'],
];

const refused: readonly (readonly [jql: string, sentence: string | RegExp])[] = [
  ['', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['ORDER BY created', 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'],
  ['foo = 1', "Field 'foo' does not exist or you do not have permission to view it."],
  ['project = APP ORDER BY foo', "Field 'foo' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['status = Nope', "The value 'Nope' does not exist for the field 'status'."],
  ['key = APP-99', "An issue with key 'APP-99' does not exist for field 'key'."],
  ['id in (99)', "A value with ID '99' does not exist for the field 'id'."],
  ['issue in linkedIssues(APP-99)', "Issue 'APP-99' could not be found in function 'linkedIssues'."],
  ['project ~ APP', "The operator '~' is not supported by the 'project' field."],
  ['votes >= many', "The field 'votes' needs a whole number."],
  ['votes ~ 1', "The operator '~' is not supported by the 'votes' field."],
  ['summary = x', "The operator '=' is not supported by the 'summary' field."],
  ['created > "31.01.2026"', /^Date value '31.01.2026' for field 'created' is invalid/],
  ['created > "2026-02-31"', /^Date value '2026-02-31' for field 'created' is invalid/],
  ['issue in nothingLike(1)', "Unable to find JQL function 'nothingLike(1)'."],
  ['project =', /^Error in the JQL Query: .*\(line 1, character 10\)$/],
  ['project = APP AND', /^Error in the JQL Query: /],
  ['status was Done', "The local Jira does not know the JQL operator 'was'."],
];

describe('the JQL of the local Jira', () => {
  test.each(found)('finds with %p: %p', async (jql, keys) => {
    const test = await testSite();
    expect(await keysFound(test, admin, jql)).toEqual(keys === '' ? [] : keys.split(' '));
    expect(test.product.violations).toEqual([]);
  });

  test.each(refused)('refuses %p with %p', async (jql, sentence) => {
    const answer = await keysFound(await testSite(), admin, jql);
    if (typeof sentence === 'string') expect(answer).toBe(sentence);
    else expect(answer).toMatch(sentence);
  });

  it('does not let a person learn of a project or an issue by asking for it', async () => {
    const test = await testSite();
    expect(await keysFound(test, noor, 'project = SECRET')).toBe(
      "The value 'SECRET' does not exist for the field 'project'.",
    );
    expect(await keysFound(test, noor, 'key = SECRET-1')).toBe(
      "An issue with key 'SECRET-1' does not exist for field 'key'.",
    );
    expect(await keysFound(test, noor, 'issue in linkedIssues(APP-2) ORDER BY id')).toEqual(['APP-1']);
    expect(await keysFound(test, noor, 'parent = SECRET-1')).toBe(
      "An issue with key 'SECRET-1' does not exist for field 'parent'.",
    );
    expect(await keysFound(test, maria, 'level = "Leads only"')).toEqual([]);
  });

  it('says of each query whether it parses, and only then whether its names exist', async () => {
    const test = await testSite();
    const queries = ['project = APP', 'project =', 'project = NOPE', 'ORDER BY created'];
    const errorsIn = async (validation: string) => {
      const { body } = await test.call(admin, 'POST', `/jql/parse?validation=${validation}`, { queries });
      return (pick(body, 'queries.*.errors.length') as readonly (number | undefined)[]).map((count) => count ?? 0);
    };
    expect(await errorsIn('strict')).toEqual([0, 1, 1, 0]);
    expect(await errorsIn('none')).toEqual([0, 1, 0, 0]);
    expect(test.product.violations).toEqual([]);
  });
});
