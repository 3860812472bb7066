// A site small enough to know by heart, and the way tests talk to it: through the contract checker, as somebody.

import type { Clock } from '../../local/clock';
import { checkedProduct, findContract } from '../../local/jira/contract';
import type { CheckedProduct } from '../../local/jira/contract';
import { noLimits } from '../../local/jira/limits';
import { freshSite } from '../../local/jira/seed';
import type { AdfDocument, IssueSeed, SiteSeed } from '../../local/jira/seed';
import { JiraSite } from '../../local/jira/site';
import type { SiteOptions } from '../../local/jira/site';
import type { Actor, ProductRequest } from '../../local/product';

export const startMs = Date.parse('2026-03-01T12:00:00Z');

/** A clock that moves only when a test says so. */
export class StandingClock implements Clock {
  private ms = startMs;

  now(): number {
    return this.ms;
  }

  until(atMs: number): Promise<void> {
    this.ms = Math.max(this.ms, atMs);
    return Promise.resolve();
  }

  advance(ms: number): void {
    this.ms += ms;
  }
}

export const admin: Actor = { kind: 'user', accountId: 'person-admin' };
export const maria: Actor = { kind: 'user', accountId: 'person-maria' };
/** In no group that browses SECRET, and with nothing but browsing in OPS. */
export const noor: Actor = { kind: 'user', accountId: 'person-noor' };
export const app: Actor = { kind: 'app' };
export const anonymous: Actor = { kind: 'anonymous' };

export const paragraph = (text: string): AdfDocument => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const issues: readonly IssueSeed[] = [
  {
    key: 'APP-1',
    project: 'APP',
    type: 'Bug',
    created: '2026-01-01T10:00:00Z',
    summary: 'Login button does nothing',
    description: 'Clicking it.\n{code}\nNullPointerException\n{code}\nEvery time.',
    labels: ['login', 'ui'],
    components: ['Web'],
    priority: 'High',
    reporter: 'person-maria',
    assignee: 'person-admin',
  },
  {
    key: 'APP-2',
    project: 'APP',
    type: 'Bug',
    created: '2026-01-05T10:00:00Z',
    summary: 'Login is broken',
    status: 'Done',
    resolution: 'Fixed',
    resolved: '2026-02-01T00:00:00Z',
    labels: ['login'],
    priority: 'Low',
    reporter: 'person-noor',
    links: [
      { type: 'Duplicate', to: 'APP-1' },
      { type: 'Relates', to: 'SECRET-1' },
    ],
  },
  {
    key: 'APP-3',
    project: 'APP',
    type: 'Epic',
    created: '2026-02-20T10:00:00Z',
    updated: '2026-02-28T09:00:00Z',
    summary: 'Exports',
    status: 'In Progress',
    reporter: 'person-admin',
    sprint: { id: 7, name: 'Sprint 7', state: 'active' },
  },
  {
    key: 'APP-4',
    project: 'APP',
    type: 'Story',
    created: '2026-02-25T10:00:00Z',
    summary: 'Export as CSV',
    parent: 'APP-3',
    securityLevel: 'Leads only',
    reporter: 'person-admin',
    properties: { review: { score: 7, state: 'open' } },
  },
  {
    key: 'OPS-1',
    project: 'OPS',
    type: 'Task',
    created: '2026-02-27T10:00:00Z',
    summary: 'Renew certificates',
    reporter: 'person-noor',
    watchers: ['person-maria'],
  },
  {
    key: 'SECRET-1',
    project: 'SECRET',
    type: 'Bug',
    created: '2026-02-26T10:00:00Z',
    summary: 'Login leaks tokens',
    reporter: 'person-admin',
  },
];

export const smallSeed: SiteSeed = {
  ...freshSite,
  groups: ['site-admins', 'jira-users', 'security-team', 'operators'],
  people: [
    {
      accountId: 'person-admin',
      displayName: 'Alex Admin',
      email: 'admin@example.com',
      groups: ['site-admins', 'jira-users', 'security-team'],
      isSiteAdmin: true,
    },
    {
      accountId: 'person-maria',
      displayName: 'Maria Member',
      email: 'maria@example.com',
      groups: ['jira-users', 'operators'],
    },
    { accountId: 'person-noor', displayName: 'Noor Newcomer', email: 'noor@example.com', groups: ['jira-users'] },
    { accountId: 'person-gone', displayName: 'Gil Gone', groups: ['jira-users', 'security-team'], isActive: false },
  ],
  projects: [
    {
      key: 'APP',
      name: 'Application',
      browse: 'everyone',
      admins: ['person-maria'],
      lead: 'person-maria',
      components: ['Web', 'Mobile'],
      securityLevels: [{ name: 'Leads only', groups: ['site-admins'], includesReporter: true }],
    },
    {
      key: 'OPS',
      name: 'Operations',
      browse: 'everyone',
      admins: ['site-admins'],
      permissionsByGroup: {
        operators: ['CREATE_ISSUES', 'EDIT_ISSUES', 'LINK_ISSUES', 'ADD_COMMENTS', 'TRANSITION_ISSUES'],
      },
    },
    { key: 'SECRET', name: 'Secret', browse: ['security-team'], admins: ['site-admins'] },
  ],
  issues,
};

interface Answer {
  readonly status: number;
  /** Parsed; undefined when there was none. */
  readonly body: unknown;
  readonly headers: Headers;
}

export interface TestSite {
  readonly site: JiraSite;
  readonly clock: StandingClock;
  readonly product: CheckedProduct;
  readonly events: { readonly eventType: string }[];
  call(actor: Actor, method: ProductRequest['method'], path: string, body?: unknown): Promise<Answer>;
}

export async function testSite(options: Partial<SiteOptions> = {}, seed: SiteSeed = smallSeed): Promise<TestSite> {
  const clock = new StandingClock();
  const site = new JiraSite(seed, { clock, limits: noLimits, ...options });
  const product = checkedProduct(site, await findContract());
  const events: { readonly eventType: string }[] = [];
  site.onEvent((event) => events.push(event));
  return {
    site,
    clock,
    product,
    events,
    async call(actor, method, path, body) {
      const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const request = {
        method,
        path: `/rest/api/3${path}`,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      };
      const response = await product.handle(request, actor);
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        headers: response.headers,
      };
    },
  };
}

/** What stands at a path such as `issues.0.key`; a star takes every member of a list. */
export function pick(value: unknown, path: string): unknown {
  const [step, ...rest] = path.split('.');
  if (step === undefined || step === '') return value;
  if (step === '*') return Array.isArray(value) ? value.map((one: unknown) => pick(one, rest.join('.'))) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return pick((value as Readonly<Record<string, unknown>>)[step], rest.join('.'));
}

/** Keys that a search finds, in its order. */
export async function keysFound(test: TestSite, actor: Actor, jql: string): Promise<readonly string[] | string> {
  const { status, body } = await test.call(actor, 'POST', '/search/jql', {
    jql,
    fields: ['key', 'summary'],
    maxResults: 100,
  });
  return status === 200 ? (pick(body, 'issues.*.key') as readonly string[]) : String(pick(body, 'errorMessages.0'));
}
