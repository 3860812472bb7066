// The rows of the queue as a feed of articles: one of them has the focus, arrow keys and letters act on it, and further
// pages are appended below. While the first page loads it has the shape of the rows to come.

import Button from '@atlaskit/button/default/button';
import Skeleton from '@atlaskit/skeleton';
import Spinner from '@atlaskit/spinner';
import { Text } from '@atlaskit/primitives/compiled';
import { useWords } from '../../shared/ui/words-context';
import type { QueueItem } from './queue-items';
import { QueueRowCard } from './queue-row';
import type { PeopleNames } from './review-words';
import styles from './review.module.css';
import type { Commands } from './use-commands';
import type { Queue } from './use-queue';

interface QueueFeedProps {
  readonly queue: Queue;
  /** Those of the loaded rows that fit the search. */
  readonly items: readonly QueueItem[];
  readonly commands: Commands;
  readonly people: PeopleNames;
  readonly siteUrl: string;
}

export function QueueFeed({ queue, items, commands, people, siteUrl }: QueueFeedProps) {
  const words = useWords();
  const { isLoading, hasMore } = queue;
  const isFirstLoad = queue.state === null && isLoading;
  return (
    <div>
      {/* The letters work while the focus is in here and nowhere else, so that they never surprise anybody. */}
      <div
        role="feed"
        aria-label={words.say('review.feed')}
        aria-busy={isLoading}
        className={styles.feed}
        onKeyDown={commands.onKeyDown}
      >
        {isFirstLoad
          ? skeletonRows
          : items.map((item, position) => (
              <QueueRowCard
                key={item.key}
                item={item}
                position={position}
                total={hasMore ? -1 : items.length}
                isCurrent={item.key === commands.currentKey}
                isSelected={commands.selected.has(item.key)}
                people={people}
                siteUrl={siteUrl}
                onFocus={commands.onFocus}
                onCommand={commands.onCommand}
              />
            ))}
      </div>
      <div className={styles.footer}>
        <div role="status">
          <Text color="color.text.subtle">
            {isFirstLoad
              ? words.say('table.loading')
              : words.say(hasMore ? 'table.shown' : 'table.shownAll', { count: items.length })}
          </Text>
        </div>
        {hasMore && (
          <Button onClick={queue.loadMore} isDisabled={isLoading}>
            {words.say('table.more')}
          </Button>
        )}
        {isLoading && !isFirstLoad && <Spinner size="small" label={words.say('table.updating')} />}
      </div>
    </div>
  );
}

const skeletonRows = Array.from({ length: 4 }, (_, row) => (
  <div key={row} className={styles.skeleton} aria-hidden="true">
    <Skeleton width="40%" height="20px" isShimmering />
    <Skeleton width="90%" height="20px" isShimmering />
    <Skeleton width="60%" height="28px" isShimmering />
  </div>
));
