// What a page shows until its first answer comes: grey shapes of the size that the answer will have, so that nothing jumps
// when it is there, and words for those who do not see them.

import { Stack } from '@atlaskit/primitives/compiled';
import Skeleton from '@atlaskit/skeleton';
import type { TextKey } from '../text';
import styles from './ui.module.css';
import { useWords } from './words-context';

interface LoadingProps {
  readonly label: TextKey;
  /** What is on its way: rows of a list, figures in tiles over charts, fields of a form. */
  readonly shape: keyof typeof shapes;
}

const rows = ['40%', '90%', '60%', '85%', '50%', '75%'];
const fields = ['160px', '100%', '220px', '100%'];

const shapes = {
  rows: () => rows.map((width) => <Skeleton key={width} width={width} height="24px" isShimmering />),
  fields: () => fields.map((width, at) => <Skeleton key={at} width={width} height="40px" isShimmering />),
  figures: () => (
    <>
      <div className={styles.loadingTiles}>
        {rows.map((width) => (
          <Skeleton key={width} width="100%" height="72px" isShimmering />
        ))}
      </div>
      <Skeleton width="100%" height="320px" isShimmering />
    </>
  ),
} as const;

export function Loading({ label, shape }: LoadingProps) {
  const words = useWords();
  return (
    <div className={styles.loading} role="status" aria-busy="true" aria-label={words.say(label)}>
      <Stack space="space.200">{shapes[shape]()}</Stack>
    </div>
  );
}
