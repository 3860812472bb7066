// The demo site with two work items more, whose titles try to become something else than text.

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
