// The room that every page of the app stands in: the same margins and the same greatest width everywhere, none on paper.

import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  /** Still there, with all that was typed, but not to be seen. */
  readonly isHidden?: boolean;
  readonly children: ReactNode;
}

export function Page({ isHidden = false, children }: PageProps) {
  return (
    <div className={styles.page} hidden={isHidden}>
      {children}
    </div>
  );
}
