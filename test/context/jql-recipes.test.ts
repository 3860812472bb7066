// Every query that the page about JQL gives away, as it is printed there, run as a person's own search: whoever copies one
// into a filter, a board or a subscription finds what the page says. A query that is new on the page fails here until its
// finding is written down.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { admin, issueSeed, member, Site, smallSite } from '../fresh/small-site';
import { createWorld } from '../../local/world';

const shopId = 10003;
const text = 'Paying with a voucher fails. Log: ERR_VOUCHER_17 in basket.pay(Basket.java:42).';
const lastWeek = { created: '2025-12-29T10:00:00Z', updated: '2025-12-29T10:00:00Z' };
const thisMorning = { created: '2026-01-05T07:00:00Z', updated: '2026-01-05T07:00:00Z' };
const alike = (key: string, extra = {}) =>
  issueSeed(key, 'Voucher is refused at the till', { description: text, ...lastWeek, ...extra });
const issues = [
  issueSeed('SHOP-1', 'Map tiles flicker while zooming on a slow connection', lastWeek),
  issueSeed('SHOP-2', 'Calendar invitations arrive with the wrong time zone', lastWeek),
  alike('SHOP-11'),
  alike('SHOP-12', { reporter: member, created: '2025-12-29T11:00:00Z' }),
  alike('SHOP-13', { status: 'Done', resolution: 'Fixed', created: '2025-12-29T12:00:00Z' }),
  alike('SHOP-14', thisMorning),
];
const all = ['SHOP-11', 'SHOP-12', 'SHOP-13', 'SHOP-14'];

/** By the query as printed. */
const findings: Readonly<Record<string, readonly string[]>> = {
  'issue in duplicatesOf("SHOP-12")': ['SHOP-11', 'SHOP-13', 'SHOP-14'],
  'issue in possibleDuplicates("SHOP")': all,
  'issue.property["backlog-intelligence"].open > 0': all,
  'duplicateSuggestions > 0': all,
  'issue.property["backlog-intelligence"].canonical = 1': ['SHOP-11'],
  'duplicateCanonical = 1': ['SHOP-11'],
  'issue.property["backlog-intelligence"].cluster = "..."': all,
  'duplicateCluster = "..."': all,
  'project = SHOP AND (issue not in possibleDuplicates("SHOP") OR duplicateCanonical = 1) ORDER BY Rank ASC': [
    'SHOP-1',
    'SHOP-2',
    'SHOP-11',
  ],
  'issue in possibleDuplicates("SHOP") AND statusCategory != Done': ['SHOP-11', 'SHOP-12', 'SHOP-14'],
  'issue in possibleDuplicates("SHOP") AND created >= -1d': ['SHOP-14'],
  'project = SHOP AND duplicateSuggestions >= 3 ORDER BY created ASC': all,
};

let site: Site;
beforeAll(async () => {
  const small = smallSite([]);
  const projects = [{ id: shopId, key: 'SHOP', name: 'Shop', browse: 'everyone', admins: ['site-admins'] }] as const;
  site = Site.of(await createWorld({ seed: { ...small, projects: [...small.projects, ...projects], issues } }));
  await site.analyse([shopId]);
  const page = await site.answer(admin, 'marks.refresh', { projectId: shopId, afterId: null, isRemoving: false });
  expect(page.nextAfterId).toBeNull();
});
afterAll(() => site.close());

async function found(person: string, jql: string): Promise<string[]> {
  const body = { jql, fields: ['summary'] };
  const page = await site.jira<{ issues: { key: string }[] }>('POST', '/rest/api/3/search/jql', body, person);
  return page.issues.map(({ key }) => key);
}

test('the page gives away exactly the queries that are tried here', () => {
  const page = readFileSync(join(__dirname, '../../docs/JQL.md'), 'utf8');
  const quoted = [...page.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const printed = new Set(quoted.filter((code) => / (in|[<>=]+) /.test(code)));
  expect([...printed].sort()).toEqual(Object.keys(findings).sort());
});

test.each(Object.entries(findings))('%s', async (jql, keys) => {
  const mark = site.world.site.state.issueOf('SHOP-11')?.properties.get('backlog-intelligence');
  const keysFound = await found(member, jql.replace('...', (mark as { readonly cluster: string }).cluster));
  expect(jql.includes('ORDER BY') ? keysFound : keysFound.sort()).toEqual(keys);
});

test('a short name takes the operators and values of its type, and a function its own fields', async () => {
  const refusals = [
    ['duplicateSuggestions > many', "The value 'many' does not exist for the field 'duplicateSuggestions'."],
    ['duplicateSuggestions ~ 1', "The operator '~' is not supported by the 'duplicateSuggestions' field."],
    ['duplicateCluster > 1', "The operator '>' is not supported by the 'duplicateCluster' field."],
    ['duplicateNothing = 1', "Field 'duplicateNothing' does not exist"],
    ['issue = duplicatesOf("SHOP-12")', "The function 'duplicatesOf' cannot be used with 'issue ='."],
    ['reporter in duplicatesOf("SHOP-12")', "The function 'duplicatesOf' cannot be used with 'reporter in'."],
    ['issue in duplicatesOf("SHOP-12", "SHOP-13")', 'Give one argument in quotation marks.'],
  ] as const;
  for (const [jql, sentence] of refusals) await expect(found(member, jql)).rejects.toThrow(sentence);
});

test('a function is asked once, and what it came to is what the app may replace', async () => {
  const { meters } = site.world.installation;
  const before = meters.invocations;
  await found(member, 'issue in duplicatesOf("SHOP-11")');
  await found(admin, 'key > SHOP-1 AND issue in duplicatesOf("SHOP-11") ORDER BY key');
  expect(meters.invocations).toBe(before + 1);
  expect([...site.world.site.apps.computed.values()]).toContainEqual(
    expect.objectContaining({ functionName: 'duplicatesOf', operator: 'in', args: ['SHOP-11'], error: null }),
  );
});
