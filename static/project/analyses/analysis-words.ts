// What an analysis was of, who wanted it and how long it took, in words.

import type { AnalysisRow, ScanProgress } from '../../../src/contract';
import type { Words } from '../../shared/text';
import { type PeopleNames, personName } from '../review/review-words';
import type { SpaceNames } from '../../shared/use-space-names';

export interface Described {
  readonly people: PeopleNames;
  readonly spaceNames: SpaceNames;
  /** By id; empty until they are known. */
  readonly teamNames: ReadonlyMap<string, string>;
}

/** More names than a line has room for are counted. */
const mostNamed = 3;

export function spacesOf({ projectIds }: Pick<ScanProgress, 'projectIds'>, names: SpaceNames, words: Words): string {
  const known = projectIds.flatMap((id) => names.get(id) ?? []);
  if (known.length < projectIds.length || known.length > mostNamed) {
    return words.say('count.spaces', { count: projectIds.length });
  }
  return new Intl.ListFormat(words.locale).format(known);
}

export function startedWords({ progress, startedBy }: AnalysisRow, people: PeopleNames, words: Words): string {
  const when = words.clockTime(progress.startedAt);
  switch (startedBy?.kind) {
    case undefined:
      return when;
    case 'person':
      return words.say('analyses.by', { when, who: personName(startedBy.accountId, people, words) });
    case 'schedule':
      return words.say('analyses.by', { when, who: words.say('analyses.bySchedule') });
    case 'itself':
      return words.say('analyses.by', { when, who: words.say('analyses.byItself') });
  }
}

const sprintKeys = { open: 'scope.sprintOpen', future: 'scope.sprintFuture', none: 'scope.sprintNone' } as const;

/** What was left out beside whole spaces, but for the JQL; null when nothing was. */
export function narrowingWords({ scope }: AnalysisRow, teamNames: Described['teamNames'], words: Words): string | null {
  if (scope === null) return null;
  const { typeIds, componentNames, sprint, teamId, backlogIds } = scope.narrowing;
  const parts = [
    ...(typeIds.length === 0 ? [] : [words.say('scope.onlyTypes', { count: typeIds.length })]),
    ...(componentNames.length === 0 ? [] : [words.say('scope.onlyComponents', { names: componentNames.join(', ') })]),
    ...(sprint === null
      ? []
      : [
          typeof sprint === 'number'
            ? words.say('scope.onlySprint', { number: String(sprint) })
            : words.say(sprintKeys[sprint]),
        ]),
    ...(teamId === null ? [] : [teamWords(teamNames.get(teamId), words)]),
    ...(backlogIds.length === 0 ? [] : [words.say('scope.onlyBacklogs', { count: backlogIds.length })]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

function teamWords(name: string | undefined, words: Words): string {
  return name === undefined ? words.say('scope.onlyTeam') : words.say('scope.onlyTeamNamed', { name });
}

/** "–" while it is under way. */
export function durationOf({ startedAt, finishedAt }: ScanProgress, words: Words): string {
  return finishedAt === null ? '–' : words.duration(Date.parse(finishedAt) - Date.parse(startedAt));
}
