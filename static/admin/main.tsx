// The admin page's entry.

import { mount } from '../shared/ui/mount';
import { AdminPage } from './admin-page';

void mount(({ siteUrl, moduleKey }) => <AdminPage siteUrl={siteUrl} moduleKey={moduleKey} />);
