// The project page's entry: which space it is on comes from Jira's context, never from the address.

import { mount } from '../shared/ui/mount';
import { ProjectPage } from './project-page';

void mount(({ extension, siteUrl }) => <ProjectPage projectId={Number(extension.project.id)} siteUrl={siteUrl} />);
