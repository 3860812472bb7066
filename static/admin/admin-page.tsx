// What an administrator sees of the whole site, as sections with a navigation beside them. A section that is left is taken
// down, so that what is shown on the way back is what is true then. Before the first analysis the page opens with the way to it.

import { Stack } from '@atlaskit/primitives/compiled';
import { useState } from 'react';
import type { AnswerOf, Result } from '../../src/contract';
import { Bell } from '../shared/bell';
import { Loading } from '../shared/ui/loading';
import { Page } from '../shared/ui/page';
import { PageHead } from '../shared/ui/page-head';
import { ViewNav } from '../shared/ui/view-nav';
import { useWords } from '../shared/ui/words-context';
import styles from './admin.module.css';
import { sections } from './sections';
import { useAnswer } from './use-answer';

interface AdminPageProps {
  readonly siteUrl: string;
  /** By which of the manifest's ways somebody came here. */
  readonly moduleKey: string;
}

export function AdminPage({ siteUrl, moduleKey }: AdminPageProps) {
  const words = useWords();
  const { answer } = useAnswer('admin.overview', {});
  const [chosenId, setChosenId] = useState<string | null>(sectionOfModule.get(moduleKey) ?? null);
  const openId = chosenId ?? (answer === null ? null : isNew(answer) ? 'start' : 'overview');
  const open = sections.find(({ id }) => id === openId);
  return (
    <Page>
      <PageHead title={words.say('admin.title')} intro={words.say('admin.intro')}>
        <Bell siteUrl={siteUrl} projectId={null} />
      </PageHead>
      <div className={styles.columns}>
        <ViewNav label={words.say('admin.sections')} views={sections} openId={openId} onOpen={setChosenId} isColumn />
        <div className={styles.section}>
          {open === undefined ? (
            <Loading label="page.loading" shape="fields" />
          ) : (
            <Stack space="space.400">
              <open.Content siteUrl={siteUrl} />
            </Stack>
          )}
        </div>
      </div>
    </Page>
  );
}

const sectionOfModule: ReadonlyMap<string, string> = new Map([
  ['get-started', 'start'],
  ['configure', 'settings'],
]);

/** Nothing was ever analysed to the end: whoever comes here first wants to be led. */
function isNew(answer: Result<AnswerOf<'admin.overview'>>): boolean {
  return answer.ok && !answer.value.scans.some(({ state }) => state === 'finished');
}
