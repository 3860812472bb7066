// What a row of the review queue shows while answers are under way, and what can be undone from the history.

import type { DecisionAnswer, IssueView, QueueRow, ReviewView } from '../../src/contract';
import { commandOf, shortcuts } from '../../static/project/review/keys';
import { answered, isSettled, itemOf, mergeOf, swapped, wished } from '../../static/project/review/queue-items';
import { searchItems } from '../../static/project/review/search-items';

const at = '2026-11-20T10:00:00.000Z';

const untouched: ReviewView = {
  version: 0,
  verdict: null,
  snoozedUntil: null,
  assigneeAccountId: null,
  byAccountId: null,
  at: null,
  origin: null,
  askedAgainSince: null,
  actionId: null,
};
const row: QueueRow = { a: 1, b: 2, score: 0.8, tier: 'possible', reasons: [], impact: [], review: untouched };

function issue(id: number, change: Partial<IssueView> = {}): IssueView {
  return {
    id,
    key: `SHOP-${id}`,
    summary: `The checkout freezes ${id}`,
    projectId: 1,
    projectKey: 'SHOP',
    projectName: 'Shop',
    typeName: 'Bug',
    typeIconUrl: null,
    statusName: 'To Do',
    statusCategory: 'new',
    resolutionName: null,
    created: `2026-01-0${id}T00:00:00.000Z`,
    updated: at,
    ...change,
  };
}

function item(...issues: readonly IssueView[]) {
  const found = itemOf(row, new Map(issues.map((one) => [one.id, one])));
  if (found === null) throw new Error('Both work items are visible.');
  return found;
}

const saved = (change: Partial<ReviewView>): { ok: true; value: DecisionAnswer } => ({
  ok: true,
  value: { outcome: 'saved', review: { ...untouched, version: 1, ...change } },
});

test('a row of which Jira shows one work item only does not exist', () => {
  expect(itemOf(row, new Map([[1, issue(1)]]))).toBeNull();
});

test('the open one is kept, else the older one, and swapping turns that round', () => {
  expect(mergeOf(item(issue(1), issue(2))).canonical.id).toBe(1);
  const newerIsOpen = item(issue(1, { statusCategory: 'done' }), issue(2));
  expect(mergeOf(newerIsOpen).canonical.id).toBe(2);
  expect(mergeOf(swapped(newerIsOpen)).canonical.id).toBe(1);
});

test('an answer shows at once and the one of the backend replaces it', () => {
  const shown = wished(item(issue(1), issue(2)), { kind: 'decide', verdict: 'related' }, 'ada', at);
  expect(shown).toMatchObject({
    underway: 1,
    saved: { version: 0 },
    shown: { verdict: 'related', byAccountId: 'ada' },
  });
  const after = answered(shown, saved({ verdict: 'related', byAccountId: 'ada' }));
  expect(after).toMatchObject({ underway: 0, saved: { version: 1 }, shown: { version: 1, verdict: 'related' } });
});

test('an answer to an earlier wish does not undo on the screen what was wished after it', () => {
  let now = wished(item(issue(1), issue(2)), { kind: 'decide', verdict: 'duplicate' }, 'ada', at);
  now = wished(now, { kind: 'undo' }, 'ada', at);
  now = answered(now, saved({ verdict: 'duplicate' }));
  expect(isSettled(now.shown)).toBe(false);
  now = answered(now, saved({ version: 2, origin: 'undo' }));
  expect(now).toMatchObject({ underway: 0, shown: { version: 2, verdict: null } });
});

test('who comes second sees what the first one said, and their own answer disappears', () => {
  const shown = wished(item(issue(1), issue(2)), { kind: 'decide', verdict: 'duplicate' }, 'ada', at);
  const theirs: ReviewView = { ...untouched, version: 3, verdict: 'related', byAccountId: 'ben', at };
  const after = answered(shown, { ok: true, value: { outcome: 'conflict', review: theirs } });
  expect(after).toMatchObject({ shown: theirs, saved: theirs, notice: { kind: 'conflict', review: theirs } });
});

test('a failure puts back what was saved and says why', () => {
  const shown = wished(item(issue(1), issue(2)), { kind: 'snooze', untilIso: '2026-11-27T10:00:00.000Z' }, 'ada', at);
  expect(shown.shown.snoozedUntil).toBe('2026-11-27T10:00:00.000Z');
  const after = answered(shown, { ok: false, failure: { code: 'STORAGE_UNAVAILABLE', message: 'x' } });
  expect(after).toMatchObject({ shown: untouched, notice: { kind: 'failed' } });
});

test('a question that is asked again is open although an answer is remembered', () => {
  expect(isSettled({ ...untouched, verdict: 'not-duplicate' })).toBe(true);
  expect(isSettled({ ...untouched, verdict: 'not-duplicate', askedAgainSince: at })).toBe(false);
});

test('no key stands for two commands, and keys of the browser stay with the browser', () => {
  const keys = shortcuts.flatMap((shortcut) => shortcut.keys);
  expect(new Set(keys).size).toBe(keys.length);
  const press = { key: 'D', ctrlKey: false, metaKey: false, altKey: false };
  expect(commandOf(press)).toBe('duplicate');
  expect(commandOf({ ...press, ctrlKey: true })).toBeNull();
  expect(commandOf({ ...press, key: 'q' })).toBeNull();
});

test('the search finds keys and beginnings of words in either work item and keeps the order', () => {
  const other = { ...item(issue(1), issue(2)), key: '3-4' };
  const items = [item(issue(1, { summary: 'Coupon is lost' }), issue(2)), other];
  expect(searchItems(items, '  ')).toBe(items);
  expect(searchItems(items, 'coup')).toEqual([items[0]]);
  expect(searchItems(items, 'freezes')).toEqual(items);
  expect(searchItems(items, 'invoice')).toEqual([]);
});
