// One pair of the queue: what to keep and what duplicates it, why they match, what people said, and every answer that can
// be given, each with its key. Memoised, so that an answer redraws one row and not the list.

import Checkbox from '@atlaskit/checkbox';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import { memo } from 'react';
import { explainKind } from '../../shared/explain';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { Match } from '../../shared/ui/match';
import { useWords } from '../../shared/ui/words-context';
import type { Command } from './keys';
import { QueueActions } from './queue-actions';
import { isSettled, mergeOf, type QueueItem } from './queue-items';
import { answerOf, authorOf, conflictSentence, impactKeys, type PeopleNames, personName } from './review-words';
import styles from './review.module.css';

interface QueueRowProps {
  readonly item: QueueItem;
  readonly position: number;
  /** -1: more than are loaded, and nobody has counted them. */
  readonly total: number;
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly people: PeopleNames;
  readonly siteUrl: string;
  readonly onFocus: (key: string) => void;
  readonly onCommand: (command: Command, key: string) => void;
}

export const rowElementId = (key: string): string => `pair-${key}`;

export const QueueRowCard = memo(function QueueRowCard(props: QueueRowProps) {
  const { item, position, total, isCurrent, isSelected, people, siteUrl, onFocus, onCommand } = props;
  const words = useWords();
  const { duplicate, canonical } = mergeOf(item);
  const settled = isSettled(item.shown);
  const titleId = `${rowElementId(item.key)}-title`;
  return (
    <article
      id={rowElementId(item.key)}
      tabIndex={isCurrent ? 0 : -1}
      aria-posinset={position + 1}
      aria-setsize={total}
      aria-labelledby={titleId}
      aria-busy={item.underway > 0}
      className={`${styles.row} ${settled || item.isLeft ? styles.settled : ''}`}
      onFocus={() => onFocus(item.key)}
    >
      <h2 id={titleId} className={styles.hidden}>
        {words.say('review.rowLabel', {
          duplicate: duplicate.key,
          canonical: canonical.key,
          percent: words.percent(item.row.score),
        })}
      </h2>
      <div className={styles.pick}>
        <Checkbox
          isChecked={isSelected}
          onChange={() => onCommand('select', item.key)}
          aria-label={words.say('review.select', { duplicate: duplicate.key, canonical: canonical.key })}
        />
      </div>
      <div className={styles.side}>
        <span className={styles.role}>{words.say('review.keep')}</span>
        <IssueLink issue={canonical} siteUrl={siteUrl} />
      </div>
      <div className={styles.side}>
        <span className={styles.role}>{words.say('review.duplicateOfIt')}</span>
        <IssueLink issue={duplicate} siteUrl={siteUrl} />
      </div>
      <div className={styles.why}>
        <Match score={item.row.score} tier={item.row.tier} />
        <span className={styles.reasons}>{explainKinds(item, words)}</span>
        {item.row.impact.some((sign) => sign !== 'open') && (
          <span className={styles.reasons}>
            {words.say('impact.label', {
              signs: item.row.impact.map((sign) => words.say(impactKeys[sign])).join(', '),
            })}
          </span>
        )}
      </div>
      <ReviewLine item={item} people={people} />
      <QueueActions item={item} me={people.me} onCommand={onCommand} />
      {item.notice && (
        <div className={styles.notice}>
          {item.notice.kind === 'failed' ? (
            <FailureMessage failure={item.notice.failure} title={words.say('review.notSaved')} />
          ) : (
            <div role="alert">
              <SectionMessage appearance="warning" title={words.say('review.conflictTitle')}>
                {conflictSentence(item.notice.review, people, words)}
              </SectionMessage>
            </div>
          )}
        </div>
      )}
    </article>
  );
});

function ReviewLine({ item, people }: Pick<QueueRowProps, 'item' | 'people'>) {
  const words = useWords();
  const { shown } = item;
  const answer = answerOf(shown, words);
  const author = authorOf(shown, people, words);
  const assignee = shown.assigneeAccountId;
  return (
    <div className={styles.line} role="status">
      {answer !== null && (
        <Lozenge appearance={shown.verdict === 'duplicate' ? 'success' : 'default'}>{answer}</Lozenge>
      )}
      {answer !== null && shown.actionId !== null && <span>{words.say('review.carriedOut')}</span>}
      {answer !== null && author !== null && <span>{author}</span>}
      {shown.askedAgainSince !== null && (
        <span>{words.say('review.askedAgain', { when: words.ago(shown.askedAgainSince) })}</span>
      )}
      {item.isLeft && answer === null && <span>{words.say('review.left')}</span>}
      {assignee !== null && <span>{words.say('review.assignedTo', { who: personName(assignee, people, words) })}</span>}
    </div>
  );
}

function explainKinds({ row: { reasons } }: QueueItem, words: ReturnType<typeof useWords>): string {
  if (reasons.length === 0) return words.say('evidence.none');
  return reasons.map((kind) => explainKind(kind, words)).join(' · ');
}
