// Dialogs on a page that is much longer than the screen. The frame of an app is as high as its page, so whatever stands at
// the top of the frame is out of sight for somebody who has scrolled down.

import { crowdedHarbour } from './harbour';
import { analyse, openView } from './openings';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(crowdedHarbour());
  await analyse(stage, 'ada', ['SHOP']);
});
afterAll(() => stage.close());

test.each([
  ['c', 1280, 'en-US', 'Close this dialog'],
  ['m', 360, 'de-DE', 'Diesen Dialog schließen'],
] as const)(
  'a dialog, opened with "%s" at %d px, stands where the person has scrolled to',
  async (key, widthPx, locale, closing) => {
    const visited = await visit(stage, { as: 'ada', widthPx, locale });
    const { page, end } = visited;
    const frame = await openView(visited, 'Review');
    const last = frame.getByRole('article').last();
    await last.waitFor();
    await last.focus();
    await last.scrollIntoViewIfNeeded();
    const frameTop = async () => (await page.locator('iframe').boundingBox())?.y ?? 0;
    expect(await frameTop()).toBeLessThan(-500);
    const row = await last.getAttribute('id');
    await page.keyboard.press(key);
    const dialog = frame.getByRole('dialog');
    const title = dialog.getByRole('heading', { level: 1 });
    await title.waitFor();
    const box = await title.boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(450);
    const covering = ([x = 0, y = 0]: number[]) => document.elementFromPoint(x, y)?.tagName;
    expect(await page.evaluate(covering, [(box?.x ?? 0) + 1, (box?.y ?? 0) + 1])).toBe('IFRAME');
    const lastButton = await dialog.getByRole('button').last().boundingBox();
    expect((lastButton?.y ?? 0) + (lastButton?.height ?? 0)).toBeLessThan(900);
    expect(await frameTop()).toBeLessThan(-500);
    expect(await dialog.getByRole('button', { name: closing }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await frame.getByRole('dialog').waitFor({ state: 'detached' });
    await frame.waitForFunction((id) => document.activeElement?.id === id, row);
    await end();
  },
);
