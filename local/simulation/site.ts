// The site of a simulation: two spaces, six people who may see and do different things, and issues in groups of likes.
// Every issue has a word in its title that occurs nowhere else in the world, so a leak can be told by that word.

import { freshSite, type IssueSeed, type PersonSeed, type SiteSeed } from '../jira/seed';

const person = (accountId: string, groups: readonly string[]): PersonSeed => ({
  accountId,
  displayName: `Person ${accountId}`,
  groups: ['jira-users', ...groups],
});

/** Each actor of a simulation is a person of its own, so that a request tells whose it was. */
export const people = {
  /** Starts analyses. */
  ada: { ...person('ada', ['site-admins', 'insiders']), isSiteAdmin: true },
  /** Administers the spaces, starts the same analysis at the same time, and changes issues in Jira. */
  cyd: person('cyd', ['insiders']),
  ben: person('ben', ['insiders']),
  /** Reviews, and does not see what is only for insiders. */
  dee: person('dee', []),
  /** Runs bulk actions. */
  eve: person('eve', ['insiders']),
  /** Only looks, and sees everything. */
  fay: { ...person('fay', ['site-admins', 'insiders']), isSiteAdmin: true },
  /** Only looks, and does not see what is only for insiders. */
  guy: person('guy', []),
} as const;

export const projectKeys = ['ALPHA', 'BETA'] as const;
const subjects = ['login', 'export', 'search', 'invoice', 'upload'] as const;
const troubles = ['crashes', 'hangs', 'is slow', 'loses data', 'shows nothing', 'times out'] as const;

export function simulatedSite(issues: number, canary: string): SiteSeed {
  return {
    ...freshSite,
    title: 'Simulation',
    groups: ['site-admins', 'jira-users', 'insiders'],
    people: Object.values(people),
    projects: projectKeys.map((key) => ({
      key,
      name: `Space ${key}`,
      browse: 'everyone',
      admins: [people.ada.accountId, people.cyd.accountId],
      securityLevels: [{ name: 'Insiders', groups: ['insiders'] }],
    })),
    issues: Array.from({ length: issues }, (_, index) => issueAt(index, canary)),
  };
}

function issueAt(index: number, canary: string): IssueSeed {
  const project = projectKeys[index % projectKeys.length] ?? 'ALPHA';
  return {
    key: `${project}-${Math.floor(index / projectKeys.length) + 1}`,
    project,
    type: 'Bug',
    status: 'To Do',
    reporter: index % 3 === 0 ? people.dee.accountId : people.ben.accountId,
    created: new Date(Date.parse('2025-11-03T08:00:00Z') + index * 3_600_000).toISOString(),
    labels: [`label${index % 3}`],
    watchers: index % 2 === 0 ? [people.ben.accountId] : [],
    ...(index % 4 === 3 ? { securityLevel: 'Insiders' } : {}),
    ...texts(index, `${canary}${index}x`),
  };
}

/** Issues a multiple of five apart are about the same subject. The canary is one word that no other text has. */
export function texts(index: number, canary: string): { readonly summary: string; readonly description: string } {
  const subject = subjects[index % subjects.length] ?? 'login';
  const trouble = troubles[Math.floor(index / subjects.length) % troubles.length] ?? 'hangs';
  return {
    summary: `The ${subject} page ${trouble} ${canary}`,
    description: `When a customer opens the ${subject} page it ${trouble}. Expected: the ${subject} works.`,
  };
}
