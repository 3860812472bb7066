// Sixty hostile texts as titles, and others as names of people, of the space, of components, of a kept scope, of a team and
// of another site's backlog, through the whole product: each tab of the space's page, each section of the administration
// page, the page across spaces and the bell. Nothing is scripted: what is shown went through Jira, storage and resolvers.

import type { Frame, Page } from 'playwright-core';
import { freshSite, type SiteSeed } from '../../local/jira/seed';
import { hostileSeeds, hostileTexts, mustBeUntouched } from './hostile-texts';
import { analyse, callAs, turnTo } from './openings';
import { openStage, visit, type Stage } from './visit';

const name = (of: string) => `<img src=x onerror="window.hacked=1"> ${of}`;
const words = 'basket voucher till parcel invoice coupon refund delivery wallet receipt'.split(' ');

/** Each text twice, so that each has a look-alike. */
function hostileSite(): SiteSeed {
  const issues = [...hostileTexts, ...hostileTexts].map((text, index) => ({
    key: `SHOP-${index + 1}`,
    project: 'SHOP',
    type: 'Bug',
    created: new Date(Date.UTC(2026, 9, 1, index)).toISOString(),
    reporter: index < hostileTexts.length ? 'ada' : 'ben',
    components: [name('component')],
    summary: `${text} ${words[index % 10]} ${words[(index * 7 + 3) % 10]} x${index % hostileTexts.length}`,
    description: `${text} The ${words[index % 10]} page stops. Code ERR_${index % hostileTexts.length}.`,
  }));
  return {
    ...freshSite,
    title: 'Hostile',
    people: [
      { accountId: 'ada', displayName: name('Ada'), groups: ['jira-users', 'site-admins'], isSiteAdmin: true },
      { accountId: 'ben', displayName: name('Ben'), groups: ['jira-users'] },
    ],
    projects: [
      {
        key: 'SHOP',
        name: name('shop'),
        browse: 'everyone',
        admins: ['site-admins'],
        components: [name('component')],
      },
    ],
    issues,
  };
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(hostileSite());
  await analyse(stage, 'ada');
  const projectId = stage.world.site.state.projectOf('SHOP')?.id ?? 0;
  const narrowing = { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [] };
  const scope = { id: null, name: name('scope'), projectIds: [projectId], jql: null, narrowing };
  await callAs(stage, 'ada', 'scopes.save', { projectId, expectedVersion: 0, scope });
  const team = { name: name('team'), groupIds: [], roleIds: [], projectIds: [projectId], components: [], jql: null };
  await callAs(stage, 'ada', 'teams.save', { version: 0, teamId: null, team });
  const origin = { name: name('backlog'), originUrl: 'https://old.example.org/', fingerprint: 'f'.repeat(64) };
  const { backlogId } = await callAs(stage, 'ada', 'external.begin', { projectId, ...origin, replaces: null });
  const rows = hostileSeeds.map((text, index) => ({
    key: `OLD-${index}`,
    title: `${text} ${words[index % 10]} elsewhere x${index}`,
    description: `Code ERR_${index}.`,
    status: name('status'),
    created: '2026-01-06T08:00:00.000Z',
  }));
  await callAs(stage, 'ada', 'external.addPart', { projectId, backlogId, part: 0, rows });
  await callAs(stage, 'ada', 'external.finish', { projectId, backlogId });
  const view = await callAs(stage, 'ada', 'project.pairs', {
    projectId,
    threshold: 0.2,
    tier: 'any',
    sort: 'score',
    cursor: null,
    limit: 25,
  });
  if (view.state !== 'ready') throw new Error(`The pairs are ${view.state}.`);
  for (const [at, verdict] of (['not-duplicate', 'related'] as const).entries()) {
    const { a, b } = view.rows[at] ?? { a: { id: 0 }, b: { id: 0 } };
    await callAs(stage, 'ada', 'review.decide', { a: a.id, b: b.id, verdict, snoozeDays: null, expectedVersion: 0 });
  }
  await stage.world.host.settle();
});
afterAll(() => stage.close());

/** One of them is there as the text that it is, and nothing else of it. Charts have their words in a hidden table. */
async function shows(frame: Frame, page: Page, text = 'window.hacked=1'): Promise<void> {
  await frame.getByText(text).first().waitFor({ state: 'attached' });
  await mustBeUntouched(page.frames());
}

test('they stay text on every tab of the page of a space', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'ada' });
  await goTo('/jira/projects/SHOP/backlog-intelligence');
  const frame = await app();
  await shows(frame, page);
  for (const [view, text] of [
    ['Review'],
    ['Clusters'],
    ['Analyses', name('shop')],
    ['Other backlogs', name('backlog')],
    ['History'],
    ['Dashboard'],
  ] as const) {
    await turnTo(frame, view);
    await shows(frame, page, text);
  }
  for (const view of ['Exports', 'Link health', 'Settings'] as const) {
    await turnTo(frame, view);
    await frame.getByRole('heading').first().waitFor();
    await mustBeUntouched(page.frames());
  }
  await frame.getByRole('button', { name: /^Notices/ }).click();
  await shows(frame, page, name('shop'));
  await end();
});

test('they stay text in the sections of the administration page and on the page across spaces', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'ada' });
  await goTo('/admin');
  const frame = await app();
  for (const [section, text] of [['Get started'], ['Teams', name('team')], ['Audit log', name('Ada')]] as const) {
    await frame.getByRole('button', { name: section, exact: true }).click();
    await shows(frame, page, text);
  }
  await goTo('/jira/apps/backlog-intelligence');
  await shows(await app(), page);
  await end();
});
