// One analysis: where it is, its steps with their times, when it had to wait and until when, and what a manager can do
// about it. Asked again while it is under way.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Inline, Stack, Text } from '@atlaskit/primitives/compiled';
import { useEffect, useState } from 'react';
import type { AnalysisDetail, AnalysisList, AnalysisRow } from '../../../src/contract';
import { FailureMessage } from '../../shared/ui/failure-message';
import { isLive } from '../../shared/ui/scan-state';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import { ScanCard } from '../scan-card';
import styles from './analyses.module.css';
import { type Described, durationOf, narrowingWords, spacesOf, startedWords } from './analysis-words';
import { DeleteDialog } from './delete-dialog';

interface AnalysisDetailProps extends Described {
  readonly projectId: number;
  readonly analysis: AnalysisRow;
  readonly onClose: () => void;
  readonly onDeleted: (list: AnalysisList) => void;
}

const pollMs = 3_000;

export function AnalysisDetailView(props: AnalysisDetailProps) {
  const { projectId, people, spaceNames, teamNames, onClose, onDeleted } = props;
  const words = useWords();
  const { scanId } = props.analysis.progress;
  const { value, failure, reload } = useAnswer('analyses.detail', { projectId, scanId });
  const [isDeleting, setIsDeleting] = useState(false);
  const analysis = value?.analysis ?? props.analysis;
  const { progress, canManage } = analysis;
  const isUnderway = isLive(progress);
  useEffect(() => {
    if (!isUnderway) return;
    const timer = setInterval(() => !document.hidden && reload(), pollMs);
    return () => clearInterval(timer);
  }, [isUnderway, reload]);

  return (
    <Stack space="space.300">
      <Inline>
        <Button onClick={onClose} autoFocus>
          {words.say('analyses.back')}
        </Button>
      </Inline>
      <Stack space="space.100">
        <Heading as="h1" size="large">
          {words.say('analyses.detailTitle', { when: words.clockTime(progress.startedAt) })}
        </Heading>
        <Text color="color.text.subtle">
          {[
            spacesOf(progress, spaceNames, words),
            narrowingWords(analysis, teamNames, words),
            startedWords(analysis, people, words),
            durationOf(progress, words),
          ]
            .filter((part) => part !== null && part !== '–')
            .join(' · ')}
        </Text>
      </Stack>
      {failure && <FailureMessage failure={failure} onRetry={reload} />}
      <ScanCard progress={withOwnJql(analysis)} canStart={canManage} onProgress={reload} />
      {progress.partial.length > 0 && <Text>{words.say('analyses.partial', { count: progress.partial.length })}</Text>}
      {value && <Course detail={value} />}
      {canManage && !isUnderway && (
        <Inline>
          <Button onClick={() => setIsDeleting(true)}>{words.say('analyses.delete')}</Button>
        </Inline>
      )}
      <ModalTransition>
        {isDeleting && (
          <DeleteDialog
            projectId={projectId}
            analysis={analysis}
            onDeleted={onDeleted}
            onClose={() => setIsDeleting(false)}
          />
        )}
      </ModalTransition>
    </Stack>
  );
}

/** How it went: steps, then waits. */
function Course({ detail: { steps, pauses, earlierPauses } }: { readonly detail: AnalysisDetail }) {
  const words = useWords();
  return (
    <div className={styles.course}>
      <section aria-label={words.say('analyses.steps')}>
        <Heading as="h2" size="small">
          {words.say('analyses.steps')}
        </Heading>
        <ol className={styles.list}>
          {steps.map(({ step, from, until }) => (
            <li key={`${step} ${from}`}>
              <span>{words.say(`analyses.step.${step}`)}</span>
              <span className={styles.figure}>
                {until === null
                  ? words.say('analyses.stepLasts', { when: words.clockTime(from) })
                  : words.duration(Date.parse(until) - Date.parse(from))}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-label={words.say('analyses.pauses')}>
        <Heading as="h2" size="small">
          {words.say('analyses.pauses')}
        </Heading>
        {pauses.length === 0 && <Text color="color.text.subtle">{words.say('analyses.noPauses')}</Text>}
        <ul className={styles.list}>
          {pauses.map(({ reason, from, until }) => (
            <li key={from}>
              {words.say(`analyses.pause.${reason}`, { from: words.clockTime(from), until: words.clockTime(until) })}
            </li>
          ))}
        </ul>
        {earlierPauses > 0 && <Text>{words.say('analyses.earlierPauses', { count: earlierPauses })}</Text>}
      </section>
    </div>
  );
}

/** What people chose is told in words above; only the JQL that somebody wrote is shown as such. */
function withOwnJql({ progress, scope }: AnalysisRow): AnalysisRow['progress'] {
  return scope === null ? progress : { ...progress, jql: scope.jql };
}
