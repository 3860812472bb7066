// The admin page's entry.

import { mount } from '../shared/ui/mount';
import { Bell } from '../shared/bell';
import { AdminPage } from './admin-page';

void mount(({ siteUrl, moduleKey }) => (
  <>
    <Bell siteUrl={siteUrl} projectId={null} />
    <AdminPage siteUrl={siteUrl} moduleKey={moduleKey} />
  </>
));
