// The names of what a page can show, of which one is open: a row above it, or a column beside it where there is room.

import type { TextKey } from '../text';
import styles from './view-nav.module.css';
import { useWords } from './words-context';

interface ViewNavProps<Id extends string> {
  readonly label: string;
  readonly views: readonly { readonly id: Id; readonly title: TextKey }[];
  readonly openId: Id | null;
  readonly onOpen: (id: Id) => void;
  readonly isColumn?: boolean;
}

export function ViewNav<Id extends string>({ label, views, openId, onOpen, isColumn = false }: ViewNavProps<Id>) {
  const words = useWords();
  return (
    <nav className={`${styles.views} ${isColumn ? styles.column : ''}`} aria-label={label}>
      {views.map(({ id, title }) => (
        <button key={id} type="button" aria-current={id === openId ? 'page' : undefined} onClick={() => onOpen(id)}>
          {words.say(title)}
        </button>
      ))}
    </nav>
  );
}
