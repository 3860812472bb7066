// The project page's entry: which space it is on and who looks at it comes from Jira's context, never from the address.
// The address says only which of its views is open, and only where the page is a page: a dialog has none.

import { view } from '@forge/bridge';
import { mount } from '../shared/ui/mount';
import { Bell } from '../shared/bell';
import { spacePageModule } from '../shared/open-space-page';
import styles from './project.module.css';
import { SpacePage } from './space-page';

void mount(async ({ extension, siteUrl, accountId, moduleKey }) => {
  const history = moduleKey === spacePageModule ? await view.createHistory() : null;
  return (
    <div className={styles.withBell}>
      <Bell siteUrl={siteUrl} projectId={Number(extension.project.id)} />
      <SpacePage
        projectId={Number(extension.project.id)}
        siteUrl={siteUrl}
        accountId={accountId ?? ''}
        history={history}
      />
    </div>
  );
});
