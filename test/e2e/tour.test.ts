// The guided tour of the demo site: it leads to places that exist and show what it says, and it can be left for good.

import { demoSite } from '../../local/demo/site';
import { tour } from '../../local/demo/tour';
import { openStage, visit, type Stage } from './visit';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage(demoSite(), { tour });
});
afterAll(() => stage.close());

test('every stop leads to a place of the demo site', async () => {
  const { goTo, page, app, end, accessibilityViolations } = await visit(stage, { as: 'ada' });
  await goTo('/');
  const card = page.getByRole('complementary', { name: 'Guided tour' });
  await (await app()).getByRole('button', { name: 'Find duplicates' }).first().waitFor();
  expect(await accessibilityViolations()).toEqual([]);
  for (const [place, { title }] of tour.entries()) {
    await card.getByRole('heading', { name: title }).waitFor();
    if (place === 1) await page.getByRole('heading', { name: 'NullPointerException in BasketMerger' }).waitFor();
    if (place < tour.length - 1) await card.getByRole('button', { name: 'Next' }).click();
  }
  expect(await page.getByText('This stand-in has no page').count()).toBe(0);
  await end();
});

test('who skips the tour is left alone, and can have it back', async () => {
  const { goTo, page, end } = await visit(stage, { as: 'ada', widthPx: 360 });
  await goTo('/jira/projects/SHOP/issues');
  const card = page.getByRole('complementary', { name: 'Guided tour' });
  await card.getByRole('button', { name: 'Skip the tour' }).click();
  await page.reload();
  await page
    .getByRole('link', { name: /^SHOP-/ })
    .first()
    .waitFor();
  expect(await card.count()).toBe(0);
  await page.getByRole('button', { name: 'Tour' }).click();
  await card.getByText(`1 of ${tour.length}`).waitFor();
  await end();
});
