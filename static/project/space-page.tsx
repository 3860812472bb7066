// The page of one space as tabs. A tab that is left is taken down, so that what is shown on the way back is what is true
// then, and two tabs never hold fields of the same name.

import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { SearchPage } from '../../search/search-page';
import { useWords } from '../../shared/ui/words-context';
import { AnalysesPage } from '../analyses/analyses-page';
import { ExternalPage } from '../external/external-page';
import { DashboardPage } from '../insights/dashboard-page';
import { ProjectPage } from '../project-page';
import { ReportsPage } from '../reports/reports-page';
import { ClusterPage } from './cluster-page';
import { HealthPage } from './health-page';
import { HistoryPage } from './history-page';
import { MappingPage } from './mapping-page';
import { ReviewPage } from './review-page';
import styles from './review.module.css';
import type { Surroundings } from './surroundings';

export function ProjectTabs(surroundings: Surroundings) {
  const words = useWords();
  const { projectId, siteUrl } = surroundings;
  return (
    <div className={styles.tabs}>
      <Tabs id="space-tabs" shouldUnmountTabPanelOnChange>
        <TabList>
          <Tab>{words.say('tabs.duplicates')}</Tab>
          <Tab>{words.say('tabs.review')}</Tab>
          <Tab>{words.say('tabs.clusters')}</Tab>
          <Tab>{words.say('tabs.search')}</Tab>
          <Tab>{words.say('tabs.dashboard')}</Tab>
          <Tab>{words.say('tabs.analyses')}</Tab>
          <Tab>{words.say('tabs.reports')}</Tab>
          <Tab>{words.say('tabs.external')}</Tab>
          <Tab>{words.say('tabs.history')}</Tab>
          <Tab>{words.say('tabs.health')}</Tab>
          <Tab>{words.say('tabs.mapping')}</Tab>
        </TabList>
        <TabPanel>
          <ProjectPage projectId={projectId} siteUrl={siteUrl} />
        </TabPanel>
        <TabPanel>
          <ReviewPage {...surroundings} projectIds={[projectId]} />
        </TabPanel>
        <TabPanel>
          <ClusterPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <SearchPage projectId={projectId} siteUrl={siteUrl} />
        </TabPanel>
        <TabPanel>
          <DashboardPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <AnalysesPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <ReportsPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <ExternalPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <HistoryPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <HealthPage {...surroundings} />
        </TabPanel>
        <TabPanel>
          <MappingPage {...surroundings} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
