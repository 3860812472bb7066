// The demo site with more in it: two work items whose titles try to become something else than text, or a hundred that
// somebody filed a second time in the same words.

import { demoSite } from '../../local/demo/site';
import type { IssueSeed, SiteSeed } from '../../local/jira/seed';

export const hostileTitle =
  '<img src=x onerror="window.hacked=1"> checkout freezes after coupon <script>window.hacked=1</script>';

export function harbour(): SiteSeed {
  const demo = demoSite();
  const last = Math.max(
    ...demo.issues.filter(({ project }) => project === 'SHOP').map(({ key }) => Number(key.split('-')[1])),
  );
  const hostile = (number: number, summary: string): IssueSeed => ({
    key: `SHOP-${last + number}`,
    project: 'SHOP',
    type: 'Bug',
    created: `2026-10-0${number}T09:00:00.000Z`,
    reporter: 'chiara',
    summary,
    description:
      'Entering a second coupon code freezes the checkout wheel {{"constructor"}} <iframe src="javascript:1"></iframe>',
  });
  return { ...demo, issues: [...demo.issues, hostile(1, hostileTitle), hostile(2, `${hostileTitle} again`)] };
}

/** Enough pairs for a long afternoon of reviewing. */
export function crowdedHarbour(): SiteSeed {
  const demo = demoSite();
  const ofShop = demo.issues.filter(({ project }) => project === 'SHOP');
  const last = Math.max(...ofShop.map(({ key }) => Number(key.split('-')[1])));
  const linked = new Set(demo.issues.flatMap(({ key, links }) => (links ?? []).flatMap(({ to }) => [key, to])));
  const retold = ofShop
    .filter(({ key, type, parent }) => type !== 'Sub-task' && parent === undefined && !linked.has(key))
    .slice(0, 160)
    .map(({ summary, description, components, type }, place): IssueSeed => {
      const words = summary.split(' ');
      return {
        key: `SHOP-${last + 1 + place}`,
        project: 'SHOP',
        ...(type === undefined ? {} : { type }),
        ...(components === undefined ? {} : { components }),
        created: new Date(Date.UTC(2026, 8, 1, 8, place)).toISOString(),
        reporter: 'chiara',
        summary: [...words.slice(2), ...words.slice(0, 2)].join(' '),
        ...(description === undefined ? {} : { description }),
      };
    });
  return { ...demo, issues: [...demo.issues, ...retold] };
}
