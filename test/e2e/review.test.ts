// The review queue as people live it: a hundred pairs answered with the keyboard alone, two people on one pair, a duplicate
// marked in Jira and taken back, and every list in every theme readable for everybody.

import type { Frame, Page } from 'playwright-core';
import { crowdedHarbour } from './harbour';
import { analyse, openView, turnTo } from './openings';
import { openStage, visit, type Stage, type Visit } from './visit';

const projectPage = '/jira/projects/SHOP/backlog-intelligence';
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(crowdedHarbour());
});
afterAll(() => stage.close());

test('before the first analysis the queue says that nothing was analyzed, not that nothing waits', async () => {
  const { goTo, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  const frame = await openView({ goTo, app }, 'Review');
  await frame.getByText('This space has not been analyzed yet').waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  await end();
  await analyse(stage, 'ada', ['SHOP']);
  stage.world.host.start();
});

test('a hundred pairs are answered without one mouse event, shown in less than 100 ms', async () => {
  const { goTo, app, page, end } = await visit(stage, { as: 'chiara' });
  await goTo(projectPage);
  const frame = await app();
  await frame.getByRole('button', { name: 'Review', exact: true }).waitFor();
  await watch(frame);
  await tabTo(page, frame, 'nav button:nth-of-type(2)');
  await page.keyboard.press('Enter');
  await frame.getByRole('article').first().waitFor();
  await tabTo(page, frame, 'article');

  const rows = new Set<string>();
  const keys = ['n', 'd', 'r', 's'] as const;
  for (let turn = 0; turn < 100; turn++) {
    const row = await frame.evaluate(() => document.activeElement?.id ?? '');
    rows.add(row);
    await page.keyboard.press(keys[turn % keys.length] ?? 'n');
    await frame.waitForFunction((before) => document.activeElement?.id !== before, row);
  }
  await frame.waitForFunction(() => document.querySelector('[role="feed"] [aria-busy="true"]') === null);

  const { delaysMs, mouseEvents } = await frame.evaluate(() => (window as unknown as { seen: Seen }).seen);
  const slowest = [...delaysMs].sort((x, y) => y - x);
  console.log(`The slowest of ${slowest.length} answers was on the screen after ${Math.round(slowest[0] ?? 0)} ms.`);
  expect(rows.size).toBe(100);
  expect(delaysMs.length).toBe(100);
  // One in twenty may meet a pause of a busy machine; what people feel is the others.
  expect(slowest[5]).toBeLessThan(100);
  expect(mouseEvents).toBe(0);
  expect(await frame.getByRole('alert').count()).toBe(0);
  expect(await rowsAs(stage, 'chiara', 'duplicate')).toBe(25);
  expect(await rowsAs(stage, 'chiara', 'snoozed')).toBe(25);
  await end();
});

test('who comes second is told who answered what, and nothing is overwritten', async () => {
  const [ada, ben] = await Promise.all([visit(stage, { as: 'ada' }), visit(stage, { as: 'ben', locale: 'en-US' })]);
  const [first, second] = await Promise.all([openQueue(ada), openQueue(ben)]);
  await first.getByRole('article').first().focus();
  await ada.page.keyboard.press('r');
  await first.getByText('Related', { exact: true }).first().waitFor();
  await first.waitForFunction(() => document.querySelector('[role="feed"] [aria-busy="true"]') === null);
  await second.getByRole('article').first().focus();
  await ben.page.keyboard.press('d');
  await second.getByText(/Ada Brandt, .*: Related\. Your answer was not saved\./).waitFor();
  expect(await ben.accessibilityViolations()).toEqual([]);
  await ada.page.keyboard.press('u');
  await first.waitForFunction(() => document.querySelector('[role="feed"] [aria-busy="true"]') === null);
  await ada.end();
  await ben.end();
});

test.each(['light', 'dark'] as const)(
  'a duplicate is marked in Jira and taken back, axe-clean in %s',
  async (theme) => {
    const visited = await visit(stage, { as: 'ada', theme });
    const { page, accessibilityViolations } = visited;
    const frame = await openQueue(visited);
    expect(await accessibilityViolations()).toEqual([]);
    await frame.getByRole('article').first().focus();
    const before = JSON.stringify(linksOf(stage));
    await page.keyboard.press('m');
    await frame.getByText('The comment').waitFor();
    expect(await accessibilityViolations()).toEqual([]);
    expect(JSON.stringify(linksOf(stage))).toBe(before);
    await frame.getByRole('button', { name: 'Mark as duplicate', exact: true }).click();
    await frame.getByRole('button', { name: 'Undo everything' }).waitFor();
    expect(JSON.stringify(linksOf(stage))).not.toBe(before);
    expect(await accessibilityViolations()).toEqual([]);
    await page.keyboard.press('Enter');
    await frame.getByText('Done in Jira').waitFor();

    await turnTo(frame, 'History');
    await frame.getByText('You: Marked as duplicate in Jira').first().waitFor();
    expect(await accessibilityViolations()).toEqual([]);
    await frame
      .getByRole('button', { name: /^Undo in Jira:/ })
      .first()
      .click();
    await frame.getByRole('button', { name: 'Undo everything' }).click();
    await frame.getByText('Everything was taken back.', { exact: false }).waitFor();
    expect(JSON.stringify(linksOf(stage))).toBe(before);
    await visited.end();
  },
);

async function openQueue(visited: Visit): Promise<Frame> {
  const frame = await openView(visited, 'Review');
  await frame.getByRole('article').first().waitFor();
  return frame;
}

/** Every work item with the links that Jira keeps for it, without the names of the links, which are never used again. */
function linksOf({ world }: Stage): readonly string[] {
  return (world.site.snapshot().issues ?? []).flatMap(({ key, links }) =>
    (links ?? []).map(({ type, to }) => `${key} ${type} ${to}`),
  );
}

interface Seen {
  readonly delaysMs: number[];
  mouseEvents: number;
}

/** From a key to the frame that shows the answer, and every event that only a pointer causes. */
async function watch(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const seen: Seen = { delaysMs: [], mouseEvents: 0 };
    Object.assign(window, { seen });
    let pressed: { readonly row: string; readonly atMs: number } | null = null;
    const look = () => {
      const row = pressed && document.getElementById(pressed.row);
      if (!pressed || row?.getAttribute('aria-busy') !== 'true') return;
      const { atMs } = pressed;
      pressed = null;
      requestAnimationFrame(() => seen.delaysMs.push(performance.now() - atMs));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, attributeFilter: ['aria-busy'] });
    const onKey = ({ target }: KeyboardEvent) => {
      if (target instanceof HTMLElement && target.tagName === 'ARTICLE')
        pressed = { row: target.id, atMs: performance.now() };
    };
    document.addEventListener('keydown', onKey, true);
    // Not `click`, which a key on a button makes too.
    for (const kind of ['mousedown', 'mouseup', 'pointerdown', 'mousemove'])
      document.addEventListener(kind, () => void seen.mouseEvents++, true);
  });
}

async function tabTo(page: Page, frame: Frame, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await frame.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with the Tab key.`);
}

/** As the backend tells that person. */
async function rowsAs({ world }: Stage, accountId: string, state: string): Promise<number> {
  const project = [...world.site.state.projects.values()].find(({ key }) => key === 'SHOP');
  const answer = (await world.installation.invoke({
    moduleKey: 'backlog-intelligence',
    functionKey: 'review.queue',
    payload: {
      projectIds: [project?.id],
      state,
      tier: 'any',
      threshold: 0.3,
      assignee: 'anyone',
      cursor: null,
      limit: 50,
    },
    accountId,
    extension: {},
  })) as { readonly value: { readonly rows: readonly unknown[] } };
  return answer.value.rows.length;
}
