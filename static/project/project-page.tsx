// The page of one space: start an analysis, watch it, and read the pairs it found. What there is to show follows from
// two answers, the latest analysis and the pairs, and every combination of them has its own sentence.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { showFlag } from '@forge/bridge';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import { useEffect, useRef, useState } from 'react';
import type { ScanProgress } from '../../src/contract';
import { usePreferences } from '../shared/ui/as-preferred';
import { FailureMessage } from '../shared/ui/failure-message';
import { Page } from '../shared/ui/page';
import { PageHead } from '../shared/ui/page-head';
import { lowestThreshold } from '../shared/ui/filter-fields';
import { isLive } from '../shared/ui/scan-state';
import { useWords } from '../shared/ui/words-context';
import { CoverageNote } from './coverage-note';
import { ElsewhereSection } from './external/elsewhere-section';
import { PairFilterBar } from './pair-filters';
import { PairsTable } from './pairs-table';
import { ScanCard } from './scan-card';
import { SeriesSection } from './series-section';
import { StartDialog } from './start-dialog';
import { useLatestScan } from './use-latest-scan';
import { usePairs, type PairFilters } from './use-pairs';
import { useSeries } from './use-series';

const everything: PairFilters = { threshold: lowestThreshold, tier: 'any', sort: 'score', teamId: undefined };

export function ProjectPage({ projectId, siteUrl }: { readonly projectId: number; readonly siteUrl: string }) {
  const words = useWords();
  const scan = useLatestScan(projectId);
  const [chosenFilters, setFilters] = useState<PairFilters | null>(null);
  const filters = chosenFilters ?? { ...everything, threshold: Math.max(lowestThreshold, scan.defaultThreshold) };
  const generation = scan.isKnown ? `${scan.progress?.scanId} ${scan.progress?.state}` : null;
  const pairs = usePairs(projectId, filters, generation);
  const series = useSeries(projectId, filters, generation);
  const [isStarting, setIsStarting] = useState(false);
  useFlagWhenDone(scan.progress);

  const started = (progress: ScanProgress) => {
    setIsStarting(false);
    scan.show(progress);
    void showFlag({
      id: `started-${progress.scanId}`,
      type: 'info',
      title: words.say('scan.startedFlag'),
      description: words.say('scan.startedFlagText'),
      isAutoDismiss: true,
    });
  };
  const open = () => setIsStarting(true);
  const { view } = pairs;
  // What fails together is said once.
  const failure = scan.failure ?? (view === null ? pairs.failure : null);
  const reload = () => {
    scan.reload();
    pairs.reload();
  };
  const isUnderway = scan.progress !== null && isLive(scan.progress);
  const canStart = scan.canStart && !isUnderway;
  const showsScan = scan.progress !== null && scan.progress.state !== 'finished';

  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('page.title')} intro={words.say('page.intro')}>
          {canStart && view !== null && view.state !== 'never-scanned' && (
            <Button onClick={open}>{words.say('page.startAgain')}</Button>
          )}
        </PageHead>
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {showsScan && scan.progress && (
          <ScanCard progress={scan.progress} canStart={scan.canStart} onProgress={scan.show} />
        )}
        {view?.state === 'never-scanned' && !isUnderway && (
          <EmptyState
            headingLevel={2}
            header={words.say('never.title')}
            description={words.say(scan.canStart ? 'never.canStart' : 'never.cannotStart')}
            primaryAction={
              canStart ? (
                <Button appearance="primary" onClick={open}>
                  {words.say('page.start')}
                </Button>
              ) : undefined
            }
          />
        )}
        {view !== null && view.state !== 'ready' && isUnderway && (
          <EmptyState headingLevel={2} header={words.say('indexing.title')} description={words.say('indexing.text')} />
        )}
        {(view?.state === 'ready' || (view === null && !pairs.failure)) && (
          <>
            {view && <CoverageNote coverage={view.coverage} />}
            <PairFilterBar filters={filters} onChange={setFilters} />
            {view && pairs.rows.length === 0 && !pairs.isLoading && !pairs.hasMore && !pairs.failure ? (
              <NothingFound filters={filters} onReset={() => setFilters(everything)} />
            ) : (
              <PairsTable pairs={pairs} siteUrl={siteUrl} />
            )}
            {view && <SeriesSection list={series} {...{ projectId, siteUrl, filters, generation }} />}
            {view && <ElsewhereSection key={generation} {...{ projectId, siteUrl, filters }} />}
          </>
        )}
      </Stack>
      <ModalTransition>
        {isStarting && <StartDialog projectId={projectId} onStarted={started} onClose={() => setIsStarting(false)} />}
      </ModalTransition>
    </Page>
  );
}

function NothingFound({ filters, onReset }: { readonly filters: PairFilters; readonly onReset: () => void }) {
  const words = useWords();
  const isFiltered = filters.tier !== 'any' || filters.teamId !== undefined;
  const isLowest = !isFiltered && filters.threshold <= lowestThreshold;
  return (
    <EmptyState
      headingLevel={2}
      header={words.say('none.title')}
      description={
        isFiltered ? words.say('none.filtered') : words.say('none.at', { percent: words.percent(filters.threshold) })
      }
      primaryAction={isLowest ? undefined : <Button onClick={onReset}>{words.say('none.reset')}</Button>}
    />
  );
}

/** Tells a person who watched the analysis, perhaps in another tab, that it has ended. */
function useFlagWhenDone(progress: ScanProgress | null): void {
  const words = useWords();
  const { isNotified } = usePreferences();
  const watched = useRef<string | null>(null);
  useEffect(() => {
    if (progress === null) return;
    if (isLive(progress)) watched.current = progress.scanId;
    else if (watched.current === progress.scanId) {
      watched.current = null;
      if (progress.state !== 'finished' || !isNotified) return;
      void showFlag({
        id: `done-${progress.scanId}`,
        type: 'success',
        title: words.say('scan.doneFlag'),
        isAutoDismiss: true,
      });
    }
  }, [progress, words, isNotified]);
}
