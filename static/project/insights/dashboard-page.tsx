// The dashboard of one space: what was found and said, over time and by kind, where look-alikes come from, how often
// suggestions were right, and how the engine does on duplicates that people had linked before it came.

import { Stack, Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useState } from 'react';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { FilterBar } from '../../shared/ui/filter-fields';
import { useWords } from '../../shared/ui/words-context';
import { NeverAnalysed } from '../never-analysed';
import type { Surroundings } from '../review/surroundings';
import { TeamField } from '../team-field';
import { BacktestSection } from './backtest-section';
import { GroupCharts } from './group-charts';
import { PrecisionSection } from './precision-section';
import { Tiles } from './tiles';
import { TrendChart } from './trend-chart';
import { useAnswer } from '../../shared/use-answer';

export function DashboardPage({ projectId, siteUrl, accountId }: Surroundings) {
  const words = useWords();
  const [teamId, setTeamId] = useState<string | undefined>(undefined);
  const { value, failure, reload } = useAnswer('dashboard.figures', { projectId, teamId });
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('dash.title')} intro={words.say('dash.intro')} />
        <FilterBar label="filters.label">
          <TeamField id="dashboard-team" teamId={teamId} onChange={setTeamId} />
        </FilterBar>
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {value === null && !failure && <Loading label="dash.loading" shape="figures" />}
        {value?.state === 'never-scanned' && <NeverAnalysed description="dash.never" />}
        {value?.state === 'ready' && (
          <>
            <Text size="small" color="color.text.subtle">
              {words.say('dash.asOf', { time: words.clockTime(value.figures.lastAnalysedAt) })}
            </Text>
            {value.figures.isPartial && <SectionMessage>{words.say('dash.partial')}</SectionMessage>}
            <Tiles figures={value.figures} />
            <TrendChart weeks={value.figures.weeks} />
            <GroupCharts figures={value.figures} siteUrl={siteUrl} />
            {teamId === undefined ? (
              <>
                <PrecisionSection projectId={projectId} accountId={accountId} siteUrl={siteUrl} />
                <BacktestSection projectId={projectId} siteUrl={siteUrl} />
              </>
            ) : (
              <Text color="color.text.subtle">{words.say('dash.wholeSpace')}</Text>
            )}
          </>
        )}
      </Stack>
    </Page>
  );
}
