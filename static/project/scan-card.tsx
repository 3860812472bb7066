// One analysis while people wait for it: what is happening, how far it is, until when it rests, and the one thing a
// person can do about it. The text announces itself politely; the bar never goes back.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { ModalBody, ModalFooter, ModalTransition } from '@atlaskit/modal-dialog';
import { Inline, Text } from '@atlaskit/primitives/compiled';
import ProgressBar from '@atlaskit/progress-bar';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import type { AppFailure, Result, ScanProgress } from '../../src/contract';
import { call } from '../shared/api';
import type { TextKey, Words } from '../shared/text';
import { Dialog } from '../shared/ui/dialog';
import { FailureMessage } from '../shared/ui/failure-message';
import { isLive, ScanStateLozenge } from '../shared/ui/scan-state';
import { useWords } from '../shared/ui/words-context';
import styles from './project.module.css';

interface ScanCardProps {
  readonly progress: ScanProgress;
  readonly canStart: boolean;
  readonly onProgress: (progress: ScanProgress) => void;
}

export function ScanCard({ progress, canStart, onProgress }: ScanCardProps) {
  const words = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);

  const act = async (method: 'project.cancelScan' | 'project.resumeScan') => {
    setIsAsking(false);
    setIsBusy(true);
    const result: Result<ScanProgress> = await call(method, { scanId: progress.scanId });
    setIsBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (result.ok) onProgress(result.value);
  };

  const canResume = canStart && (progress.isStalled || progress.state === 'failed' || progress.state === 'cancelled');
  return (
    <section
      className={styles.card}
      aria-label={words.say(progress.isStalled ? 'scan.stalled' : `scan.${progress.state}`)}
    >
      <Inline space="space.150" alignBlock="center" shouldWrap>
        <Heading as="h2" size="small">
          {words.say('scan.heading', { spaces: words.say('count.spaces', { count: progress.projectIds.length }) })}
        </Heading>
        <ScanStateLozenge progress={progress} />
      </Inline>
      {progress.jql && <code className={styles.jql}>{progress.jql}</code>}
      {isLive(progress) && (
        <div className={styles.bar}>
          <ProgressBar
            value={progress.fraction}
            ariaLabel={words.say('scan.percent', { percent: words.percent(progress.fraction) })}
          />
        </div>
      )}
      <div role="status" className={styles.facts}>
        {factsOf(progress, words).map((fact) => (
          <Text key={fact} color="color.text.subtle">
            {fact}
          </Text>
        ))}
      </div>
      <Notice progress={progress} />
      {failure && <FailureMessage failure={failure} />}
      <Inline space="space.100" shouldWrap>
        {canResume && (
          <Button appearance="primary" isDisabled={isBusy} onClick={() => void act('project.resumeScan')}>
            {words.say('scan.resume')}
          </Button>
        )}
        {canStart && isLive(progress) && (
          <Button isDisabled={isBusy} onClick={() => setIsAsking(true)}>
            {words.say('scan.cancel')}
          </Button>
        )}
      </Inline>
      <ModalTransition>
        {isAsking && (
          <Dialog title={words.say('scan.cancelConfirm')} onClose={() => setIsAsking(false)} width="small">
            <ModalBody>
              <Text>{words.say('scan.cancelText')}</Text>
            </ModalBody>
            <ModalFooter>
              <Button appearance="subtle" onClick={() => setIsAsking(false)} autoFocus>
                {words.say('scan.keep')}
              </Button>
              <Button appearance="danger" onClick={() => void act('project.cancelScan')}>
                {words.say('scan.cancel')}
              </Button>
            </ModalFooter>
          </Dialog>
        )}
      </ModalTransition>
    </section>
  );
}

const pauseKeys: Readonly<Record<NonNullable<ScanProgress['pause']>['reason'], TextKey>> = {
  'rate-limit': 'scan.pausedRate',
  'points-budget': 'scan.pausedBudget',
  'jira-unavailable': 'scan.pausedJira',
  'not-allowed': 'scan.pausedRefused',
  'storage-unavailable': 'scan.pausedStorage',
};

/** What needs a person's attention; nothing while the analysis simply runs. */
function Notice({ progress }: { readonly progress: ScanProgress }) {
  const words = useWords();
  if (progress.isStalled) {
    return (
      <SectionMessage appearance="warning">
        {words.say('scan.stalledText', { when: words.ago(progress.updatedAt) })}
      </SectionMessage>
    );
  }
  if (progress.state === 'paused' && progress.pause) {
    const time = words.clockTime(progress.pause.until);
    return (
      <SectionMessage appearance="warning">{words.say(pauseKeys[progress.pause.reason], { time })}</SectionMessage>
    );
  }
  if (progress.state === 'failed') {
    const title = words.say('scan.failedTitle');
    return progress.failure ? (
      <FailureMessage failure={progress.failure} title={title} />
    ) : (
      <SectionMessage appearance="error">{title}</SectionMessage>
    );
  }
  if (progress.state === 'cancelled') return <Text>{words.say('scan.cancelledText')}</Text>;
  return null;
}

function factsOf(progress: ScanProgress, words: Words): readonly string[] {
  const { issuesFetched: fetched, issuesExpected: expected } = progress;
  const facts = [];
  if (isLive(progress)) facts.push(words.say('scan.percent', { percent: words.percent(progress.fraction) }));
  if (fetched !== null && expected !== null && isLive(progress))
    facts.push(words.say('scan.read', { fetched, expected }));
  else if (fetched !== null) facts.push(words.say('scan.readUnknown', { fetched }));
  if (isLive(progress) && progress.minutesLeft !== null)
    facts.push(words.say('scan.minutesLeft', { minutes: progress.minutesLeft }));
  if (progress.pairsFound !== null) facts.push(words.say('scan.pairs', { count: progress.pairsFound }));
  const when = progress.finishedAt ?? progress.startedAt;
  facts.push(words.say(progress.finishedAt ? 'scan.ended' : 'scan.started', { when: words.ago(when) }));
  return facts;
}
