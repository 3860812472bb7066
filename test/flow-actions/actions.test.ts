// What an automation rule and an agent are answered, through the manifest's own modules: as the person, never more than
// that person sees, for a rule only what everybody sees, and nothing recorded before a confirmed second call.

import { admin, everydayIssues, insider, issueSeed, member, openId, Site } from '../fresh/small-site';

let site: Site;
afterEach(() => site.close());

const long =
  'The page stays blank after the password was changed. Log: ERR_LOGIN_4711 in session.render(Session.java:42).';
const title = 'Login page stays blank after the password was changed';
const issues = [
  ...everydayIssues,
  issueSeed('OPEN-11', title, { description: long }),
  issueSeed('OPEN-12', title, { description: long, reporter: member }),
  issueSeed('SECRET-11', title, { description: `Salary. ${long}` }),
];

interface Answer {
  readonly found?: number;
  readonly workItemKeys?: string;
  readonly message?: string;
  readonly confirmation?: string | null;
  readonly errors?: readonly { readonly message: string }[];
}

const ask = async (action: string, inputs: object, person?: string): Promise<Answer> =>
  (await site.world.installation.call(action, { ...inputs, context: { moduleKey: action } }, person)) as Answer;

const refused = async (action: string, inputs: object, person?: string): Promise<string> => {
  const answer = await ask(action, inputs, person);
  expect(answer.found).toBeUndefined();
  return answer.errors?.[0]?.message ?? '';
};

describe('find duplicates of a work item', () => {
  it('tells an agent what the person may see, and a rule only what everybody may', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const keys = async (action: string, person: string) =>
      (await ask(action, { workItemKey: 'open-11' }, person)).workItemKeys?.split(', ').sort();
    expect(await keys('agent-find-duplicates', admin)).toEqual(['OPEN-1', 'OPEN-12', 'SECRET-11']);
    expect(await keys('agent-find-duplicates', member)).toEqual(['OPEN-1', 'OPEN-12']);
    expect(await keys('rule-find-duplicates', admin)).toEqual(['OPEN-1', 'OPEN-12']);
    const { message } = await ask('rule-find-duplicates', { workItemKey: 'OPEN-11' }, admin);
    expect(message).toContain(`OPEN-12 "${title}" (`);
    expect(message).not.toContain('SECRET');
  });

  it('says of an unknown and of a hidden work item the same, of one without duplicates that there are none', async () => {
    site = await Site.open(issues);
    await site.analyse();
    expect(await refused('agent-find-duplicates', { workItemKey: 'SECRET-1' }, member)).toBe(
      'workItemKey: SECRET-1 does not exist, or you may not see it.',
    );
    expect(await refused('agent-find-duplicates', { workItemKey: 'SECRET-99' }, member)).toContain('does not exist');
    const none = await ask('agent-find-duplicates', { workItemKey: 'OPEN-3' }, member);
    expect(none).toMatchObject({ found: 0, workItemKeys: '' });
    expect(none.message).toContain('No likely duplicates');
  });

  it('says that nothing is known yet instead of answering that there is nothing', async () => {
    site = await Site.open(issues);
    expect(await refused('agent-find-duplicates', { workItemKey: 'OPEN-1' }, member)).toContain(
      'not been analyzed yet',
    );
    expect(await refused('rule-list-suggestions', { spaceKey: 'OPEN' }, member)).toContain('not been analyzed yet');
    expect(await refused('agent-list-suggestions', { spaceKey: 'OPEN' }, member)).toContain('not been analyzed yet');
  });

  it('refuses what is no key, and whoever is nobody', async () => {
    site = await Site.open(issues);
    for (const workItemKey of ['', 'OPEN', 'OPEN-1; DROP', '{{issue.key}}', 7, null]) {
      expect(await refused('agent-find-duplicates', { workItemKey }, member)).toMatch(/^workItemKey: /);
    }
    expect(await refused('agent-find-duplicates', { workItemKey: 'OPEN-1' })).toContain(
      'Connect this action with a person',
    );
  });
});

it('lists the suggestions that wait: for a person those they may see, for a rule those that everybody may', async () => {
  site = await Site.open(issues);
  await site.analyse();
  const found = async (action: string, person: string) =>
    (await ask(action, { spaceKey: 'OPEN' }, person)).message ?? '';
  expect(await found('agent-list-suggestions', insider)).toContain('SECRET-11');
  expect(await found('agent-list-suggestions', member)).not.toContain('SECRET');
  expect(await found('rule-list-suggestions', insider)).not.toContain('SECRET');
  expect(await found('rule-list-suggestions', insider)).toContain('OPEN-12');
  expect(await refused('agent-list-suggestions', { spaceKey: 'SECRET' }, member)).toContain('or you may not see it');
});

describe('record an answer', () => {
  const wish = { workItemKey: 'OPEN-11', otherWorkItemKey: 'OPEN-12', answer: 'related' };
  const review = async () => {
    const filters = { threshold: 0, tier: 'any', state: 'related' } as const;
    const page = await site.answer(admin, 'reports.rows', { projectId: openId, filters, cursor: null, limit: 10 });
    return page.state === 'ready' ? page.rows : [];
  };

  it('writes nothing before the same wish comes back with its confirmation', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const first = await ask('record-answer', wish, admin);
    expect(first).toMatchObject({ found: 0 });
    expect(first.message).toContain('Nothing is recorded yet');
    const confirmation = first.confirmation ?? '';
    for (const other of [{ answer: 'duplicate' }, { otherWorkItemKey: 'OPEN-1' }, { confirmation: 'yes' }]) {
      expect(await ask('record-answer', { ...wish, confirmation, ...other }, admin)).toMatchObject({ found: 0 });
    }
    expect(await review()).toEqual([]);
    expect(await ask('record-answer', { ...wish, confirmation }, admin)).toMatchObject({
      found: 1,
      confirmation: null,
    });
    expect(await review()).toMatchObject([{ state: 'related', decidedByAccountId: admin }]);
    // The state has changed, so the old yes is worth nothing any more.
    expect(await ask('record-answer', { ...wish, confirmation }, admin)).toMatchObject({ found: 0 });
  });

  it('is only for who sees both', async () => {
    site = await Site.open(issues);
    await site.analyse();
    const hidden = { ...wish, otherWorkItemKey: 'SECRET-11' };
    expect(await refused('record-answer', hidden, member)).toContain('or you may not see it');
    expect(await refused('record-answer', { ...wish, otherWorkItemKey: 'OPEN-11' }, admin)).toContain('two different');
    expect(await refused('record-answer', { ...wish, answer: 'perhaps' }, admin)).toContain('answer: Say duplicate');
  });
});
