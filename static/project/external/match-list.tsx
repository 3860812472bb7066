// Work items of an external backlog that are like one here, the best match first, with the reasons; and those that somebody
// called no duplicate, on demand. What is elsewhere is plainly marked.

import Button from '@atlaskit/button/default/button';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { ExternalBacklog } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import styles from './external.module.css';
import type { MatchFilters } from './match-report';
import { MatchRow } from './match-row';
import { matchName, useMatches } from './use-matches';

interface MatchListProps {
  readonly projectId: number;
  readonly siteUrl: string;
  readonly backlog: Pick<ExternalBacklog, 'backlogId' | 'name' | 'comparedAt'>;
  readonly filters: MatchFilters;
}

export function MatchList({ projectId, siteUrl, backlog, filters }: MatchListProps) {
  const words = useWords();
  const [isDismissed, setIsDismissed] = useState(false);
  const { backlogId, name, comparedAt } = backlog;
  const matches = useMatches({ projectId, backlogId, ...filters, isDismissed }, comparedAt);
  const { rows, failure, moved } = matches;
  if (rows === null && failure) return <FailureMessage failure={failure} onRetry={matches.reload} />;
  if (rows === null) return <Spinner label={words.say('external.loading')} />;
  return (
    <Stack space="space.100">
      {failure && <FailureMessage failure={failure} />}
      {rows.length === 0 && (
        <Text>{words.say(isDismissed ? 'external.noneDismissed' : 'external.noMatches', { name })}</Text>
      )}
      {rows.length > 0 && (
        <ul
          className={styles.matches}
          aria-label={words.say(isDismissed ? 'external.dismissedOf' : 'external.matchesOf', { name })}
        >
          {rows.map((row) => (
            <MatchRow
              key={matchName(row)}
              {...{ row, siteUrl }}
              backlogName={name}
              isDismissed={isDismissed !== moved.has(matchName(row))}
              onAnswer={(answer) => matches.answer(row, answer)}
            />
          ))}
        </ul>
      )}
      <Inline space="space.100" shouldWrap>
        {matches.hasMore && <Button onClick={matches.loadMore}>{words.say('external.more')}</Button>}
        <Button appearance="subtle" onClick={() => setIsDismissed(!isDismissed)}>
          {words.say(isDismissed ? 'external.showOpen' : 'external.showDismissed')}
        </Button>
      </Inline>
    </Stack>
  );
}
