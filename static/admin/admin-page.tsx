// What an administrator sees of the whole site, as sections with a navigation beside them. A section that is left is taken
// down, so that what is shown on the way back is what is true then.

import PageHeader from '@atlaskit/page-header';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { sections } from './sections';

export function AdminPage() {
  const words = useWords();
  const [openId, setOpenId] = useState(sections[0]?.id);
  const open = sections.find(({ id }) => id === openId);
  return (
    <div className={styles.page}>
      <PageHeader>{words.say('admin.title')}</PageHeader>
      <Text color="color.text.subtle">{words.say('admin.intro')}</Text>
      <div className={styles.columns}>
        <nav className={styles.nav} aria-label={words.say('admin.sections')}>
          {sections.map(({ id, title }) => (
            <button
              key={id}
              type="button"
              className={styles.navItem}
              aria-current={id === openId ? 'page' : undefined}
              onClick={() => setOpenId(id)}
            >
              {words.say(title)}
            </button>
          ))}
        </nav>
        <div className={styles.section}>{open && <Stack space="space.400">{<open.Content />}</Stack>}</div>
      </div>
    </div>
  );
}
