// Known duplicates that were not among the first ten, with the reason that fits: what a team can do about it follows from
// that, and what nobody can do anything about is said too.

import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { MissedDuplicate, MissReason } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import { useTitles } from '../../shared/use-titles';
import styles from './insights.module.css';

const reasonKeys: Readonly<Record<MissReason, TextKey>> = {
  'no-shared-words': 'missed.noSharedWords',
  'little-text': 'missed.littleText',
  'different-words': 'missed.differentWords',
  'one-of-a-template': 'missed.template',
  'others-closer': 'missed.othersCloser',
};

export function MissedList({
  missed,
  siteUrl,
}: {
  readonly missed: readonly MissedDuplicate[];
  readonly siteUrl: string;
}) {
  const words = useWords();
  const { issues, failure } = useTitles(missed.flatMap(({ queryId, originalId }) => [queryId, originalId]));
  if (missed.length === 0) return null;
  return (
    <details>
      <summary>{words.say('missed.title', { count: missed.length })}</summary>
      {failure && <FailureMessage failure={failure} />}
      <ul className={styles.list}>
        {missed.map(({ queryId, originalId, rank, because }) => {
          const [query, original] = [issues?.get(queryId), issues?.get(originalId)];
          if (query === undefined || original === undefined) return null;
          return (
            <li key={queryId} className={styles.missed}>
              <IssueLink issue={query} siteUrl={siteUrl} />
              <IssueLink issue={original} siteUrl={siteUrl} />
              <Stack space="space.050">
                <Text>
                  {rank === null ? words.say('missed.notFound') : words.say('missed.rank', { rank: Math.floor(rank) })}
                </Text>
                <Text color="color.text.subtle">{words.say(reasonKeys[because])}</Text>
              </Stack>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
