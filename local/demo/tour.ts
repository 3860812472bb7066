// The story of the product in six stops, for somebody who sees the demo site for the first time. Each stop names a place
// and what to try there; whoever would rather look around alone skips it once and is not asked again.

export interface TourStop {
  readonly title: string;
  readonly text: string;
  readonly path: string;
}

export const tour: readonly TourStop[] = [
  {
    title: 'Harbour runs a web shop',
    text: 'Three spaces, five colleagues, some 570 work items, and nobody knows which of them say the same. Press "Find duplicates", add the other two spaces, and start the analysis. It takes a few seconds.',
    path: '/jira/projects/SHOP/backlog-intelligence',
  },
  {
    title: 'One work item, its look-alikes',
    text: 'Somebody reports a crash after login with a stack trace. On the right the panel has found the same crash told without a word in common with the title. Open "Compare" to see why.',
    path: '/browse/SHOP-43',
  },
  {
    title: 'Settle it',
    text: 'The queue under "Review" on the page of the space. The keys n, d, r and s answer a pair; m marks it as a duplicate in Jira after a preview of every step. Then press u: everything is taken back.',
    path: '/jira/projects/SHOP/backlog-intelligence/review',
  },
  {
    title: 'Before it is filed twice',
    text: 'Under "Search" type "voucher dash". What exists appears while you type, and your words can be added to it instead of filing the same again.',
    path: '/jira/projects/SHOP/backlog-intelligence/search',
  },
  {
    title: 'Links that went wrong',
    text: 'Over the years duplicates of duplicates and circles came about. "Link health" under "Reports" lists them with a repair that you can look at first, and take back.',
    path: '/jira/projects/SHOP/backlog-intelligence/link-health',
  },
  {
    title: 'Who may see what',
    text: 'Switch the person at the top right to Chiara: Payments and Operations are gone for her, and so is every pair, count and title from there. Then look at the administration page as Ada.',
    path: '/admin',
  },
];
