// Work items that look alike on purpose and are no duplicates: recurring chores, alert tickets, one ticket for each
// platform, a bug-report form that everybody fills in. A duplicate finder that lists these as pairs is a nuisance.

import type { Telling } from './stories';

export interface SeriesItem extends Omit<Telling, 'by'> {
  readonly by: Telling['by'];
  readonly component: string;
  readonly type: 'Bug' | 'Story' | 'Task';
}

export function seriesItems(): SeriesItem[] {
  return [...alerts(), ...upgrades(), ...certificates(), ...translations(), ...platformSiblings(), ...filledForms()];
}

const hosts = [
  'web-01',
  'web-02',
  'web-03',
  'basket-01',
  'basket-02',
  'search-01',
  'search-02',
  'mail-01',
  'pictures-01',
  'db-01',
  'db-02',
  'queue-01',
];
const measures = [
  ['disk usage', '92 %', '85 %'],
  ['memory usage', '95 %', '90 %'],
  ['load average', '14.2', '8'],
  ['response time', '2.8 s', '1 s'],
  ['queue length', '18,400', '5,000'],
] as const;

function alerts(): SeriesItem[] {
  return Array.from({ length: 60 }, (_, index) => {
    const host = pick(hosts, index);
    const [measure, value, limit] = pick(measures, Math.floor(index / hosts.length));
    return {
      project: 'OPS',
      by: 'daichi',
      day: 2 + index * 2,
      component: 'Monitoring',
      type: 'Task',
      summary: `[ALERT] ${measure} on ${host} above ${limit}`,
      description: `Created by the monitoring.\n\n|Host|${host}|\n|Measure|${measure}|\n|Value|${value}|\n|Limit|${limit}|\n|Since|2026-0${1 + (index % 6)}-1${index % 9} 0${index % 9}:1${index % 6}|\n\nCheck the dashboard of the host, acknowledge the alert, and write here what you did.`,
    };
  });
}

const libraries = [
  'spring-boot',
  'jackson-databind',
  'netty',
  'hibernate-core',
  'logback',
  'guava',
  'react',
  'vite',
  'typescript',
  'eslint',
  'postgresql-jdbc',
  'kafka-clients',
  'lettuce',
  'micrometer',
  'flyway',
  'testcontainers',
  'junit',
  'okhttp',
  'nginx',
  'openjdk',
];

function upgrades(): SeriesItem[] {
  return Array.from({ length: 40 }, (_, index) => {
    const library = pick(libraries, index);
    const major = 1 + ((index * 7) % 9);
    return {
      project: index % 3 === 0 ? 'PAY' : 'SHOP',
      by: 'ada',
      day: 4 + index * 3,
      component: 'Dependencies',
      type: 'Task',
      summary: `Upgrade ${library} to ${major}.${(index * 3) % 20}.${index % 5}`,
      description: `A new version of ${library} is out. Read the release notes, upgrade, run all tests, deploy to staging and watch it for a day.`,
    };
  });
}

const domains = [
  'www',
  'api',
  'pay',
  'mail',
  'static',
  'pictures',
  'partners',
  'status',
  'docs',
  'login',
  'vpn',
  'metrics',
];

function certificates(): SeriesItem[] {
  return Array.from({ length: 24 }, (_, index) => ({
    project: 'OPS' as const,
    by: 'eva' as const,
    day: 7 + index * 5,
    component: 'Certificates',
    type: 'Task' as const,
    summary: `Renew certificate of ${pick(domains, index)}.harbour.example (${index < domains.length ? 'spring' : 'autumn'})`,
    description:
      'Yearly renewal. Order the certificate, install it on the load balancer, check it with the TLS test, put the next date into the calendar.',
  }));
}

const pages = [
  'Imprint',
  'Shipping costs',
  'Right of withdrawal',
  'Size guide',
  'Gift wrapping',
  'Battery disposal',
  'Careers',
  'Press',
  'Sustainability',
];
const languages = ['French', 'Italian', 'Dutch', 'Polish'];

function translations(): SeriesItem[] {
  return pages.flatMap((page, at) =>
    languages.map((language, index) => ({
      project: 'SHOP' as const,
      by: 'chiara' as const,
      day: 10 + at * 8 + index,
      component: 'Content',
      type: 'Task' as const,
      summary: `Translate "${page}" into ${language}`,
      description: `The text of the page "${page}" has been approved. Translate it into ${language} and let the legal team read it.`,
    })),
  );
}

const appWishes = [
  'Show stock of the nearest shop',
  'Scan a bar code to find a product',
  'Widget with the state of the latest order',
  'Share a wish list',
  'Pay with the wallet of the phone',
  'Offline view of past orders',
  'Biometric sign-in',
  'Push message when a parcel is at the door',
];

function platformSiblings(): SeriesItem[] {
  return appWishes.flatMap((wish, at) =>
    (['Android', 'iOS'] as const).map((platform, index) => ({
      project: 'SHOP' as const,
      by: 'ben' as const,
      day: 15 + at * 9 + index,
      component: 'App',
      type: 'Story' as const,
      summary: `${platform}: ${wish}`,
      description: `${wish}, as agreed in the app round. This ticket is the part for ${platform}; the other platform has a ticket of its own.`,
    })),
  );
}

const mishaps = [
  [
    'Currency sign missing on the receipt',
    'order something in Norway',
    'the receipt shows kr',
    'the receipt shows the bare number',
  ],
  ['Tip cannot be zero', 'pay at the till and choose no tip', 'payment goes on', 'the terminal asks again and again'],
  [
    'Instalment plan rounds the last rate wrongly',
    'buy for 100.00 in three instalments',
    '33.33, 33.33, 33.34',
    'three times 33.33',
  ],
  [
    'Expired card is accepted until the end of the day',
    'use a card that expired yesterday',
    'refusal in the form',
    'refusal by the bank a minute later',
  ],
  ['Receipt mail has the shop logo twice', 'pay any order', 'one logo', 'logo in header and footer'],
  ['IBAN field refuses blanks', 'paste an IBAN with blanks', 'blanks are ignored', '"invalid IBAN"'],
  ['Back button repeats the payment form', 'press back after paying', 'order overview', 'an empty payment form'],
  ['Cash discount shown for invoices', 'choose payment by invoice', 'no discount', '2 % discount in the preview'],
  ['Wrong decimal separator in the Danish export', 'export the payments of a Danish shop', '12,50', '12.50'],
  ['Chargeback list is not sorted', 'open the chargeback list', 'newest first', 'no order at all'],
  ['Wallet payments lack the order number', 'pay with a wallet', 'order number in the statement', 'only the shop name'],
  [
    'Terminal sleeps during long payments',
    'wait 50 s for the bank',
    'terminal stays awake',
    'terminal goes dark, payment is lost',
  ],
  ['Credit note is sent to the old address', 'change the address, then cancel', 'new address', 'old address'],
  ['Direct debit mandate is asked twice', 'order twice in a day', 'one mandate', 'two mandates'],
  ['Currency of gift cards cannot be changed', 'use a gift card in Sweden', 'amount in SEK', 'amount in EUR'],
  ['Payment link opens in English', 'open the link with a Spanish browser', 'Spanish page', 'English page'],
  ['Fraud score is missing in the order view', 'open a risky order', 'score and reasons', 'empty box'],
  ['Daily totals start at 01:00 in summer', 'look at the totals of 30 March', 'day from 00:00', 'day from 01:00'],
  ['Partial refunds lose the tax line', 'refund one of three items', 'tax of that item', 'no tax line'],
  ['Saved cards vanish after the app update', 'update the app', 'cards are kept', 'list of cards is empty'],
] as const;

function filledForms(): SeriesItem[] {
  return mishaps.map(([summary, steps, expected, actual], index) => ({
    project: 'PAY',
    by: index % 2 === 0 ? 'ben' : 'daichi',
    day: 11 + index * 5,
    component: 'Payment methods',
    type: 'Bug',
    summary,
    description: `h3. Steps to reproduce\n# sign in as a test customer\n# ${steps}\n\nh3. Expected result\n${expected}\n\nh3. Actual result\n${actual}\n\nh3. Environment\nStaging, latest build\n\nPlease attach a screenshot and do not put customer data into this form.`,
  }));
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
