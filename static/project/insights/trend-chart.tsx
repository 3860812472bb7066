// Decisions of the last twelve weeks. Without any there is no chart but a sentence that says what to do.

import { Text } from '@atlaskit/primitives/compiled';
import { useMemo } from 'react';
import type { DashboardFigures } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { BarChartFigure } from './bar-chart';
import type { BarChart } from './draw-chart';

export function TrendChart({ weeks }: { readonly weeks: DashboardFigures['weeks'] }) {
  const words = useWords();
  const chart = useMemo((): BarChart => {
    const day = new Intl.DateTimeFormat(words.locale, { month: 'short', day: 'numeric', timeZone: 'UTC' });
    return {
      labels: weeks.map(({ startsAt }) => day.format(new Date(startsAt))),
      series: [
        { name: words.say('dash.confirmed'), token: '--ds-chart-brand', values: weeks.map((one) => one.confirmed) },
        { name: words.say('dash.rejected'), token: '--ds-chart-neutral', values: weeks.map((one) => one.rejected) },
      ],
      isStacked: true,
      isHorizontal: false,
      written: (value) => words.number(value),
    };
  }, [weeks, words]);
  const isEmpty = weeks.every(({ confirmed, rejected }) => confirmed + rejected === 0);
  if (isEmpty) return <Text>{words.say('dash.noDecisions')}</Text>;
  return <BarChartFigure title={words.say('dash.trend')} axis={words.say('dash.week')} chart={chart} />;
}
