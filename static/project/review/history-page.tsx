// Who said and did what about which pair, newest first, why, and the way back: of an answer with one click, of an action in
// Jira after a look at what Jira can take back.

import Button from '@atlaskit/button/default/button';
import DynamicTable from '@atlaskit/dynamic-table';
import EmptyState from '@atlaskit/empty-state';
import Heading from '@atlaskit/heading';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { AppFailure, HistoryRow } from '../../../src/contract';
import { call } from '../../shared/api';
import { explainKind, tierName } from '../../shared/explain';
import type { TextKey, Words } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import type { HistoryLine } from './history-lines';
import { personName, verdictKeys } from './review-words';
import styles from './review.module.css';
import type { Surroundings } from './surroundings';
import { UndoDialog } from './undo-dialog';
import { useHistory } from './use-history';
import { usePeople } from './use-people';

export function HistoryPage({ projectId, siteUrl, accountId }: Surroundings) {
  const words = useWords();
  const history = useHistory(projectId);
  const lines = history.lines ?? [];
  const names = usePeople(lines.map(({ row }) => row.byAccountId));
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [inUndo, setInUndo] = useState<HistoryLine | null>(null);

  const undo = async (line: HistoryLine) => {
    setFailure(null);
    if (line.undoable?.kind !== 'decision') return setInUndo(line);
    const { a, b } = line.row;
    const result = await call('review.undoDecision', { a, b, expectedVersion: line.undoable.expectedVersion });
    if (!result.ok) setFailure(result.failure);
    else if (result.value.outcome === 'conflict') setFailure({ code: 'CONFLICT', message: '' });
    history.reload();
  };

  return (
    <div className={styles.page}>
      <Stack space="space.300">
        <Heading as="h1" size="large">
          {words.say('history.title')}
        </Heading>
        <Text color="color.text.subtle">{words.say('history.intro')}</Text>
        {failure && <FailureMessage failure={failure} title={words.say('review.notSaved')} />}
        {history.failure && <FailureMessage failure={history.failure} onRetry={history.reload} />}
        {history.lines === null && !history.failure && (
          <div role="status">
            <Spinner size="medium" label={words.say('history.loading')} />
          </div>
        )}
        {history.lines !== null && lines.length === 0 && !history.hasMore && (
          <EmptyState
            headingLevel={2}
            header={words.say('history.noneTitle')}
            description={words.say('history.none')}
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
                const { row, a, b, undoable } = line;
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
                    { key: 'what', content: `${who}: ${eventOf(row, words)}` },
                    { key: 'why', content: whyOf(row, words) },
                    {
                      key: 'undo',
                      content: undoable && (
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
        {inUndo?.undoable?.kind === 'action' && (
          <UndoDialog
            actionId={inUndo.undoable.actionId}
            issues={[inUndo.a, inUndo.b]}
            onUndone={history.reload}
            onClose={() => setInUndo(null)}
          />
        )}
      </ModalTransition>
    </div>
  );
}

const undoKeys = { action: 'review.undoInJira', decision: 'review.undo' } as const;

const eventKeys: Readonly<Record<HistoryRow['event'], TextKey>> = {
  decided: 'history.decided',
  snoozed: 'history.snoozed',
  assigned: 'history.assigned',
  undone: 'history.undone',
  'linked-in-jira': 'history.linked',
  'unlinked-in-jira': 'history.unlinked',
  'asked-again': 'history.askedAgain',
  merged: 'history.merged',
  'merge-undone': 'history.mergeUndone',
};

/** "Related (was: Duplicate)". */
function eventOf({ event, before, after }: HistoryRow, words: Words): string {
  const what = event === 'decided' && after !== null ? words.say(verdictKeys[after]) : words.say(eventKeys[event]);
  if (before === null || before === after) return what;
  return words.say('history.was', { what, before: words.say(verdictKeys[before]) });
}

/** What the comparison said at that moment, not what it would say today. */
function whyOf({ event, score, tier, reasons, engineVersion }: HistoryRow, words: Words): string {
  if (event === 'assigned') return '';
  if (score === null || tier === null) return words.say('history.noAnalysis');
  const parts = [
    `${words.percent(score)} ${tierName(tier, words)}`,
    ...reasons.map((kind) => explainKind(kind, words)),
    ...(engineVersion === null ? [] : [words.say('admin.engine', { version: engineVersion })]),
  ];
  return parts.join(' · ');
}
