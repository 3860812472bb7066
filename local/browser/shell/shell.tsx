// The Jira-like page around everything: bar on top, spaces on the left, and what the address names in the middle.

import Modal, { ModalBody, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import { useEffect, useMemo, useState } from 'react';
import { AppFrame } from './app-frame';
import { AutomationView } from './automation-view';
import { bootIn, moduleOf, type Boot, type StartData } from './boot';
import { CreateDialogView } from './create-dialog-view';
import type { CreateRequest } from './create-request';
import { DashboardView } from './dashboard-view';
import { IssueListView } from './issue-list-view';
import { IssueView } from './issue-view';
import { MailboxView } from './mailbox-view';
import { ModuleView } from './module-view';
import { addressOf, goTo, routeOf, usePath, type Route } from './routes';
import { readProjects, signInAs, type ProjectRow } from './server-api';
import { useSettings } from './settings';
import { ShellPartsProvider, type ModalRequest } from './shell-parts';
import styles from './shell.module.css';
import { SideNav } from './side-nav';
import { TopBar } from './top-bar';
import { Tour, useTour } from './tour';
import { useAnswer } from './use-answer';

export function Shell({ start }: { readonly start: StartData }) {
  const { locale } = useSettings();
  const language = locale ?? start.person.locale ?? 'en-US';
  const boot = useMemo(() => bootIn(language, start), [language, start]);
  const route = routeOf(usePath());
  const tour = useTour(boot.tour);
  const stop = tour.at === null ? undefined : boot.tour[tour.at];
  const projects = useAnswer(boot.person.accountId, readProjects);
  const first = projects.state === 'answered' ? projects.value[0] : undefined;
  useEffect(() => {
    if (route.view === 'home' && first) goTo(stop?.path ?? addressOf.projectPage(first.key));
  }, [route.view, first, stop]);

  // Another person sees other data everywhere: what is open is closed first, so that nothing of it asks as the new
  // person, and then the page starts again, as after a sign-in.
  const [isSwitching, setIsSwitching] = useState(false);
  const switchTo = async (accountId: string) => {
    setIsSwitching(true);
    await signInAs(accountId);
    location.reload();
  };

  // Null: closed. Empty: opened by the person and not by an app.
  const [creating, setCreating] = useState<CreateRequest | null>(null);
  const renderModal = (modal: ModalRequest, close: (payload: unknown) => void) => (
    <ModalTransition>
      <Modal onClose={() => close(undefined)} width={modal.size}>
        <ModalHeader hasCloseButton>
          <ModalTitle>{modal.title}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <AppFrame
            boot={boot}
            module={modal.module}
            place={modal.place ?? placeOf(route)}
            modal={{ context: modal.context, close }}
          />
        </ModalBody>
      </Modal>
    </ModalTransition>
  );
  return (
    <ShellPartsProvider renderModal={renderModal} openCreate={setCreating}>
      <div className={styles.shell}>
        <TopBar
          boot={boot}
          onPerson={(accountId) => void switchTo(accountId)}
          onCreate={() => setCreating({})}
          onTour={boot.tour.length > 0 ? () => tour.move(0) : undefined}
        />
        <SideNav boot={boot} projects={projects} route={route} />
        <main className={styles.content}>
          {!isSwitching && (
            <View boot={boot} route={route} projects={projects.state === 'answered' ? projects.value : []} />
          )}
        </main>
        <Tour stops={boot.tour} {...tour} />
      </div>
      <ModalTransition>
        {creating && (
          <CreateDialogView
            boot={boot}
            request={creating}
            projects={projects.state === 'answered' ? projects.value : []}
            projectKey={placeOf(route).projectKey ?? placeOf(route).issueKey?.replace(/-\d+$/, '')}
            onClose={() => setCreating(null)}
          />
        )}
      </ModalTransition>
    </ShellPartsProvider>
  );
}

const pageTypes = {
  'project-page': 'jira:projectPage',
  'global-page': 'jira:globalPage',
  admin: 'jira:adminPage',
  personal: 'jira:personalSettingsPage',
} as const;

interface ViewProps {
  readonly boot: Boot;
  readonly route: Route;
  readonly projects: readonly ProjectRow[];
}

function View({ boot, route, projects }: ViewProps) {
  switch (route.view) {
    case 'project-page':
    case 'global-page':
    case 'admin':
    case 'personal': {
      const type = pageTypes[route.view];
      const project = projects.find((each) => each.key === placeOf(route).projectKey);
      const wanted = 'moduleKey' in route ? route.moduleKey : undefined;
      const module = wanted === undefined ? moduleOf(boot, type) : boot.modules.find(({ key }) => key === wanted);
      return <ModuleView boot={boot} module={module} place={placeOf(route)} projectName={project?.name} />;
    }
    case 'issues':
      return <IssueListView boot={boot} projectKey={route.projectKey} />;
    case 'automation':
      return <AutomationView boot={boot} />;
    case 'mailbox':
      return <MailboxView boot={boot} />;
    case 'dashboard':
      return <DashboardView boot={boot} />;
    case 'issue':
      return <IssueView boot={boot} issueKey={route.issueKey} />;
    case 'home':
      return <div className={styles.padded}>Choose a space on the left.</div>;
    case 'unknown':
      return <div className={styles.padded}>This stand-in has no page at {route.path}.</div>;
  }
}

const placeOf = (route: Route) => ({
  projectKey: 'projectKey' in route ? route.projectKey : undefined,
  issueKey: 'issueKey' in route ? route.issueKey : undefined,
});
