// The page of one space: its tabs, and the views of the open tab by name. What is left is taken down, so that what is
// shown on the way back is what is true then, and two views never hold fields of the same name.

import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useEffect, useRef } from 'react';
import { ViewNav } from '../shared/ui/view-nav';
import { useWords } from '../shared/ui/words-context';
import { type JiraHistory, OpenViewContext, useViewPath } from './open-view';
import styles from './project.module.css';
import type { Surroundings } from './review/surroundings';
import { tabs } from './views';

const paths = tabs.flatMap(({ views }) => views.map(({ path }) => path));

interface SpacePageProps extends Surroundings {
  /** Null where Jira's address does not belong to this page, as in a dialog. */
  readonly history: JiraHistory | null;
}

export function SpacePage({ history, ...surroundings }: SpacePageProps) {
  const words = useWords();
  const [path, open] = useViewPath(history, paths);
  const page = useRef<HTMLDivElement>(null);
  const selected = tabs.findIndex(({ views }) => views.some((view) => view.path === path));
  useEffect(() => showOpenTab(page.current), [selected]);
  return (
    <OpenViewContext.Provider value={open}>
      <div className={styles.tabs} ref={page}>
        <Tabs
          id="space-tabs"
          shouldUnmountTabPanelOnChange
          selected={selected}
          onChange={(at) => open(tabs[at]?.views[0].path ?? '/')}
        >
          <TabList>
            {tabs.map(({ title }) => (
              <Tab key={title}>{words.say(title)}</Tab>
            ))}
          </TabList>
          {tabs.map(({ title, views }) => {
            const view = views.find((each) => each.path === path) ?? views[0];
            return (
              <TabPanel key={title}>
                <div className={styles.panel}>
                  {views.length > 1 && (
                    <div className={styles.views}>
                      <ViewNav
                        label={words.say(title)}
                        views={views.map((each) => ({ id: each.path, title: each.title }))}
                        openId={view.path}
                        onOpen={open}
                      />
                    </div>
                  )}
                  <view.Content key={view.path} {...surroundings} />
                </div>
              </TabPanel>
            );
          })}
        </Tabs>
      </div>
    </OpenViewContext.Provider>
  );
}

/** Where the row of tabs is longer than the screen. Not `scrollIntoView`, which would move the page around the frame too. */
function showOpenTab(page: HTMLElement | null): void {
  const tab = page?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]');
  const row = tab?.closest<HTMLElement>('[role="tablist"]');
  if (tab && row) row.scrollLeft = tab.offsetLeft + (tab.offsetWidth - row.clientWidth) / 2;
}
