// What the charts of a dashboard show, before anybody draws them: the page draws them with Chart.js, the PDF as shapes.

import type { DashboardFigures } from '../../../src/contract';
import { explainKind } from '../../shared/explain';
import type { Words } from '../../shared/text';
import type { BarChart } from './draw-chart';
import type { NamedGroup } from './group-names';

/** Reasons are never confirmed by themselves. */
type ChartGroup = Pick<NamedGroup, 'name' | 'found'> & { readonly confirmed: number | null };

export function hasDecisions(weeks: DashboardFigures['weeks']): boolean {
  return weeks.some(({ confirmed, rejected }) => confirmed + rejected > 0);
}

export function trendOf(weeks: DashboardFigures['weeks'], words: Words): BarChart {
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
}

export function groupChartOf(groups: readonly ChartGroup[], words: Words): BarChart {
  const hasConfirmed = groups.some(({ confirmed }) => confirmed !== null);
  const confirmed = {
    name: words.say('dash.confirmed'),
    token: '--ds-chart-success',
    values: groups.map((group) => group.confirmed),
  };
  return {
    labels: groups.map(({ name }) => name),
    series: [
      { name: words.say('dash.potential'), token: '--ds-chart-brand', values: groups.map(({ found }) => found) },
      ...(hasConfirmed ? [confirmed] : []),
    ],
    isStacked: false,
    isHorizontal: true,
    written: (value) => words.number(value),
  };
}

export function reasonGroups(reasons: DashboardFigures['reasons'], words: Words): readonly ChartGroup[] {
  return reasons.map(({ kind, found }) => ({ name: explainKind(kind, words), found, confirmed: null }));
}
