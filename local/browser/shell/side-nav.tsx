// The spaces that this person may see, each with its work items and the app's page, and the settings for administrators.
// On a narrow screen it opens at a button and closes again where it has led.

import Button from '@atlaskit/button/default/button';
import Skeleton from '@atlaskit/skeleton';
import { Fragment, useState } from 'react';
import { moduleOf, type Boot } from './boot';
import { InAppLink } from './in-app-link';
import { addressOf, usePath, type Route } from './routes';
import type { ProjectRow } from './server-api';
import styles from './shell.module.css';
import type { Answer } from './use-answer';

interface SideNavProps {
  readonly boot: Boot;
  readonly projects: Answer<readonly ProjectRow[]>;
  readonly route: Route;
}

export function SideNav({ boot, projects, route }: SideNavProps) {
  const openKey =
    'projectKey' in route ? route.projectKey : 'issueKey' in route ? route.issueKey.replace(/-\d+$/, '') : '';
  const pageTitle = moduleOf(boot, 'jira:projectPage')?.title;
  const path = usePath();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const isOpen = openedAt === path;
  return (
    <nav className={`${styles.sideNav} ${isOpen ? '' : styles.sideNavClosed}`} aria-label="Spaces">
      <div className={styles.navToggle}>
        <Button
          appearance="subtle"
          spacing="compact"
          aria-expanded={isOpen}
          onClick={() => setOpenedAt(isOpen ? null : path)}
        >
          Menu
        </Button>
      </div>
      {moduleOf(boot, 'jira:dashboardGadget') && (
        <ul className={styles.navList}>
          <NavItem href={addressOf.dashboard} isCurrent={route.view === 'dashboard'}>
            Dashboard
          </NavItem>
        </ul>
      )}
      <h2 className={styles.navTitle}>Spaces</h2>
      {projects.state === 'waiting' && <Skeleton width="80%" height="24px" isShimmering />}
      {projects.state === 'failed' && <p role="alert">{projects.sentence}</p>}
      {projects.state === 'answered' && projects.value.length === 0 && <p>No space is visible to you.</p>}
      <ul className={styles.navList}>
        {projects.state === 'answered' &&
          projects.value.map(({ key, name }) => (
            <Fragment key={key}>
              <NavItem href={addressOf.issues(key)} isCurrent={route.view === 'issues' && openKey === key} mark={key}>
                {name}
              </NavItem>
              {openKey === key && pageTitle && (
                <NavItem href={addressOf.projectPage(key)} isCurrent={route.view === 'project-page'} isNested>
                  {pageTitle}
                </NavItem>
              )}
            </Fragment>
          ))}
      </ul>
      {moduleOf(boot, 'jira:globalPage') && (
        <>
          <h2 className={styles.navTitle}>Apps</h2>
          <ul className={styles.navList}>
            <NavItem href={addressOf.globalPage} isCurrent={route.view === 'global-page'}>
              {moduleOf(boot, 'jira:globalPage')?.title}
            </NavItem>
          </ul>
        </>
      )}
      {moduleOf(boot, 'jira:personalSettingsPage') && (
        <>
          <h2 className={styles.navTitle}>Personal settings</h2>
          <ul className={styles.navList}>
            <NavItem href={addressOf.personal} isCurrent={route.view === 'personal'}>
              {moduleOf(boot, 'jira:personalSettingsPage')?.title}
            </NavItem>
          </ul>
        </>
      )}
      <h2 className={styles.navTitle}>Outside Jira</h2>
      <ul className={styles.navList}>
        <NavItem href={addressOf.mailbox} isCurrent={route.view === 'mailbox'}>
          Mailbox
        </NavItem>
      </ul>
      {boot.person.isSiteAdmin && moduleOf(boot, 'jira:adminPage') && (
        <>
          <h2 className={styles.navTitle}>Settings</h2>
          <ul className={styles.navList}>
            <NavItem href={addressOf.admin} isCurrent={route.view === 'admin'}>
              {moduleOf(boot, 'jira:adminPage')?.title}
            </NavItem>
            <NavItem href={addressOf.automation} isCurrent={route.view === 'automation'}>
              Automation
            </NavItem>
          </ul>
        </>
      )}
    </nav>
  );
}

interface NavItemProps {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly isNested?: boolean;
  readonly mark?: string;
  readonly children: React.ReactNode;
}

function NavItem({ href, isCurrent, isNested = false, mark, children }: NavItemProps) {
  const names = [styles.navItem, isCurrent ? styles.navCurrent : '', isNested ? styles.navNested : ''];
  return (
    <li>
      <InAppLink href={href} className={names.join(' ')} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
        {mark && (
          <span className={styles.mark} aria-hidden="true">
            {mark.slice(0, 2)}
          </span>
        )}
        <span className={styles.navText}>{children}</span>
      </InAppLink>
    </li>
  );
}
