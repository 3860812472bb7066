// A full-page module of the app, with the breadcrumb that Jira shows above it.

import SectionMessage from '@atlaskit/section-message';
import { AppFrame } from './app-frame';
import type { Boot, ShellModule } from './boot';
import { InAppLink } from './in-app-link';
import { addressOf } from './routes';
import type { Place } from './server-api';
import styles from './shell.module.css';

interface ModuleViewProps {
  readonly boot: Boot;
  readonly module: ShellModule | undefined;
  readonly place: Place;
  readonly projectName: string | undefined;
}

export function ModuleView({ boot, module, place, projectName }: ModuleViewProps) {
  if (!module) return <div className={styles.padded}>The app brings no module for this page.</div>;
  if (module.type === 'jira:adminPage' && !boot.person.isSiteAdmin) {
    return (
      <div className={styles.padded}>
        <SectionMessage appearance="warning" title="Only administrators see this page">
          {boot.person.displayName} does not administer this site. Switch the person in the top bar.
        </SectionMessage>
      </div>
    );
  }
  return (
    <>
      <nav className={styles.breadcrumb} aria-label="Breadcrumb">
        {place.projectKey ? (
          <>
            <span>Spaces</span> <span aria-hidden="true">/</span>{' '}
            <InAppLink href={addressOf.issues(place.projectKey)}>{projectName ?? place.projectKey}</InAppLink>
          </>
        ) : (
          <span>{crumbs.get(module.type) ?? 'Settings / Apps'}</span>
        )}
      </nav>
      {module.isNative ? (
        <div className={styles.padded}>
          <AppFrame boot={boot} module={module} place={place} />
        </div>
      ) : (
        <AppFrame boot={boot} module={module} place={place} />
      )}
    </>
  );
}

const crumbs: ReadonlyMap<string, string> = new Map([
  ['jira:globalPage', 'Apps'],
  ['jira:personalSettingsPage', 'Personal settings'],
]);
