// Who said and did what about which pair, newest first, why, and the way back: of an answer with one click, of an action in
// Jira after a look at what Jira can take back.

import Button from '@atlaskit/button/default/button';
import DynamicTable from '@atlaskit/dynamic-table';
import EmptyState from '@atlaskit/empty-state';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AppFailure } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import { ActionDialog } from './action-dialog';
import { BulkList } from './bulk-list';
import { HistoryExportBar } from './history-export-bar';
import { everything, HistoryFilterBar } from './history-filters';
import type { HistoryLine } from './history-lines';
import { eventOf, whyOf } from './history-words';
import { personName } from './review-words';
import styles from './review.module.css';
import type { Surroundings } from './surroundings';
import { UndoDialog } from './undo-dialog';
import { useHistory } from './use-history';
import { usePeople } from './use-people';

export function HistoryPage({ projectId, siteUrl, accountId }: Surroundings) {
  const words = useWords();
  const [filter, setFilter] = useState(everything);
  const history = useHistory(projectId, filter);
  const lines = history.lines ?? [];
  const names = usePeople(lines.map(({ row }) => row.byAccountId));
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [inUndo, setInUndo] = useState<HistoryLine | null>(null);
  const [inView, setInView] = useState<HistoryLine | null>(null);

  const undo = async (line: HistoryLine) => {
    setFailure(null);
    const { a, b, undoable } = line.row;
    if (undoable?.kind !== 'decision') return setInUndo(line);
    const result = await call('review.undoDecision', { a, b, expectedVersion: undoable.expectedVersion });
    if (!result.ok) setFailure(result.failure);
    else if (result.value.outcome === 'conflict') setFailure({ code: 'CONFLICT', message: '' });
    history.reload();
  };

  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('history.title')} intro={words.say('history.intro')} />
        {failure && <FailureMessage failure={failure} title={words.say('review.notSaved')} />}
        <BulkList onChanged={history.reload} />
        <HistoryFilterBar filter={filter} people={names} onChange={setFilter} />
        <HistoryExportBar projectId={projectId} filter={filter} />
        {history.failure && <FailureMessage failure={history.failure} onRetry={history.reload} />}
        {history.lines === null && !history.failure && <Loading label="history.loading" shape="rows" />}
        {history.lines !== null && lines.length === 0 && !history.hasMore && (
          <EmptyState
            headingLevel={2}
            header={words.say(filter === everything ? 'history.noneTitle' : 'history.noMatchTitle')}
            description={words.say(filter === everything ? 'history.none' : 'history.noMatch')}
          />
        )}
        {lines.length > 0 && (
          <div className={styles.table}>
            <DynamicTable
              label={words.say('history.title')}
              head={{
                cells: (['history.when', 'history.pair', 'history.what', 'history.why', 'history.undo'] as const).map(
                  (key, column) => ({ key, content: words.say(key), width: [14, 34, 20, 20, 12][column] ?? 20 }),
                ),
              }}
              rows={lines.map((line) => {
                const { row, a, b } = line;
                const { undoable, undoableUntil } = row;
                const who = personName(row.byAccountId, { me: accountId, names }, words);
                return {
                  key: `${row.a}-${row.b}-${row.version}`,
                  cells: [
                    { key: 'when', content: <span title={words.clockTime(row.at)}>{words.ago(row.at)}</span> },
                    {
                      key: 'pair',
                      content: (
                        <Stack space="space.100">
                          <IssueLink issue={a} siteUrl={siteUrl} />
                          <IssueLink issue={b} siteUrl={siteUrl} />
                        </Stack>
                      ),
                    },
                    {
                      key: 'what',
                      content: (
                        <Stack space="space.050" alignInline="start">
                          <Text>{`${who}: ${eventOf(row, words)}`}</Text>
                          {row.actionId !== null && (
                            <Button
                              spacing="compact"
                              aria-label={`${words.say('history.details')}: ${a.key}, ${b.key}`}
                              onClick={() => setInView(line)}
                            >
                              {words.say('history.details')}
                            </Button>
                          )}
                        </Stack>
                      ),
                    },
                    { key: 'why', content: whyOf(row, words) },
                    {
                      key: 'undo',
                      content: (
                        <Stack space="space.050" alignInline="start">
                          {undoable && (
                            <Button
                              spacing="compact"
                              aria-label={words.say('history.undoOf', {
                                what: words.say(undoKeys[undoable.kind]),
                                a: a.key,
                                b: b.key,
                              })}
                              onClick={() => void undo(line)}
                            >
                              {words.say(undoKeys[undoable.kind])}
                            </Button>
                          )}
                          {undoable?.kind === 'action' && undoableUntil !== null && (
                            <Text size="small" color="color.text.subtle">
                              {words.say('history.undoUntil', { when: words.clockTime(undoableUntil) })}
                            </Text>
                          )}
                        </Stack>
                      ),
                    },
                  ],
                };
              })}
              isFixedSize
            />
          </div>
        )}
        {history.hasMore && (
          <div>
            <Button onClick={history.loadMore} isLoading={history.isLoading}>
              {words.say('table.more')}
            </Button>
          </div>
        )}
      </Stack>
      <ModalTransition>
        {inUndo?.row.undoable?.kind === 'action' && (
          <UndoDialog
            actionId={inUndo.row.undoable.actionId}
            issues={[inUndo.a, inUndo.b]}
            onUndone={history.reload}
            onClose={() => setInUndo(null)}
          />
        )}
        {inView !== null && inView.row.actionId !== null && (
          <ActionDialog actionId={inView.row.actionId} issues={[inView.a, inView.b]} onClose={() => setInView(null)} />
        )}
      </ModalTransition>
    </Page>
  );
}

const undoKeys = { action: 'review.undoInJira', decision: 'review.undo' } as const;
