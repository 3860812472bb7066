// One cluster: what is kept and why, its picture and its members, and what can be done: mark all of it in Jira after a dry
// run, take members out, join it with another one.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { CanonicalReason } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { ClusterGraph } from './cluster-graph';
import { ClusterMembers } from './cluster-members';
import styles from './cluster.module.css';
import type { Cluster, Clusters } from './use-clusters';

interface ClusterCardProps {
  readonly cluster: Cluster;
  readonly others: readonly Cluster[];
  readonly clusters: Clusters;
  readonly siteUrl: string;
  readonly onMark: () => void;
}

const reasonKeys: Readonly<Record<CanonicalReason, TextKey>> = {
  open: 'clusters.open',
  oldest: 'clusters.oldest',
  'most-votes': 'clusters.mostVotes',
  'most-watchers': 'clusters.mostWatchers',
  'most-comments': 'clusters.mostComments',
  customer: 'clusters.customer',
  chosen: 'clusters.chosen',
};

/** What a person calls a cluster by: the key of the one that is kept, and how many there are. */
const nameOf = ({ view, issues }: Cluster): string => issues.get(view.canonicalId)?.key ?? '';

export function ClusterCard({ cluster, others, clusters, siteUrl, onMark }: ClusterCardProps) {
  const words = useWords();
  const [leaving, setLeaving] = useState<ReadonlySet<number>>(new Set());
  const { view, issues } = cluster;
  const { memberIds, canonicalId, canonicalReasons } = view;
  const titleId = `cluster-${memberIds.join('-')}`;
  const stayIds = memberIds.filter((id) => !leaving.has(id));
  const canSplit = leaving.size > 0 && stayIds.length > 0;
  const toggle = (id: number) => {
    const next = new Set(leaving);
    if (!next.delete(id)) next.add(id);
    setLeaving(next);
  };
  const reasons = canonicalReasons.map((reason) => words.say(reasonKeys[reason])).join(', ');
  return (
    <section aria-labelledby={titleId} className={styles.card}>
      <div className={styles.head}>
        <Heading as="h2" size="small" id={titleId}>
          {words.say('clusters.heading', { count: memberIds.length, key: nameOf(cluster) })}
        </Heading>
        <Text color="color.text.subtle">{words.say('clusters.because', { key: nameOf(cluster), reasons })}</Text>
      </div>
      <ClusterMembers
        cluster={cluster}
        siteUrl={siteUrl}
        leaving={leaving}
        onLeaving={toggle}
        onKeep={(id) => id !== canonicalId && clusters.choose(id)}
      />
      <ClusterGraph view={view} issues={issues} />
      <div className={styles.actions}>
        <Button onClick={onMark}>{words.say('clusters.mark', { count: memberIds.length - 1 })}</Button>
        <Button isDisabled={!canSplit} onClick={() => clusters.split([...leaving], stayIds)}>
          {words.say('clusters.split', { count: leaving.size })}
        </Button>
        {others.length > 0 && (
          <div className={styles.join}>
            <Select<Cluster>
              aria-label={words.say('clusters.joinWith', { key: nameOf(cluster) })}
              placeholder={words.say('clusters.join')}
              options={others}
              getOptionLabel={(other) => {
                const kept = other.issues.get(other.view.canonicalId);
                return `${kept?.key ?? ''} (${words.number(other.view.memberIds.length)}): ${kept?.summary ?? ''}`;
              }}
              getOptionValue={(other) => String(other.view.canonicalId)}
              value={null}
              onChange={(other) => other && clusters.merge(canonicalFirst(cluster), canonicalFirst(other))}
            />
          </div>
        )}
      </div>
    </section>
  );
}

/** The pair that joins two clusters is that of the two which are kept. */
function canonicalFirst({ view }: Cluster): readonly number[] {
  return [view.canonicalId, ...view.memberIds.filter((id) => id !== view.canonicalId)];
}
