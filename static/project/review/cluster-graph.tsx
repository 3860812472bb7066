// The picture of one cluster. It says nothing that the table beside it does not say, so assistive technology gets one
// sentence for it and reads the table.

import type { ClusterView, IssueView } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { nodeSize, pictureOf, pictureWidth } from './cluster-layout';
import styles from './cluster.module.css';

interface ClusterGraphProps {
  readonly view: ClusterView;
  readonly issues: ReadonlyMap<number, IssueView>;
}

export function ClusterGraph({ view, issues }: ClusterGraphProps) {
  const words = useWords();
  const { nodes, edges, hiddenCount, height } = pictureOf(view);
  const kept = issues.get(view.canonicalId)?.key ?? '';
  const label = words.say('clusters.picture', { key: kept, count: view.memberIds.length - 1 });
  return (
    <svg viewBox={`0 0 ${pictureWidth} ${height}`} className={styles.graph} role="img" aria-label={label}>
      {edges.map(({ from, to, score, isRay }) => (
        <line
          key={`${from.id}-${to.id}`}
          x1={from.x}
          y1={from.y}
          x2={to.x}
          y2={to.y}
          className={isRay ? styles.ray : styles.edge}
          strokeWidth={isRay ? 1 + 3 * score : 1}
        />
      ))}
      {nodes.map(({ id, x, y, isKept }) => (
        <g key={id}>
          <rect
            x={x - nodeSize.width / 2}
            y={y - nodeSize.height / 2}
            {...nodeSize}
            rx={4}
            className={isKept ? styles.kept : styles.node}
          />
          <text x={x} y={y + 4} textAnchor="middle" className={isKept ? styles.keptKey : styles.nodeKey}>
            {issues.get(id)?.key ?? ''}
          </text>
        </g>
      ))}
      {hiddenCount > 0 && (
        <text x={pictureWidth - 4} y={height - 4} textAnchor="end" className={styles.nodeKey}>
          {words.say('clusters.notDrawn', { count: hiddenCount })}
        </text>
      )}
    </svg>
  );
}
