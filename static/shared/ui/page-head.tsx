// The first lines of a page: its name, beside it what can be done with the whole of it, below it what it is for. Where
// there is no room, the buttons go under the name instead of breaking it.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import type { ReactNode } from 'react';
import styles from './ui.module.css';

interface PageHeadProps {
  readonly title: string;
  readonly intro: string;
  readonly children?: ReactNode;
}

export function PageHead({ title, intro, children }: PageHeadProps) {
  return (
    <Stack space="space.150">
      <div className={styles.pageHead}>
        <Heading as="h1" size="large">
          {title}
        </Heading>
        {children}
      </div>
      <Text color="color.text.subtle">{intro}</Text>
    </Stack>
  );
}
