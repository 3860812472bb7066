// Plans as data: which way a link goes, where a chain ends, why a step cannot be done, and that no sequence of plans ever
// makes a circle.

import fc from 'fast-check';
import { defaultMapping } from '../../src/duplicates/mapping';
import { type MergeFacts, planMerge, stillFits, workOf } from '../../src/duplicates/merge-plan';
import type { LinkType } from '../../src/jira/links';
import type { IssueLink, MergeIssue } from '../../src/jira/merge-issue';
import type { Transition } from '../../src/jira/transitions';

const duplicateType: LinkType = { id: '10', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' };
const linkTypes: readonly LinkType[] = [
  { id: '9', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  duplicateType,
];

function issueAt(id: number, change: Partial<MergeIssue> = {}): MergeIssue {
  return {
    id,
    key: `KEY-${id}`,
    summary: `Issue ${id}`,
    createdMs: id,
    projectId: 1,
    typeId: '1',
    status: { id: '1', name: 'To Do', category: 'new' },
    resolutionId: null,
    resolutionName: null,
    priorityId: '3',
    labels: [],
    componentNames: [],
    reporterAccountId: 'ben',
    watchCount: 0,
    voteCount: 0,
    hasVoted: false,
    attachmentIds: [],
    links: [],
    ...change,
  };
}

const duplicates = (otherId: number): IssueLink => ({
  id: `to-${otherId}`,
  typeId: '10',
  direction: 'outward',
  otherId,
});
const closed = { id: '3', name: 'Done', category: 'done' } as const;

const close: Transition = {
  id: '31',
  name: 'Close',
  to: closed,
  resolution: {
    isRequired: true,
    allowed: [
      { id: '1', name: 'Done' },
      { id: '2', name: 'Duplicate' },
    ],
  },
  requiredFields: [],
};

function factsOf(change: Partial<MergeFacts> = {}): MergeFacts {
  return {
    duplicate: issueAt(2),
    chain: [issueAt(1)],
    linkTypes,
    transitions: [close],
    priorityIds: ['1', '2', '3', '4'],
    mapping: defaultMapping,
    holds: () => true,
    guardedBy: [],
    accountId: 'ada',
    ...change,
  };
}

const step = (facts: MergeFacts, kind: string) => planMerge(facts).steps.find((one) => one.kind === kind);

describe('a merge plan', () => {
  it('links once, with the type of the site, and closes with its own resolution for duplicates', () => {
    expect(workOf(planMerge(factsOf()))).toEqual([
      { kind: 'link', linkTypeId: '10' },
      { kind: 'watchers' },
      { kind: 'comment', textHash: expect.any(Number) as number },
      { kind: 'transition', transitionId: '31', fromStatusId: '1', toStatusId: '3', resolutionId: '2' },
    ]);
    expect(step(factsOf({ duplicate: issueAt(2, { links: [duplicates(1)] }) }), 'link')?.state).toBe('already');
  });

  it('goes to the last open issue of a chain and says from where it was led on', () => {
    const chain = [
      issueAt(1, { links: [duplicates(4)], status: closed }),
      issueAt(4, { links: [duplicates(5)] }),
      issueAt(5),
    ] as const;
    expect(planMerge(factsOf({ chain: [...chain] }))).toMatchObject({
      canonical: { id: 5 },
      redirectedFrom: { id: 1 },
    });
    const closedEnd = [chain[0], chain[1], issueAt(5, { status: closed })] as const;
    expect(planMerge(factsOf({ chain: [...closedEnd] })).canonical.id).toBe(4);
    const allClosed = [chain[0], issueAt(5, { status: closed })] as const;
    expect(planMerge(factsOf({ chain: [...allClosed] }))).toMatchObject({
      canonical: { id: 5 },
      warnings: ['canonical-closed'],
    });
  });

  it.each([
    ['same-issue', factsOf({ chain: [issueAt(2)] })],
    ['cycle', factsOf({ chain: [issueAt(1, { links: [duplicates(2)] }), issueAt(2)] })],
    ['already-duplicate', factsOf({ duplicate: issueAt(2, { links: [duplicates(7)] }) })],
    ['no-link-type', factsOf({ linkTypes: linkTypes.slice(0, 1) })],
    ['guarded', factsOf({ guardedBy: ['Customer'] })],
    ['guard-broken', factsOf({ guardedBy: null })],
    ['not-allowed', factsOf({ holds: (permission, id) => permission !== 'LINK_ISSUES' || id !== 1 })],
  ])('is impossible as a whole for "%s"', (obstacle, facts) => {
    expect(planMerge(facts).obstacles.map((one) => one.obstacle)).toContain(obstacle);
  });

  it.each([
    ['required-field', { ...close, requiredFields: ['Root cause'] }],
    ['no-transition', { ...close, to: { id: '2', name: 'In Progress', category: 'indeterminate' as const } }],
  ])('says "%s" when no transition closes it', (obstacle, transition) => {
    expect(step(factsOf({ transitions: [transition] }), 'transition')).toMatchObject({ state: 'impossible', obstacle });
  });

  it('prefers a status that is called duplicate, and what the mapping names before that', () => {
    const named: Transition = {
      ...close,
      id: '41',
      to: { id: '4', name: 'Duplicate', category: 'done' },
      resolution: null,
    };
    const chosen = (change: Partial<MergeFacts>) => {
      const work = step(factsOf({ transitions: [close, named], ...change }), 'transition')?.work;
      return work?.kind === 'transition' ? work.transitionId : null;
    };
    expect(chosen({})).toBe('41');
    expect(chosen({ mapping: { ...defaultMapping, statusId: '3' } })).toBe('31');
    expect(chosen({ mapping: { ...defaultMapping, statusId: '3', resolutionId: '99' } })).toBeNull();
  });

  it('carries over only what is missing, and votes only for oneself', () => {
    const duplicate = issueAt(2, { labels: ['a', 'b'], componentNames: ['ui'], voteCount: 3, projectId: 2 });
    const facts = factsOf({ duplicate, chain: [issueAt(1, { labels: ['b'] })] });
    expect(step(facts, 'labels')).toMatchObject({ state: 'planned', count: 1 });
    expect(step(facts, 'components')).toMatchObject({ state: 'impossible', obstacle: 'other-project' });
    expect(step(facts, 'vote')).toMatchObject({ state: 'impossible', obstacle: 'only-oneself', count: 3 });
  });

  it('raises a priority and never lowers one', () => {
    const mapping = { ...defaultMapping, steps: [...defaultMapping.steps, 'priority' as const] };
    const withPriority = (duplicate: string, canonical: string) =>
      step(
        factsOf({
          mapping,
          duplicate: issueAt(2, { priorityId: duplicate }),
          chain: [issueAt(1, { priorityId: canonical })],
        }),
        'priority',
      )?.state;
    expect(withPriority('1', '3')).toBe('planned');
    expect(withPriority('3', '1')).toBe('already');
    expect(withPriority('3', '3')).toBe('already');
  });

  it('accepts of a stored step only itself or a part of it that is left to do', () => {
    expect(stillFits({ kind: 'labels', hashes: [1, 2] }, { kind: 'labels', hashes: [2] })).toBe(true);
    expect(stillFits({ kind: 'labels', hashes: [1, 2] }, null)).toBe(true);
    expect(stillFits({ kind: 'labels', hashes: [1] }, { kind: 'labels', hashes: [1, 3] })).toBe(false);
    expect(stillFits({ kind: 'link', linkTypeId: '10' }, { kind: 'link', linkTypeId: '11' })).toBe(false);
  });

  it('never makes a circle or a second original, whatever people ask for in whatever order', () => {
    const wish = fc.record({ duplicate: fc.integer({ min: 1, max: 6 }), canonical: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 20 }), (asked) => {
        const originals = new Map<number, number>();
        const read = (id: number) =>
          issueAt(id, { links: originals.has(id) ? [duplicates(originals.get(id) ?? 0)] : [] });
        for (const { duplicate, canonical } of asked) {
          const chain: [MergeIssue, ...MergeIssue[]] = [read(canonical)];
          for (let next = originals.get(canonical); next !== undefined; next = originals.get(next))
            chain.push(read(next));
          const plan = planMerge(factsOf({ duplicate: read(duplicate), chain }));
          if (plan.obstacles.length > 0 || plan.steps.every(({ kind, work }) => kind !== 'link' || work === null))
            continue;
          expect(originals.has(duplicate)).toBe(false);
          originals.set(duplicate, plan.canonical.id);
          let steps = 0;
          for (let next: number | undefined = duplicate; next !== undefined; next = originals.get(next))
            expect(++steps).toBeLessThan(8);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
