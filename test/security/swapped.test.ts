// The permission that is asked for has to be the one that is used: ids that are swapped, rights that end between the
// question and the write, work items that are secured inside of an open space, and plans that were never shown like that.

import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const projectKeys = ['ALPHA', 'BETA'];

/** BETA is for administrators; of ALPHA every fifth work item is secured. */
async function restricted(): Promise<Visit> {
  const seed = smallSite({
    issues: 40,
    projectKeys,
    canary: 'canary',
    change: (issue, index) => (index % 10 === 8 ? { ...issue, securityLevel: 'Secret' } : issue),
  });
  const visited = await visit({
    ...seed,
    projects: seed.projects.map((project, index) => ({
      ...project,
      browse: index === 0 ? 'everyone' : ['site-admins'],
      securityLevels: [{ name: 'Secret', groups: ['site-admins'] }],
    })),
  });
  await visited.analyse(...projectKeys);
  return visited;
}

/** What Jira holds and what was decided. */
async function facts({ world }: Visit): Promise<string> {
  const stored = Object.entries(await world.installation.storage.dump());
  const decided = stored.filter(([key]) => /reviews:|action:|bulk:/.test(key));
  return JSON.stringify([world.site.snapshot().issues, decided]);
}

const decision = { verdict: 'duplicate', snoozeDays: null, expectedVersion: 0 } as const;
/** Everything that takes two work items. */
const doors = [
  (visited: Visit, a: number, b: number) =>
    visited.call(member, 'review.decide', { a: Math.min(a, b), b: Math.max(a, b), ...decision }),
  (visited: Visit, a: number, b: number) => visited.call(member, 'compare.pair', { a, b }),
  (visited: Visit, a: number, b: number) =>
    visited.call(member, 'review.previewMerge', { duplicateId: a, canonicalId: b }),
  (visited: Visit, a: number, b: number) =>
    visited.call(member, 'review.assign', {
      a: Math.min(a, b),
      b: Math.max(a, b),
      assigneeAccountId: member.accountId,
      expectedVersion: 0,
    }),
];

describe('of two work items, one that is hidden', () => {
  let visited: Visit;
  let before: string;
  beforeAll(async () => {
    visited = await restricted();
    before = await facts(visited);
  });
  afterAll(() => visited.world.stop());

  it('makes all 40 swaps come to nothing, whichever of the two it is', async () => {
    const hidden = ['BETA-1', 'BETA-2', 'BETA-3', 'ALPHA-5', 'ALPHA-10'].map(visited.issueId);
    const shown = visited.issueId('ALPHA-1');
    let tried = 0;
    for (const door of doors) {
      for (const [a, b] of hidden.flatMap((id) => [[id, shown] as const, [shown, id] as const])) {
        const answer = await door(visited, a, b);
        expect({ ok: answer.ok, says: /canary|BETA-/.test(JSON.stringify(answer)) }).toEqual({
          ok: false,
          says: false,
        });
        tried++;
      }
    }
    expect(tried).toBe(40);
    expect(await facts(visited)).toBe(before);
  });

  it('is not told by the right to browse its space: 10 questions about secured ones', async () => {
    for (const key of ['ALPHA-5', 'ALPHA-10']) {
      const issueId = visited.issueId(key);
      const other = visited.issueId('ALPHA-1');
      const answers = [
        await visited.call(member, 'panel.candidates', { issueId }),
        ...(await Promise.all(doors.map((door) => door(visited, issueId, other)))),
      ];
      expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, false, false]);
      expect(JSON.stringify(answers)).not.toMatch(/canary/);
    }
    expect(await facts(visited)).toBe(before);
  });
});

describe('a right that ends between what was shown and the click', () => {
  const sides = ['ALPHA-2', 'ALPHA-7'] as const;
  const clicks = ['apply', 'bulk', 'decide', 'undo', 'assign'] as const;

  it.each(clicks.flatMap((click) => sides.map((side) => [click, side] as const)))(
    'stops the click (%s), when %s is hidden meanwhile',
    async (click, side) => {
      const visited = await visit(smallSite({ issues: 20, projectKeys: ['ALPHA'] }));
      const [a, b] = sides.map(visited.issueId) as [number, number];
      const { planToken } = await visited.get(member, 'review.previewMerge', { duplicateId: b, canonicalId: a });
      const { bulkId } = await visited.get(member, 'review.bulkPreview', {
        pairs: [{ duplicateId: b, canonicalId: a }],
      });
      const plan = { planToken: planToken ?? '' };
      const actionId = click === 'undo' ? (await visited.get(member, 'review.applyMerge', plan)).actionId : '';
      const { state } = visited.world.site;
      const issue = state.issues.get(visited.issueId(side));
      if (issue === undefined) throw new Error('The work item is gone.');
      state.projects.forEach((project, id) =>
        state.projects.set(id, { ...project, securityLevels: [{ name: 'Secret', groups: ['site-admins'] }] }),
      );
      state.putIssue({ ...issue, securityLevel: 'Secret' });
      const before = JSON.stringify(visited.world.site.snapshot().issues);
      const answer = await {
        apply: () => visited.call(member, 'review.applyMerge', plan),
        bulk: () => visited.call(member, 'review.bulkStart', { planToken: bulkId }),
        decide: () => visited.call(member, 'review.decide', { a, b, ...decision }),
        undo: () => visited.call(member, 'review.undoAction', { actionId }),
        assign: () =>
          visited.call(member, 'review.assign', { a, b, assigneeAccountId: member.accountId, expectedVersion: 0 }),
      }[click]();
      await visited.world.host.settle();
      expect(JSON.stringify(visited.world.site.snapshot().issues)).toBe(before);
      if (click === 'decide' || click === 'assign') expect(answer).toMatchObject({ failure: { code: 'NOT_FOUND' } });
      expect(JSON.stringify(answer)).not.toContain(issue.summary);
      await visited.world.stop();
    },
  );
});

it('a plan that was not shown like that is refused, in 20 ways, and writes nothing', async () => {
  const visited = await visit(smallSite({ issues: 20, projectKeys: ['ALPHA'] }));
  const tokenOf = async (who: typeof admin, duplicate: string) => {
    const request = { duplicateId: visited.issueId(duplicate), canonicalId: visited.issueId('ALPHA-2') };
    return (await visited.get(who, 'review.previewMerge', request)).planToken ?? '';
  };
  const own = await tokenOf(member, 'ALPHA-12');
  const [body = '', signature = ''] = own.split('.');
  const [otherBody = ''] = (await tokenOf(member, 'ALPHA-13')).split('.');
  const plan = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const resigned = (change: object) =>
    `${Buffer.from(JSON.stringify({ ...plan, ...change })).toString('base64url')}.${signature}`;
  const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
  const forged = [
    await tokenOf(admin, 'ALPHA-12'),
    `${otherBody}.${signature}`,
    ...[0, 10, 20, 30, 40, 50].map((at) => `${flipped(body, at)}.${signature}`),
    ...[0, 10, 20, 30].map((at) => `${body}.${flipped(signature, at)}`),
    resigned({ by: 'ada' }),
    resigned({ duplicateId: visited.issueId('ALPHA-1') }),
    resigned({ canonicalId: visited.issueId('ALPHA-1') }),
    resigned({ expiresAtMs: 9e15 }),
    `${body}.`,
    body,
    '.',
    'x'.repeat(5_000),
  ];
  expect(new Set(forged).size).toBe(20);
  const before = await facts(visited);
  for (const planToken of forged) {
    const applied = await visited.call(member, 'review.applyMerge', { planToken });
    expect([planToken, applied.ok]).toEqual([planToken, false]);
  }
  expect(await facts(visited)).toBe(before);
  expect(await visited.call(member, 'review.applyMerge', { planToken: own })).toMatchObject({ ok: true });
  await visited.world.stop();
});
