// A sprint on the screen: each work item beside the demand behind it and its duplicates. As a list of rows that become
// columns of one another where the screen is narrow.

import Lozenge from '@atlaskit/lozenge';
import { Text } from '@atlaskit/primitives/compiled';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import styles from './reports.module.css';
import { demandSentence, duplicateState, type SprintRow } from './sprint-report';

export function SprintTable({ rows, siteUrl }: { readonly rows: readonly SprintRow[]; readonly siteUrl: string }) {
  const words = useWords();
  return (
    <ul className={styles.sprint} aria-label={words.say('sprint.title')}>
      {rows.map(({ issue, demand, duplicates }) => (
        <li key={issue.id} className={styles.sprintRow}>
          <IssueLink issue={issue} siteUrl={siteUrl} />
          <Text>{demandSentence(demand, words)}</Text>
          {duplicates.length === 0 ? (
            <Text color="color.text.subtlest">{words.say('sprint.noDuplicates')}</Text>
          ) : (
            <ul className={styles.sprintDuplicates} aria-label={words.say('sprint.duplicatesOf', { key: issue.key })}>
              {duplicates.map(({ row, issue: other }) => (
                <li key={other.id} className={styles.sprintDuplicate}>
                  <IssueLink issue={other} siteUrl={siteUrl} />
                  <Lozenge appearance={row.state === 'duplicate' ? 'success' : 'default'}>
                    {duplicateState(row, words)}
                  </Lozenge>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
