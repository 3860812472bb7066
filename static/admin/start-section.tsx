// The first analysis of a site in three steps: choose spaces and hear what it costs, watch it, see what it found. Where
// somebody is comes from the analyses themselves, so that a page that was closed meanwhile opens at the right step.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState, type ReactNode } from 'react';
import type { ScanProgress } from '../../src/contract';
import { ScanCard } from '../project/scan-card';
import { useLatestScan } from '../project/use-latest-scan';
import type { TextKey } from '../shared/text';
import { FailureMessage } from '../shared/ui/failure-message';
import { isLive } from '../shared/ui/scan-state';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { Answered } from './answered';
import { ChooseSpaces } from './choose-spaces';
import { FirstResults } from './first-results';
import { useAnswer } from './use-answer';

export function StartSection({ siteUrl }: { readonly siteUrl: string }) {
  const words = useWords();
  const { answer, ask } = useAnswer('admin.overview', {});
  return (
    <Stack space="space.300">
      <Stack space="space.100">
        <Heading as="h2" size="medium">
          {words.say('firstRun.title')}
        </Heading>
        <Text>{words.say('firstRun.intro')}</Text>
      </Stack>
      <Answered answer={answer} onRetry={ask}>
        {({ scans }) => (
          <Steps latest={scans.find(({ projectIds }) => projectIds.length > 0) ?? null} {...{ siteUrl }} />
        )}
      </Answered>
    </Stack>
  );
}

interface StepsProps {
  readonly siteUrl: string;
  readonly latest: ScanProgress | null;
}

function Steps({ latest, siteUrl }: StepsProps) {
  const [scan, setScan] = useState(latest);
  const projectId = scan?.projectIds[0];
  if (scan === null || projectId === undefined) {
    return (
      <Shown open={1} first={<ChooseSpaces onStarted={setScan} />} second={<Later text="firstRun.watchLater" />}>
        <Later text="firstRun.resultsLater" />
      </Shown>
    );
  }
  return <Started projectId={projectId} started={scan} siteUrl={siteUrl} onAgain={() => setScan(null)} />;
}

interface StartedProps {
  readonly siteUrl: string;
  readonly projectId: number;
  readonly started: ScanProgress;
  readonly onAgain: () => void;
}

function Started({ projectId, started, siteUrl, onAgain }: StartedProps) {
  const words = useWords();
  const { progress, canStart, failure, show, reload } = useLatestScan(projectId);
  const now = progress ?? started;
  const isDone = now.state === 'finished';
  return (
    <Shown
      open={isDone ? 3 : 2}
      first={
        <Stack space="space.100" alignInline="start">
          <Text>{words.say('count.spaces', { count: now.projectIds.length })}</Text>
          {!isLive(now) && <Button onClick={onAgain}>{words.say('firstRun.again')}</Button>}
        </Stack>
      }
      second={
        <Stack space="space.100">
          {failure && <FailureMessage failure={failure} onRetry={reload} />}
          <ScanCard progress={now} canStart={canStart} onProgress={show} />
        </Stack>
      }
    >
      {isDone ? (
        <FirstResults projectIds={now.projectIds} generation={now.scanId} siteUrl={siteUrl} />
      ) : (
        <Later text="firstRun.resultsLater" />
      )}
    </Shown>
  );
}

function Later({ text }: { readonly text: TextKey }) {
  return <Text color="color.text.subtle">{useWords().say(text)}</Text>;
}

interface ShownProps {
  /** The step that somebody is at. */
  readonly open: 1 | 2 | 3;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly children: ReactNode;
}

const titles: readonly TextKey[] = ['firstRun.choose', 'firstRun.watch', 'firstRun.results'];

function Shown({ open, first, second, children }: ShownProps) {
  const words = useWords();
  return (
    <ol className={styles.steps}>
      {[first, second, children].map((content, at) => (
        <li key={titles[at]} className={styles.step} aria-current={at + 1 === open ? 'step' : undefined}>
          <Stack space="space.150">
            <Heading as="h3" size="small">
              {words.say('firstRun.step', { number: at + 1, title: words.say(titles[at] ?? 'firstRun.choose') })}
            </Heading>
            {content}
          </Stack>
        </li>
      ))}
    </ol>
  );
}
