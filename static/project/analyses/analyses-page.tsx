// The analyses of this space: the list, one of them in detail, and two of them side by side. What is under way is asked
// again every few seconds while the page is looked at.

import EmptyState from '@atlaskit/empty-state';
import { Stack } from '@atlaskit/primitives/compiled';
import { useEffect, useState } from 'react';
import { FailureMessage } from '../../shared/ui/failure-message';
import { Loading } from '../../shared/ui/loading';
import { Page } from '../../shared/ui/page';
import { PageHead } from '../../shared/ui/page-head';
import { isLive } from '../../shared/ui/scan-state';
import { useWords } from '../../shared/ui/words-context';
import { useAnswer } from '../../shared/use-answer';
import type { Surroundings } from '../review/surroundings';
import { usePeople } from '../review/use-people';
import { useTeamChoices } from '../use-team-choices';
import { AnalysesTable } from './analyses-table';
import { AnalysisDetailView } from './analysis-detail';
import { ComparisonSection } from './comparison-section';
import { SchedulesSection } from './schedules-section';
import { useSpaceNames } from '../../shared/use-space-names';

const pollMs = 3_000;

export function AnalysesPage(surroundings: Surroundings) {
  const { projectId, accountId } = surroundings;
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('analyses.list', { projectId });
  const [openId, setOpenId] = useState<string | null>(null);
  const analyses = value?.analyses ?? [];
  const names = usePeople(analyses.map(({ startedBy }) => (startedBy?.kind === 'person' ? startedBy.accountId : null)));
  const spaceNames = useSpaceNames(analyses.flatMap(({ progress }) => progress.projectIds));
  const isAnyLive = analyses.some(({ progress }) => isLive(progress));
  useEffect(() => {
    if (!isAnyLive) return;
    const timer = setInterval(() => !document.hidden && reload(), pollMs);
    return () => clearInterval(timer);
  }, [isAnyLive, reload]);
  const open = analyses.find(({ progress }) => progress.scanId === openId);
  const teams = useTeamChoices(analyses.some(({ scope }) => (scope?.narrowing.teamId ?? null) !== null));
  const teamNames = new Map(teams?.ok === true ? teams.value.teams.map(({ id, name }) => [id, name]) : []);
  const described = { people: { me: accountId, names }, spaceNames, teamNames };

  if (open !== undefined) {
    return (
      <Page>
        <AnalysisDetailView
          {...surroundings}
          {...described}
          analysis={open}
          onClose={() => {
            setOpenId(null);
            reload();
          }}
          onDeleted={(list) => {
            show(list);
            setOpenId(null);
          }}
        />
      </Page>
    );
  }
  return (
    <Page>
      <Stack space="space.300">
        <PageHead title={words.say('analyses.title')} intro={words.say('analyses.intro')} />
        {failure && <FailureMessage failure={failure} onRetry={reload} />}
        {value === null && !failure && <Loading label="analyses.loading" shape="rows" />}
        {value !== null && analyses.length === 0 && (
          <EmptyState
            headingLevel={2}
            header={words.say('analyses.none')}
            description={words.say('analyses.noneText')}
          />
        )}
        {analyses.length > 0 && (
          <>
            <AnalysesTable analyses={analyses} {...described} onOpen={setOpenId} />
            <ComparisonSection {...surroundings} analyses={analyses} />
          </>
        )}
        {value !== null && <SchedulesSection projectId={projectId} />}
      </Stack>
    </Page>
  );
}
