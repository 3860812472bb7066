// What the page of a space is made of: five tabs by what somebody comes for, and the views in each, the first one opened
// with the tab. A view is one line here, with the path by which Jira's address names it for good.

import type { ComponentType } from 'react';
import { SearchPage } from '../search/search-page';
import type { TextKey } from '../shared/text';
import { AnalysesPage } from './analyses/analyses-page';
import { ExternalPage } from './external/external-page';
import { DashboardPage } from './insights/dashboard-page';
import type { ViewPath } from './open-view';
import { ProjectPage } from './project-page';
import { ReportsPage } from './reports/reports-page';
import { ClusterPage } from './review/cluster-page';
import { HealthPage } from './review/health-page';
import { HistoryPage } from './review/history-page';
import { MappingPage } from './review/mapping-page';
import { ReviewPage } from './review/review-page';
import type { Surroundings } from './review/surroundings';

interface View {
  readonly path: ViewPath;
  readonly title: TextKey;
  readonly Content: ComponentType<Surroundings>;
}

interface ViewTab {
  readonly title: TextKey;
  readonly views: readonly [View, ...View[]];
}

const ReviewOfSpace = ({ projectId, ...who }: Surroundings) => <ReviewPage {...who} projectIds={[projectId]} />;

export const tabs: readonly ViewTab[] = [
  {
    title: 'tabs.duplicates',
    views: [
      { path: '/', title: 'tabs.pairs', Content: ProjectPage },
      { path: '/review', title: 'tabs.review', Content: ReviewOfSpace },
      { path: '/clusters', title: 'tabs.clusters', Content: ClusterPage },
      { path: '/other-backlogs', title: 'tabs.external', Content: ExternalPage },
      { path: '/history', title: 'tabs.history', Content: HistoryPage },
    ],
  },
  { title: 'tabs.search', views: [{ path: '/search', title: 'tabs.search', Content: SearchPage }] },
  { title: 'tabs.analyses', views: [{ path: '/analyses', title: 'tabs.analyses', Content: AnalysesPage }] },
  {
    title: 'tabs.reports',
    views: [
      { path: '/dashboard', title: 'tabs.dashboard', Content: DashboardPage },
      { path: '/link-health', title: 'tabs.health', Content: HealthPage },
      { path: '/exports', title: 'tabs.exports', Content: ReportsPage },
    ],
  },
  { title: 'tabs.settings', views: [{ path: '/settings', title: 'tabs.settings', Content: MappingPage }] },
];
