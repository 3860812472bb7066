// The entry of the page across spaces: who looks at it comes from Jira's context, never from the address.

import { mount } from '../shared/ui/mount';
import { GlobalPage } from './global-page';

void mount(({ siteUrl, accountId }) => <GlobalPage siteUrl={siteUrl} accountId={accountId ?? ''} />);
