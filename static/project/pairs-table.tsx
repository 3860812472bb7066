// The pairs as a table: both work items, how well they match, and why. While the first page loads it has the shape of
// the rows to come; further pages are appended, and the focus goes to the first new row.

import Button from '@atlaskit/button/default/button';
import DynamicTable from '@atlaskit/dynamic-table';
import { Inline, Text } from '@atlaskit/primitives/compiled';
import Skeleton from '@atlaskit/skeleton';
import Spinner from '@atlaskit/spinner';
import { FailureMessage } from '../shared/ui/failure-message';
import { IssueLink } from '../shared/ui/issue-link';
import { Match } from '../shared/ui/match';
import { Reasons } from '../shared/ui/reasons';
import { useWords } from '../shared/ui/words-context';
import stacked from '../shared/ui/stacked-table.module.css';
import styles from './project.module.css';
import { pairKey, type Pairs } from './use-pairs';

interface PairsTableProps {
  readonly pairs: Pairs;
  readonly siteUrl: string;
  readonly isOfPattern?: boolean;
}

export function PairsTable({ pairs, siteUrl, isOfPattern = false }: PairsTableProps) {
  const words = useWords();
  const { rows, hasMore, isLoading, failure } = pairs;
  const isFirstLoad = pairs.view === null;
  const head = {
    cells: [
      { key: 'older', content: words.say('table.older'), width: 27 },
      { key: 'newer', content: words.say('table.newer'), width: 27 },
      { key: 'match', content: words.say('table.match'), width: 17 },
      { key: 'why', content: words.say('table.why'), width: 29 },
    ],
  };
  const body = rows.map((pair) => ({
    key: pairKey(pair),
    cells: [
      { key: 'older', content: <IssueLink issue={pair.a} siteUrl={siteUrl} /> },
      { key: 'newer', content: <IssueLink issue={pair.b} siteUrl={siteUrl} /> },
      { key: 'match', content: <Match score={pair.score} tier={pair.tier} isOfPattern={isOfPattern} /> },
      { key: 'why', content: <Reasons evidence={pair.evidence} against={pair.against} /> },
    ],
  }));
  return (
    <div className={`${styles.table} ${stacked.stacked}`} aria-busy={isLoading}>
      <DynamicTable
        label={words.say('table.caption')}
        head={head}
        rows={isFirstLoad ? skeletonRows : body}
        isFixedSize
      />
      <div className={styles.footer}>
        <div role="status">
          <Text color="color.text.subtle">
            {isFirstLoad
              ? words.say('table.loading')
              : words.say(hasMore ? 'table.shown' : 'table.shownAll', { count: rows.length })}
          </Text>
        </div>
        <Inline space="space.100" alignBlock="center">
          {hasMore && (
            <Button onClick={pairs.loadMore} isDisabled={isLoading}>
              {words.say('table.more')}
            </Button>
          )}
          {isLoading && !isFirstLoad && <Spinner size="small" label={words.say('table.updating')} />}
        </Inline>
        {failure && !isFirstLoad && (
          <FailureMessage failure={failure} title={words.say('table.moreFailed')} onRetry={pairs.reload} />
        )}
      </div>
    </div>
  );
}

const skeletonRows = Array.from({ length: 5 }, (_, row) => ({
  key: `skeleton-${row}`,
  cells: ['older', 'newer', 'match', 'why'].map((key) => ({
    key,
    content: (
      <div className={styles.skeleton} aria-hidden="true">
        <Skeleton width="60%" height="20px" isShimmering />
        <Skeleton width="90%" height="20px" isShimmering />
        <Skeleton width="40%" height="16px" isShimmering />
      </div>
    ),
  })),
}));
