// Where look-alikes come from: spaces, types, components, reasons, and the patterns that breed them.

import Heading from '@atlaskit/heading';
import { Stack, Text } from '@atlaskit/primitives/compiled';
import { useEffect, useMemo, useState } from 'react';
import type { DashboardFigures, Result } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { FailureMessage } from '../../shared/ui/failure-message';
import { IssueLink } from '../../shared/ui/issue-link';
import { useWords } from '../../shared/ui/words-context';
import { useTitles } from '../../shared/use-titles';
import { BarChartFigure } from './bar-chart';
import { groupChartOf, reasonGroups } from './chart-data';
import { type NamedGroups, readGroupNames } from './group-names';
import styles from './insights.module.css';

interface GroupChartsProps {
  readonly figures: DashboardFigures;
  readonly siteUrl: string;
}

export function GroupCharts({ figures, siteUrl }: GroupChartsProps) {
  const words = useWords();
  const [answer, setAnswer] = useState<Result<NamedGroups> | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readGroupNames(figures).then((named) => isCurrent && setAnswer(named));
    return () => {
      isCurrent = false;
    };
  }, [figures]);
  const reasons = useMemo(() => reasonGroups(figures.reasons, words), [figures, words]);
  if (figures.potential === 0) return null;
  const groups = answer?.ok ? answer.value : null;
  return (
    <>
      {answer?.ok === false && <FailureMessage failure={answer.failure} />}
      <div className={styles.charts}>
        <GroupChart title="dash.bySpace" groups={groups?.spaces ?? []} />
        <GroupChart title="dash.byType" groups={groups?.types ?? []} />
        <GroupChart title="dash.byComponent" groups={groups?.components ?? []} />
        <GroupChart title="dash.byReason" groups={reasons} />
      </div>
      <Templates templates={figures.templates} siteUrl={siteUrl} />
    </>
  );
}

interface GroupChartProps {
  readonly title: TextKey;
  readonly groups: Parameters<typeof groupChartOf>[0];
}

function GroupChart({ title, groups }: GroupChartProps) {
  const words = useWords();
  const chart = useMemo(() => groupChartOf(groups, words), [groups, words]);
  if (groups.length === 0) return null;
  return <BarChartFigure title={words.say(title)} axis={words.say('dash.group')} chart={chart} />;
}

function Templates({ templates, siteUrl }: Pick<DashboardFigures, 'templates'> & { readonly siteUrl: string }) {
  const words = useWords();
  const { issues, failure } = useTitles(templates.map(({ a }) => a));
  const shown = templates.flatMap(({ a, issueCount }) => {
    const issue = issues?.get(a);
    return issue === undefined ? [] : [{ issue, issueCount }];
  });
  if (failure !== null) return <FailureMessage failure={failure} />;
  if (shown.length === 0) return null;
  return (
    <Stack space="space.150">
      <Heading as="h2" size="medium">
        {words.say('dash.templates')}
      </Heading>
      <Text color="color.text.subtle">{words.say('dash.templatesText')}</Text>
      <ul className={styles.list}>
        {shown.map(({ issue, issueCount }) => (
          <li key={issue.id} className={styles.row}>
            <IssueLink issue={issue} siteUrl={siteUrl} />
            <Text>{words.say('dash.templateSize', { count: issueCount })}</Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
