// Issues that appear, change and vanish after the analysis, through the real app: Jira's events, the queue, the storage,
// and what people are then shown.

import { VirtualClock } from '../../local/forge/virtual-clock';
import { everydayIssues, issueSeed, member, openId, admin, Site } from './small-site';

let site: Site;
afterEach(() => site.close());

describe('an issue that is created after the analysis', () => {
  it('has its candidates within five seconds of the event, and is a candidate for them', async () => {
    const clock = new VirtualClock();
    site = await Site.open(everydayIssues, { clock });
    await site.analyse();
    const key = await site.create(openId, 'Blank login page after changing the password');
    const createdMs = clock.now();
    await site.world.host.advance(5_000);
    expect(clock.now() - createdMs).toBeLessThanOrEqual(5_100);
    expect(await site.candidates(admin, key)).toEqual(['OPEN-1']);
    expect(await site.candidates(admin, 'OPEN-1')).toEqual([key]);
  });

  it('is read by id and not by search, which may not know it yet', async () => {
    site = await Site.open();
    await site.analyse();
    const searches = countRequests(site, '/search/');
    const key = await site.create(openId, 'Blank login page after changing the password');
    await site.world.host.settle();
    expect(searches()).toBe(0);
    expect(await site.candidates(admin, key)).toEqual(['OPEN-1']);
  });

  it('is not covered until it was looked at', async () => {
    site = await Site.open();
    await site.analyse();
    const key = await site.create(openId, 'Blank login page after changing the password');
    const view = await site.answer(admin, 'panel.candidates', { issueId: site.idOf(key) });
    expect(view.state).toBe('not-covered');
  });

  it('finds other new issues, the same way round from both', async () => {
    site = await Site.open();
    await site.analyse();
    const first = await site.create(openId, 'Printer ignores the chosen paper tray');
    const second = await site.create(openId, 'Chosen paper tray is ignored by the printer');
    await site.world.host.settle();
    expect(await site.candidates(admin, first)).toEqual([second]);
    expect(await site.candidates(admin, second)).toEqual([first]);
  });

  it('costs one request to Jira and one write to the storage, beyond what the queue takes', async () => {
    site = await Site.open();
    await site.analyse();
    const before = { ...site.world.installation.meters };
    await site.create(openId, 'Blank login page after changing the password');
    await site.world.host.settle();
    const { meters } = site.world.installation;
    expect(meters.jiraRequests - before.jiraRequests).toBe(1);
    // One for the tail, one for the points that the request cost.
    expect(meters.kvsWrites - before.kvsWrites).toBe(2);
  });
});

describe('an issue that changes after the analysis', () => {
  it('loses old candidates and gains new ones when its text changes', async () => {
    site = await Site.open([...everydayIssues, issueSeed('OPEN-7', 'Blank login page after changing the password')]);
    await site.analyse();
    expect(await site.candidates(admin, 'OPEN-1')).toEqual(['OPEN-7']);
    await site.edit('OPEN-7', { summary: 'Map tiles flicker while zooming' });
    await site.world.host.settle();
    expect(await site.candidates(admin, 'OPEN-1')).toEqual([]);
    expect(await site.candidates(admin, 'OPEN-3')).toEqual(['OPEN-7']);
    expect(await site.candidates(admin, 'OPEN-7')).toEqual(['OPEN-3']);
  });

  it('is not looked at again for a change that no comparison reads', async () => {
    site = await Site.open();
    await site.analyse();
    const before = site.world.installation.meters.jiraRequests;
    await site.edit('OPEN-1', { labels: ['urgent'] });
    await site.world.host.settle();
    expect(site.world.installation.meters.jiraRequests).toBe(before);
  });

  it('vanishes from all lists when it is deleted', async () => {
    site = await Site.open([...everydayIssues, issueSeed('OPEN-7', 'Blank login page after changing the password')]);
    await site.analyse();
    await site.remove('OPEN-7');
    await site.world.host.settle();
    expect(await site.candidates(admin, 'OPEN-1')).toEqual([]);
    const key = await site.create(openId, 'Login page blank after the password was changed');
    await site.world.host.settle();
    expect(await site.candidates(admin, key)).toEqual(['OPEN-1']);
  });

  it('keeps its candidates when it moves to another space, under its new key', async () => {
    site = await Site.open([...everydayIssues, issueSeed('OPEN-7', 'Blank login page after changing the password')]);
    await site.analyse();
    const key = site.world.site.moveIssue('OPEN-7', 'SECRET', { kind: 'user', accountId: admin });
    await site.world.host.settle();
    expect(await site.candidates(admin, key)).toEqual(['OPEN-1']);
    expect(await site.candidates(admin, 'OPEN-1')).toEqual([key]);
    expect(await site.candidates(member, 'OPEN-1')).toEqual([]);
  });

  it('is no candidate while a link joins the two, and is one again after the link was removed', async () => {
    site = await Site.open([...everydayIssues, issueSeed('OPEN-7', 'Blank login page after changing the password')]);
    await site.link('OPEN-7', 'OPEN-1');
    await site.world.host.settle();
    await site.analyse();
    expect(await site.candidates(admin, 'OPEN-1')).toEqual([]);
    const issue = await site.jira<{ fields: { issuelinks: { id: string }[] } }>(
      'GET',
      '/rest/api/3/issue/OPEN-1?fields=issuelinks',
    );
    await site.jira('DELETE', `/rest/api/3/issueLink/${issue.fields.issuelinks[0]?.id}`);
    await site.world.host.settle();
    expect(await site.candidates(admin, 'OPEN-1')).toEqual(['OPEN-7']);
  });
});

describe('a new analysis', () => {
  it('takes over from the changes before it, and keeps those that it may have missed', async () => {
    site = await Site.open();
    await site.analyse();
    const early = await site.create(openId, 'Blank login page after changing the password');
    await site.world.host.settle();
    await site.world.host.advance(600_000);
    await site.answer(admin, 'project.startScan', { projectIds: [openId], jql: null });
    const late = await site.create(openId, 'After the password change the login page is blank');
    await site.world.host.settle();
    expect((await site.candidates(admin, 'OPEN-1')).sort()).toEqual([early, late].sort());
    expect((await site.candidates(admin, late)).sort()).toEqual([early, 'OPEN-1'].sort());
  });
});

/** Requests of anybody to Jira whose path holds the text, from now on. */
function countRequests({ world }: Site, part: string): () => number {
  let count = 0;
  const handle = world.site.handle.bind(world.site);
  world.site.handle = (request, actor) => {
    if (request.path.includes(part)) count++;
    return handle(request, actor);
  };
  return () => count;
}
