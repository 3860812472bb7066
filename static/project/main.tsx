// The project page's entry: which space it is on and who looks at it comes from Jira's context, never from the address.

import { mount } from '../shared/ui/mount';
import { Bell } from '../shared/bell';
import styles from './project.module.css';
import { ProjectTabs } from './review/project-tabs';

void mount(({ extension, siteUrl, accountId }) => (
  <div className={styles.withBell}>
    <Bell siteUrl={siteUrl} projectId={Number(extension.project.id)} />
    <ProjectTabs projectId={Number(extension.project.id)} siteUrl={siteUrl} accountId={accountId ?? ''} />
  </div>
));
