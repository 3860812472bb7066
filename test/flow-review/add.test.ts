// "It exists already": adding to an existing issue through the front door, and what stands behind it afterwards.

import { countingFaults, type Faults, killAt, noFaults } from '../../local/faults';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const text = 'Same here, since the update.\n\n  Steps:\n{canonical} <b>not a tag</b>';
const seed = smallSite({
  issues: 4,
  projectKeys: ['ALPHA'],
  change: (issue) => ({ ...issue, reporter: admin.accountId }),
});

function issueOf(visited: Visit) {
  const issue = visited.world.site.snapshot().issues.find(({ key }) => key === 'ALPHA-1');
  if (issue === undefined) throw new Error('No issue.');
  const { updated: _updated, history: _history, ...rest } = issue;
  return rest;
}

async function added(visited: Visit, faults: Faults, begin: (faults: Faults) => void) {
  const { planToken } = await visited.get(member, 'review.previewAdd', { issueId: visited.issueId('ALPHA-1'), text });
  const send = () => visited.call(member, 'review.applyAdd', { planToken: planToken ?? '', text });
  begin(faults);
  let answer = await send().catch(() => null);
  begin(noFaults);
  if (answer === null) {
    await visited.world.host.advance(60_000);
    answer = await send();
  }
  if (!answer.ok) throw new Error(answer.failure.message);
  return answer.value;
}

describe('adding to an existing issue', () => {
  it('keeps every line of the text, votes and watches as that person, and takes it all back', async () => {
    const visited = await visit(seed);
    const before = issueOf(visited);
    const action = await added(visited, noFaults, () => undefined);
    expect(action.state).toBe('done');
    const after = issueOf(visited);
    const [comment] = after.comments ?? [];
    expect(comment?.author).toBe(member.accountId);
    const body = comment?.body as unknown as { content: { content: { text: string }[] }[] };
    const lines = body.content.map(({ content }) => content.map((node) => node.text).join(''));
    expect(lines.slice(0, -1).join('\n')).toBe(text);
    expect(after.votes).toEqual([member.accountId]);
    expect(after.watchers).toContain(member.accountId);
    const undone = await visited.get(member, 'review.undoAction', { actionId: action.actionId });
    expect(undone.state).toBe('undone');
    expect(issueOf(visited)).toEqual(before);
    expect(visited.checked.violations).toEqual([]);
    await visited.world.stop();
  });

  it('is done once, whatever is killed when', async () => {
    const run = async (faults: Faults) => {
      let active: Faults = noFaults;
      const visited = await visit(seed, { faults: { at: (point) => active.at(point) } });
      const action = await added(visited, faults, (next) => (active = next));
      const { comments, votes, watchers } = issueOf(visited);
      await visited.world.stop();
      return { state: action.state, comments: comments?.length, votes, watchers };
    };
    const counted = countingFaults();
    const expected = await run(counted);
    expect(expected).toMatchObject({ state: 'done', comments: 1 });
    for (const when of ['before', 'after'] as const) {
      for (let index = 0; index < counted.points.length; index++) {
        expect({ index, ...(await run(killAt(index, when))) }).toEqual({ index, ...expected });
      }
    }
  }, 120_000);

  it('takes no other text than the one that was shown, and no plan of another kind', async () => {
    const visited = await visit(seed);
    const { planToken } = await visited.get(member, 'review.previewAdd', { issueId: visited.issueId('ALPHA-1'), text });
    const refused = { ok: false, failure: { code: 'BAD_INPUT' } };
    expect(
      await visited.call(member, 'review.applyAdd', { planToken: planToken ?? '', text: 'Another text' }),
    ).toMatchObject(refused);
    const merged = await visited.get(member, 'review.applyMerge', { planToken: planToken ?? '' });
    expect(merged.state).toBe('failed');
    expect(issueOf(visited).comments).toEqual([]);
    await visited.world.stop();
  });

  it('is part of the demand: reports, people and spaces are counted over the duplicates, each person once', async () => {
    const visited = await visit(
      smallSite({
        issues: 8,
        change: (issue, index) => ({ ...issue, reporter: index % 2 === 0 ? admin.accountId : member.accountId }),
      }),
    );
    for (const key of ['ALPHA-2', 'BETA-1', 'ALPHA-3']) {
      const shown = await visited.get(admin, 'review.previewMerge', {
        duplicateId: visited.issueId(key),
        canonicalId: visited.issueId('ALPHA-1'),
      });
      await visited.get(admin, 'review.applyMerge', { planToken: shown.planToken ?? '' });
    }
    await expect(visited.get(admin, 'review.demand', { issueId: visited.issueId('ALPHA-1') })).resolves.toEqual({
      reports: 4,
      people: 2,
      projects: 2,
    });
    visited.world.site.changeProject('BETA', { browse: ['site-admins'] });
    await expect(visited.get(member, 'review.demand', { issueId: visited.issueId('ALPHA-1') })).resolves.toEqual({
      reports: 3,
      people: 1,
      projects: 1,
    });
    await visited.world.stop();
  });
});
