// The search as a dialog of Jira's command palette. Jira does not say whether a command knows the space that it was
// called in, so the page takes the space from the context where there is one and asks for it otherwise.

import { mount } from '../shared/ui/mount';
import { SearchAnywhere } from './search-anywhere';

void mount(({ extension, siteUrl }) => {
  const projectId = Number((extension as { project?: { id?: unknown } }).project?.id);
  return <SearchAnywhere knownProjectId={Number.isSafeInteger(projectId) ? projectId : null} siteUrl={siteUrl} />;
});
