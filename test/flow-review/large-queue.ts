// A site of pairs: every issue has exactly one twin with nearly the same words, and nothing else in common with anybody.
// So a queue has as many rows as is asked for, all of different issues, which is the dearest case for asking Jira.

import { freshSite, type IssueSeed, type SiteSeed } from '../../local/jira/seed';
import { admin, member } from '../flow/small-site';

const syllables = [
  'ba',
  'ko',
  'ri',
  'tem',
  'lus',
  'nar',
  'vid',
  'ope',
  'sin',
  'gal',
  'mur',
  'fet',
  'zon',
  'pla',
  'quo',
];

/** The same word for the same number, and few words that many issues share. */
function word(number: number): string {
  let rest = number * 7919 + 104_729;
  let text = '';
  for (let part = 0; part < 4; part++) {
    text += syllables[rest % syllables.length] ?? '';
    rest = Math.floor(rest / syllables.length);
  }
  return text;
}

function words(seed: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => word((seed * 31 + at * 17 + ((seed * (at + 3)) % 1_009)) % 20_000));
}

export function largeQueueSite(pairs: number): SiteSeed {
  const issues = Array.from({ length: pairs * 2 }, (_, index): IssueSeed => {
    const subject = words(index % pairs, 20);
    const own = words(index + 100_003, 3);
    return {
      key: `PAIR-${index + 1}`,
      project: 'PAIR',
      type: index % 3 === 0 ? 'Task' : 'Bug',
      reporter: index % 2 === 0 ? admin.accountId : member.accountId,
      created: new Date(Date.parse('2025-01-06T08:00:00Z') + index * 60_000).toISOString(),
      summary: [...subject.slice(0, 5), own[0]].join(' '),
      description: [...subject, ...own].join(' '),
      ...(index % 7 === 0 ? { votes: [admin.accountId, member.accountId] } : {}),
      ...(index % 5 === 0 ? { priority: 'High' } : {}),
    };
  });
  return {
    ...freshSite,
    title: 'Pairs',
    people: [admin, member],
    projects: [
      { key: 'PAIR', name: 'Pairs', browse: 'everyone', admins: [admin.accountId], components: ['Web', 'Api'] },
    ],
    issues,
  };
}
