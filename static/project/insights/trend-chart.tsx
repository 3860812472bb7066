// Decisions of the last twelve weeks. Without any there is no chart but a sentence that says what to do.

import { Text } from '@atlaskit/primitives/compiled';
import { useMemo } from 'react';
import type { DashboardFigures } from '../../../src/contract';
import { useWords } from '../../shared/ui/words-context';
import { BarChartFigure } from './bar-chart';
import { hasDecisions, trendOf } from './chart-data';

export function TrendChart({ weeks }: { readonly weeks: DashboardFigures['weeks'] }) {
  const words = useWords();
  const chart = useMemo(() => trendOf(weeks, words), [weeks, words]);
  if (!hasDecisions(weeks)) return <Text>{words.say('dash.noDecisions')}</Text>;
  return <BarChartFigure title={words.say('dash.trend')} axis={words.say('dash.week')} chart={chart} />;
}
