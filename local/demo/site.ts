// The demo site: the web shop "Harbour" with three projects, five people who may see different things, and a backlog
// of some 570 work items with planted duplicates. All of it is written for this project; nobody in it exists.

import {
  freshSite,
  type IssueSeed,
  type PersonSeed,
  type ProjectSeed,
  type SiteSeed,
  type SprintSeed,
} from '../jira/seed';
import { everydayItems } from './everyday';
import { seriesItems, type SeriesItem } from './series';
import { stories, type Story, type Telling } from './stories';
import { tangledItems } from './tangles';

const firstDayMs = Date.parse('2026-02-02T08:00:00.000Z');
const dayMs = 86_400_000;

const people: readonly PersonSeed[] = [
  {
    accountId: 'ada',
    displayName: 'Ada Brandt',
    groups: ['site-admins', 'jira-users', 'shop-team', 'payments-team', 'operations'],
    isSiteAdmin: true,
    locale: 'en-US',
  },
  {
    accountId: 'ben',
    displayName: 'Ben Okafor',
    groups: ['jira-users', 'shop-team', 'payments-team'],
    locale: 'de-DE',
  },
  { accountId: 'chiara', displayName: 'Chiara Conti', groups: ['jira-users', 'shop-team'], locale: 'en-US' },
  {
    accountId: 'daichi',
    displayName: 'Daichi Mori',
    groups: ['jira-users', 'shop-team', 'operations'],
    locale: 'ja-JP',
  },
  {
    accountId: 'eva',
    displayName: 'Eva Lindqvist',
    groups: ['jira-users', 'payments-team', 'security'],
    locale: 'en-US',
  },
];

const projects: readonly ProjectSeed[] = [
  {
    key: 'SHOP',
    name: 'Web shop',
    lead: 'chiara',
    browse: 'everyone',
    admins: ['ada', 'chiara'],
    components: [
      'Checkout',
      'Search',
      'Catalogue',
      'Accounts',
      'Shipping',
      'App',
      'Content',
      'Dependencies',
      'Payment methods',
      'Security',
    ],
  },
  {
    key: 'PAY',
    name: 'Payments',
    lead: 'ben',
    browse: ['payments-team'],
    admins: ['ada', 'ben'],
    components: ['Payment methods', 'Invoices', 'Reporting', 'Dependencies', 'Checkout', 'Shipping'],
  },
  {
    key: 'OPS',
    name: 'Operations',
    lead: 'daichi',
    browse: ['operations', 'security'],
    admins: ['ada'],
    components: ['Database', 'Monitoring', 'Deployment', 'Certificates', 'Security', 'Shipping'],
    securityLevels: [{ name: 'Security team only', groups: ['security', 'site-admins'] }],
  },
];

/** The same site on every machine and every day. */
export function demoSite(): SiteSeed {
  const planted = stories.flatMap((story) => story.tellings.map((telling, index) => ({ ...telling, story, index })));
  const others = [...seriesItems(), ...everydayItems(seededDraw(20260202))];
  const ordered = [...planted, ...others].sort((a, b) => a.day - b.day || a.summary.localeCompare(b.summary, 'en'));
  const keys = new Map<object, string>();
  const next = new Map<string, number>();
  for (const item of ordered) {
    const number = (next.get(item.project) ?? 0) + 1;
    next.set(item.project, number);
    keys.set(item, `${item.project}-${number}`);
  }
  const keyOfTelling = new Map(
    planted.map((item) => [`${stories.indexOf(item.story)}/${item.index}`, keys.get(item) as string]),
  );
  const issues = ordered.map((item, order) =>
    'story' in item
      ? plantedIssue(
          item,
          keys.get(item) as string,
          order,
          keyOfTelling.get(`${stories.indexOf(item.story)}/0`) as string,
        )
      : ordinaryIssue(item, keys.get(item) as string, order),
  );
  const releases = chores(next);
  return {
    ...freshSite,
    title: 'Harbour',
    groups: [...freshSite.groups, 'shop-team', 'payments-team', 'operations', 'security'],
    people,
    projects,
    issues: [...issues, ...releases, ...tangledItems((next.get('SHOP') ?? 0) + 1, (day) => isoOfDay(day, 0))],
  };
}

function plantedIssue(
  item: Telling & { story: Story; index: number },
  key: string,
  order: number,
  originalKey: string,
): IssueSeed {
  const isSettled = item.story.state === 'linked' && item.index > 0;
  return {
    ...basics(item, item.story.component, item.story.type, key, order),
    ...(isSettled
      ? {
          status: 'Done',
          resolution: 'Duplicate',
          resolved: isoOfDay(item.day + 2, order),
          links: [{ type: 'Duplicate', to: originalKey }],
        }
      : {}),
    ...(item.story.component === 'Security' && item.project === 'OPS' ? { securityLevel: 'Security team only' } : {}),
  };
}

function ordinaryIssue(item: SeriesItem, key: string, order: number): IssueSeed {
  const state = order % 7;
  return {
    ...basics(item, item.component, item.type, key, order),
    ...(state === 0
      ? { status: 'Done', resolution: 'Done', resolved: isoOfDay(item.day + 9, order) }
      : state < 3
        ? { status: 'In Progress', assignee: item.by }
        : {}),
  };
}

function basics(item: Telling | SeriesItem, component: string, type: string, key: string, order: number): IssueSeed {
  return {
    key,
    project: item.project,
    type,
    status: 'To Do',
    priority: 'Medium',
    components: [component],
    created: isoOfDay(item.day, order),
    updated: isoOfDay(item.day + 1, order),
    reporter: item.by,
    summary: item.summary,
    description: item.description,
    sprint: item.project === 'SHOP' ? sprintOf(item.day) : null,
  };
}

const sprintDays = 14;
const firstSprintDay = 70;
const sprintNames = ['Harbour lights', 'Calm sea', 'New crane'] as const;

/** The web shop's team plans in sprints since spring: what was reported in a fortnight is done in the next one. */
function sprintOf(day: number): SprintSeed | null {
  const at = Math.floor((day - firstSprintDay) / sprintDays);
  const name = sprintNames[at];
  if (name === undefined) return null;
  return { id: at + 1, name: `Sprint ${at + 1}: ${name}`, state: at < sprintNames.length - 1 ? 'closed' : 'active' };
}

/** Every release has the same sub-tasks: the classic crowd that is alike and never a duplicate. */
function chores(next: Map<string, number>): IssueSeed[] {
  const steps = ['Regression testing', 'Write release notes', 'Update the handbook', 'Inform support'];
  return Array.from({ length: 10 }, (_, release) => release).flatMap((release) => {
    const created = isoOfDay(6 + release * 12, release);
    const take = () => {
      const number = (next.get('SHOP') ?? 0) + 1;
      next.set('SHOP', number);
      return `SHOP-${number}`;
    };
    const parent: IssueSeed = {
      key: take(),
      project: 'SHOP',
      type: 'Task',
      status: 'To Do',
      created,
      updated: created,
      reporter: 'chiara',
      components: ['Content'],
      summary: `Release 26.${release + 1}`,
      description: `Everything that has to be done for release 26.${release + 1} of the web shop.`,
    };
    const children = steps.map((step): IssueSeed => ({
      key: take(),
      project: 'SHOP',
      type: 'Sub-task',
      status: 'To Do',
      created,
      updated: created,
      reporter: 'chiara',
      parent: parent.key,
      summary: step,
    }));
    return [parent, ...children];
  });
}

function isoOfDay(day: number, order: number): string {
  // A minute apart, so that no two work items share their moment of creation.
  return new Date(firstDayMs + day * dayMs + (order % 600) * 60_000).toISOString();
}

/** A small linear congruential draw in [0, 1): enough for a demo, and equal everywhere. */
function seededDraw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
