// The rest of a backlog: several hundred ordinary work items that have nothing to do with each other. They are put
// together from parts by a seeded draw, so the demo site is the same on every machine, without a file of hundreds of texts.

import type { SeriesItem } from './series';

const subjects = [
  ['SHOP', 'Wish list', 'Accounts'],
  ['SHOP', 'Review form', 'Catalogue'],
  ['SHOP', 'Size advisor', 'Catalogue'],
  ['SHOP', 'Product video', 'Catalogue'],
  ['SHOP', 'Breadcrumb', 'Catalogue'],
  ['SHOP', 'Store locator', 'Shipping'],
  ['SHOP', 'Return form', 'Shipping'],
  ['SHOP', 'Order tracking page', 'Shipping'],
  ['SHOP', 'Address book', 'Accounts'],
  ['SHOP', 'Cookie banner', 'Content'],
  ['SHOP', 'Landing page editor', 'Content'],
  ['SHOP', 'Recommendation carousel', 'Search'],
  ['SHOP', 'Autocomplete', 'Search'],
  ['SHOP', 'Compare view', 'Catalogue'],
  ['SHOP', 'Loyalty points', 'Accounts'],
  ['SHOP', 'Chat window', 'Content'],
  ['PAY', 'Settlement file', 'Reporting'],
  ['PAY', 'Dunning letter', 'Invoices'],
  ['PAY', 'Bank import', 'Reporting'],
  ['PAY', 'Gift card balance', 'Payment methods'],
  ['PAY', 'Subscription renewal', 'Payment methods'],
  ['PAY', 'Credit limit check', 'Payment methods'],
  ['PAY', 'Exchange rate feed', 'Reporting'],
  ['PAY', 'Receipt archive', 'Invoices'],
  ['PAY', 'Cash desk closing', 'Reporting'],
  ['PAY', 'Supplier payout', 'Payment methods'],
  ['PAY', 'Tax summary', 'Reporting'],
  ['PAY', 'Deposit handling', 'Payment methods'],
  ['OPS', 'Backup job', 'Database'],
  ['OPS', 'Log shipper', 'Monitoring'],
  ['OPS', 'Staging cluster', 'Deployment'],
  ['OPS', 'Build agent', 'Deployment'],
  ['OPS', 'Firewall rule set', 'Security'],
  ['OPS', 'Secret rotation', 'Security'],
  ['OPS', 'Object storage', 'Database'],
  ['OPS', 'Message broker', 'Deployment'],
] as const;

const observations = [
  ['ignores the keyboard', 'Tab moves past it and Enter does nothing, so people without a mouse are stuck.', 'Bug'],
  [
    'is slow with many entries',
    'With more than 500 entries it takes nine seconds to draw, the profiler blames layout.',
    'Bug',
  ],
  ['should remember the last choice', 'Ask once, keep the answer for the person, offer a way to forget it.', 'Story'],
  [
    "shows yesterday's values",
    'A cache in between keeps them until midnight; nobody knows who owns that cache.',
    'Bug',
  ],
  [
    'needs an owner in the documentation',
    'New colleagues ask each week whom to talk to. One line in the handbook would help.',
    'Task',
  ],
  [
    'fails for names with an apostrophe',
    "O'Neill and D'Angelo get a server error, the quoting is done by hand there.",
    'Bug',
  ],
  ['cannot be switched off', 'Two partners asked for a setting per contract.', 'Story'],
  ['lacks an undo', 'A slip of the finger cannot be taken back, support restores about three a week by hand.', 'Story'],
  ['is missing on narrow screens', 'Below 360 pixels it falls out of the grid.', 'Bug'],
  ['writes too much into the log', 'Two gigabytes a day of debug lines, mostly the same three.', 'Task'],
  ['counts in the wrong time zone', 'Around midnight the numbers jump for shops in Lisbon and Helsinki.', 'Bug'],
  [
    'should send a summary each Monday',
    'The team lead wants one mail with totals and the three largest changes.',
    'Story',
  ],
  ['breaks when two people edit', 'The second save wins silently. At least say who changed what.', 'Bug'],
  ['needs a load test before Christmas', 'Last year it gave up at 220 requests per second. We expect 400.', 'Task'],
  ['uses a retired interface', 'The vendor turns version 2 off in October; version 4 wants signed requests.', 'Task'],
  ['has no empty state', 'With nothing to show people see a white box and reload the page.', 'Bug'],
  ['should explain refusals', 'It just says no. Name the rule and whom to ask.', 'Story'],
  ['loses drafts after a timeout', 'Half an hour of typing is gone when the session ends.', 'Bug'],
  ['is not covered by the nightly tests', 'The last three regressions were found by customers.', 'Task'],
  ['truncates long names', 'Forty characters, then an ellipsis, and no tooltip.', 'Bug'],
  ['wants a bulk mode', 'Doing 80 of them one after the other takes a morning.', 'Story'],
  ['mixes up singular and plural', '"1 items", "0 item": please use the plural rules of each language.', 'Bug'],
  ['should work offline for a while', 'The warehouse has dead spots; queue the changes and send them later.', 'Story'],
  ['keeps personal data too long', 'The auditor wants a deletion rule of 90 days and a proof that it ran.', 'Task'],
] as const;

const circumstances = [
  'Seen in release 26.3.',
  'Reported by the partner team.',
  'Came up in the retrospective.',
  'Reproduced on Firefox and Safari.',
  'Only in the Nordic shops.',
  'Started after the move to the new data centre.',
  'Low effort, says the team.',
  'Asked for by the biggest customer.',
  'Part of the accessibility round.',
  'Found while looking for something else.',
  'The workaround is a script on a laptop.',
  'Discussed in March, nothing decided.',
];

/** `count` items, at most one for each subject and observation. The draw is an argument so that it can be seeded. */
export function everydayItems(count: number, draw: () => number): SeriesItem[] {
  const authors = ['ada', 'ben', 'chiara', 'daichi', 'eva'] as const;
  const combinations = shuffled(
    subjects.flatMap((subject) => observations.map((observation) => ({ subject, observation }))),
    draw,
  );
  return combinations
    .slice(0, count)
    .map(({ subject: [project, subject, component], observation: [symptom, detail, type] }) => ({
      project,
      by: choose(authors, draw),
      day: 1 + Math.floor(draw() * 120),
      component,
      type,
      summary: `${subject} ${symptom}`,
      description: `${detail} ${choose(circumstances, draw)}`,
    }));
}

function choose<T>(list: readonly T[], draw: () => number): T {
  return list[Math.floor(draw() * list.length)] as T;
}

function shuffled<T>(list: readonly T[], draw: () => number): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
