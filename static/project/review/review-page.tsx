// The review queue: pairs that wait for an answer, one row at a time, with the keyboard alone if wanted. Answers show at
// once; a decided row stays where it was, so that nothing jumps and every answer can be taken back on the spot.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import { type ReactNode, useMemo, useState } from 'react';
import type { ActionView } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { useWords } from '../../shared/ui/words-context';
import { NeverAnalysed } from '../never-analysed';
import { BulkDialog } from './bulk-dialog';
import { HelpDialog } from './help-dialog';
import { MergeDialog } from './merge-dialog';
import { QueueAssignDialog } from './queue-assign-dialog';
import { QueueFilterBar } from './queue-filters';
import { QueueFeed } from './queue-feed';
import { QueueLaterDialog } from './queue-later-dialog';
import { carriedOut, mergeOf, type QueueItem, swapped } from './queue-items';
import { keyLabelOf } from './keys';
import styles from './review.module.css';
import { searchItems } from './search-items';
import { SelectionBar } from './selection-bar';
import { UndoDialog } from './undo-dialog';
import { useCommands } from './use-commands';
import { usePeople } from './use-people';
import { type QueueFilters, useQueue } from './use-queue';
import type { Surroundings } from './surroundings';

const opening: QueueFilters = {
  state: 'open',
  tier: 'any',
  threshold: 0.3,
  assignee: 'anyone',
  teamId: undefined,
  mostScore: 1,
  reason: null,
  typeIds: [],
  statusIds: [],
  componentNames: [],
  jql: null,
};

interface ReviewPageProps extends Omit<Surroundings, 'projectId'> {
  readonly projectIds: readonly number[];
  /** Chooses the spaces; only where there is a choice. */
  readonly spaces?: ReactNode;
}

export function ReviewPage({ projectIds, siteUrl, accountId, spaces }: ReviewPageProps) {
  const words = useWords();
  const [filters, setFilters] = useState(opening);
  const [query, setQuery] = useState('');
  /** The fields of the filters hold half-written words of their own; a reset makes them anew. */
  const [resets, setResets] = useState(0);
  const queue = useQueue(projectIds, accountId, filters);
  const items = useMemo(() => searchItems(queue.items, query), [queue.items, query]);
  const names = usePeople(queue.items.flatMap(({ shown }) => [shown.byAccountId, shown.assigneeAccountId]));
  const people = useMemo(() => ({ me: accountId, names }), [accountId, names]);
  const commands = useCommands(items, queue, accountId);
  const { dialog } = commands;
  const inHand = dialog !== null && 'key' in dialog ? itemIn(queue.items, dialog.key) : undefined;
  /** Undefined: what was done was about another pair, because the one to keep is a duplicate itself. */
  const settle = (item: QueueItem, actionId: string | null | undefined) => {
    queue.refresh(item);
    if (actionId === undefined) return;
    queue.change(item.key, (current) => carriedOut(current, actionId, accountId, new Date().toISOString()));
  };

  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('review.title')} intro={words.say('review.intro')}>
          <Button onClick={() => commands.open({ kind: 'help' })}>
            {words.say('review.keyboard')} <kbd className={styles.key}>{keyLabelOf('help')}</kbd>
          </Button>
        </PageHead>
        {spaces}
        {queue.state === 'never-scanned' ? (
          <NeverAnalysed description="review.never" />
        ) : (
          <>
            <QueueFilterBar key={resets} {...{ projectIds, filters, query }} onChange={setFilters} onQuery={setQuery} />
            <SelectionBar items={items} commands={commands} />
            {queue.failure && <FailureMessage failure={queue.failure} onRetry={queue.reload} />}
            {queue.state === 'ready' && items.length === 0 && !queue.isLoading && !queue.failure ? (
              <NothingHere
                filters={filters}
                isSearching={query.trim() !== ''}
                hasMore={queue.hasMore}
                onReset={() => {
                  setFilters(opening);
                  setQuery('');
                  setResets(resets + 1);
                }}
                onMore={queue.loadMore}
              />
            ) : (
              <QueueFeed queue={queue} items={items} commands={commands} people={people} siteUrl={siteUrl} />
            )}
          </>
        )}
      </Stack>
      <ModalTransition>
        {dialog?.kind === 'help' && <HelpDialog onClose={commands.close} />}
        {dialog?.kind === 'bulk' && (
          <BulkDialog
            items={dialog.items}
            onStarted={() => commands.select([])}
            onClose={(hasWritten) => {
              commands.close();
              if (hasWritten) queue.reload();
            }}
          />
        )}
        {dialog?.kind === 'merge' && inHand && (
          <MergeDialog
            {...idsOf(inHand)}
            onSwap={() => queue.change(inHand.key, swapped)}
            onApplied={(action) => settle(inHand, isAbout(action, inHand) ? action.actionId : undefined)}
            onUndone={(action) => settle(inHand, isAbout(action, inHand) ? null : undefined)}
            onClose={commands.close}
          />
        )}
        {dialog?.kind === 'later' && inHand && (
          <QueueLaterDialog
            onChoose={(untilIso) => {
              commands.answer(inHand.key, { kind: 'snooze', untilIso });
              commands.close();
            }}
            onClose={commands.close}
          />
        )}
        {dialog?.kind === 'assign' && inHand && (
          <QueueAssignDialog
            onChoose={(assignee) => {
              queue.wish(inHand.key, { kind: 'assign', accountId: assignee });
              commands.close();
            }}
            onClose={commands.close}
          />
        )}
        {dialog?.kind === 'undo' && inHand && (
          <UndoDialog
            actionId={dialog.actionId}
            issues={[inHand.a, inHand.b]}
            onUndone={(action) => settle(inHand, isAbout(action, inHand) ? null : undefined)}
            onClose={commands.close}
          />
        )}
      </ModalTransition>
    </Page>
  );
}

function itemIn(items: readonly QueueItem[], key: string): QueueItem | undefined {
  return items.find((item) => item.key === key);
}

function isAbout({ duplicateId, canonicalId }: ActionView, { row: { a, b } }: QueueItem): boolean {
  return Math.min(duplicateId, canonicalId) === a && Math.max(duplicateId, canonicalId) === b;
}

function idsOf(item: QueueItem) {
  const { duplicate, canonical } = mergeOf(item);
  return { duplicateId: duplicate.id, canonicalId: canonical.id };
}

interface NothingHereProps {
  readonly filters: QueueFilters;
  readonly isSearching: boolean;
  readonly hasMore: boolean;
  readonly onReset: () => void;
  readonly onMore: () => void;
}

/** Nothing loaded fits the search, nothing fits the filters, or everything is answered: three different things. */
function NothingHere({ filters, isSearching, hasMore, onReset, onMore }: NothingHereProps) {
  const words = useWords();
  const isFiltered = (Object.keys(opening) as (keyof QueueFilters)[]).some(
    (key) => String(filters[key]) !== String(opening[key]),
  );
  const [header, description] = isSearching
    ? (['review.noneFoundTitle', 'review.noneFound'] as const)
    : isFiltered
      ? (['review.noneFilteredTitle', 'none.filtered'] as const)
      : (['review.noneTitle', 'review.none'] as const);
  return (
    <EmptyState
      headingLevel={2}
      header={words.say(header)}
      description={words.say(description)}
      primaryAction={
        isSearching && hasMore ? (
          <Button onClick={onMore}>{words.say('table.more')}</Button>
        ) : isSearching || isFiltered ? (
          <Button onClick={onReset}>{words.say('none.reset')}</Button>
        ) : undefined
      }
    />
  );
}
