// The members of one cluster as a table: which one is kept, how alike the others are to it, and which are to leave.

import Checkbox from '@atlaskit/checkbox';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import { matchWith, membersByMatch } from './cluster-layout';
import stacked from '../../shared/ui/stacked-table.module.css';
import styles from './cluster.module.css';
import { verdictKeys } from './review-words';
import type { Cluster } from './use-clusters';

interface ClusterMembersProps {
  readonly cluster: Cluster;
  readonly siteUrl: string;
  readonly leaving: ReadonlySet<number>;
  readonly onLeaving: (id: number) => void;
  readonly onKeep: (id: number) => void;
}

export function ClusterMembers({ cluster, siteUrl, leaving, onLeaving, onKeep }: ClusterMembersProps) {
  const words = useWords();
  const { view, issues } = cluster;
  const ids = [view.canonicalId, ...membersByMatch(view)];
  return (
    <div className={stacked.stacked}>
      <table className={styles.members}>
        <thead>
          <tr>
            <th scope="col">{words.say('clusters.keep')}</th>
            <th scope="col">{words.say('clusters.workItem')}</th>
            <th scope="col">{words.say('clusters.match')}</th>
            <th scope="col">{words.say('clusters.takeOut')}</th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => {
            const issue = issues.get(id);
            if (issue === undefined) return null;
            const isKept = id === view.canonicalId;
            return (
              <tr key={id}>
                <td className={styles.tick}>
                  <input
                    type="radio"
                    name={`kept-${view.memberIds.join('-')}`}
                    className={styles.choice}
                    checked={isKept}
                    onChange={() => onKeep(id)}
                    aria-label={words.say('clusters.keepOne', { key: issue.key })}
                  />
                  <span className={stacked.cellName} aria-hidden="true">
                    {words.say('clusters.keep')}
                  </span>
                </td>
                <td>
                  <IssueLink issue={issue} siteUrl={siteUrl} />
                </td>
                <td>
                  {!isKept && (
                    <span className={stacked.cellName} aria-hidden="true">
                      {words.say('clusters.match')}:{' '}
                    </span>
                  )}
                  {isKept ? words.say('clusters.kept') : matchOf(cluster, id, words)}
                </td>
                <td className={styles.tick}>
                  <Checkbox
                    isChecked={leaving.has(id)}
                    onChange={() => onLeaving(id)}
                    aria-label={words.say('clusters.takeOutOne', { key: issue.key })}
                  />
                  <span className={stacked.cellName} aria-hidden="true">
                    {words.say('clusters.takeOut')}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function matchOf({ view }: Cluster, id: number, words: ReturnType<typeof useWords>): string {
  const score = matchWith(view, id);
  const [low, high] = id < view.canonicalId ? [id, view.canonicalId] : [view.canonicalId, id];
  const verdict = view.pairs.find(({ a, b }) => a === low && b === high)?.review.verdict ?? null;
  const said = verdict === null ? '' : words.say(verdictKeys[verdict]);
  if (score === null) return said === '' ? words.say('clusters.byHand') : said;
  return said === '' ? words.percent(score) : `${words.percent(score)} · ${said}`;
}
