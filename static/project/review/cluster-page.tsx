// Work items that all say the same, as clusters: one is kept, the others become its duplicates. A cluster holds only what
// is alike in every pair, so a chain of half-alike ones never becomes one heap; people split and join by hand.

import Button from '@atlaskit/button/default/button';
import EmptyState from '@atlaskit/empty-state';
import { ModalTransition } from '@atlaskit/modal-dialog';
import { Stack } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { call } from '../../shared/api';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { FilterBar, MatchField } from '../../shared/ui/filter-fields';
import { useWords } from '../../shared/ui/words-context';
import { TeamField } from '../team-field';
import { BulkJobDialog } from './bulk-job-dialog';
import { ClusterCard } from './cluster-card';
import styles from './review.module.css';
import type { Surroundings } from './surroundings';
import { type Cluster, type ClusterNotice, useClusters } from './use-clusters';

const openingThreshold = 0.4;

const noticeKeys: Readonly<Record<ClusterNotice, TextKey>> = {
  chosen: 'clusters.noticeChosen',
  split: 'clusters.noticeSplit',
  merged: 'clusters.noticeMerged',
  conflict: 'clusters.noticeConflict',
};

export function ClusterPage({ projectId, siteUrl }: Surroundings) {
  const words = useWords();
  const [threshold, setThreshold] = useState(openingThreshold);
  const [teamId, setTeamId] = useState<string | undefined>(undefined);
  const clusters = useClusters(projectId, threshold, teamId);
  const [marked, setMarked] = useState<Cluster | null>(null);
  const { list, notice, failure, isLoading, hasMore } = clusters;
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('clusters.title')} intro={words.say('clusters.intro')} />
        <FilterBar label="filters.label">
          <MatchField id="cluster-threshold" value={threshold} onChange={setThreshold} />
          <TeamField id="cluster-team" teamId={teamId} onChange={setTeamId} />
        </FilterBar>
        {failure && <FailureMessage failure={failure} onRetry={clusters.reload} />}
        <div role="status">
          {notice !== null && (
            <SectionMessage appearance={notice === 'conflict' ? 'warning' : 'success'}>
              {words.say(noticeKeys[notice])}
            </SectionMessage>
          )}
        </div>
        {list !== null && list.length === 0 && !hasMore && !failure && (
          <EmptyState
            headingLevel={2}
            header={words.say('clusters.none')}
            description={words.say(teamId === undefined ? 'clusters.noneText' : 'none.filtered')}
          />
        )}
        <div aria-busy={isLoading}>
          {(list ?? []).map((cluster) => (
            <ClusterCard
              key={cluster.view.memberIds.join('-')}
              cluster={cluster}
              others={(list ?? []).filter((other) => other !== cluster)}
              clusters={clusters}
              siteUrl={siteUrl}
              onMark={() => setMarked(cluster)}
            />
          ))}
        </div>
        <div className={styles.footer}>
          {isLoading && <Loading label="table.loading" shape="rows" />}
          {hasMore && (
            <Button onClick={clusters.loadMore} isDisabled={isLoading}>
              {words.say('table.more')}
            </Button>
          )}
        </div>
      </Stack>
      <ModalTransition>
        {marked !== null && (
          <MarkDialog
            cluster={marked}
            onClose={(hasWritten) => {
              setMarked(null);
              if (hasWritten) clusters.reload();
            }}
          />
        )}
      </ModalTransition>
    </Page>
  );
}

interface MarkDialogProps {
  readonly cluster: Cluster;
  readonly onClose: (hasWritten: boolean) => void;
}

/** The whole star as one bulk action: what its dry run lists is what runs. */
function MarkDialog({ cluster, onClose }: MarkDialogProps) {
  const [open] = useState(() => {
    const { memberIds, canonicalId } = cluster.view;
    const pairs = memberIds.filter((id) => id !== canonicalId).map((duplicateId) => ({ duplicateId, canonicalId }));
    return () => call('review.bulkPreview', { pairs });
  });
  return (
    <BulkJobDialog open={open} known={[...cluster.issues.values()]} onStarted={() => undefined} onClose={onClose} />
  );
}
