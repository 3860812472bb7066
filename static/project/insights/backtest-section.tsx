// The site's own past duplicates, asked again: how many would have been found, at which place, and which not and why.

import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading';
import { Text } from '@atlaskit/primitives/compiled';
import SectionMessage from '@atlaskit/section-message';
import { useEffect, useMemo, useState } from 'react';
import type { AppFailure, BacktestResult, BacktestView } from '../../../src/contract';
import { call } from '../../shared/api';
import { FailureMessage } from '../../shared/ui/failure-message';
import { useWords } from '../../shared/ui/words-context';
import { BarChartFigure } from './bar-chart';
import type { BarChart } from './draw-chart';
import styles from './insights.module.css';
import { MissedList } from './missed-list';
import { useAnswer } from '../../shared/use-answer';

const lookAgainMs = 3_000;

export function BacktestSection({ projectId, siteUrl }: { readonly projectId: number; readonly siteUrl: string }) {
  const words = useWords();
  const { value, failure, reload, show } = useAnswer('insights.backtest', { projectId });
  const [notStarted, setNotStarted] = useState<AppFailure | null>(null);
  const isUnderway = value?.state === 'ready' && (value.job === 'queued' || value.job === 'running');
  useEffect(() => {
    if (!isUnderway) return;
    const timer = setTimeout(reload, lookAgainMs);
    return () => clearTimeout(timer);
  }, [isUnderway, reload, value]);
  const start = async () => {
    const result = await call('insights.startBacktest', { projectId });
    setNotStarted(result.ok ? null : result.failure);
    if (result.ok) show(result.value);
  };
  if (value?.state === 'never-scanned') return null;
  return (
    <section className={styles.section} aria-label={words.say('backtest.title')}>
      <Heading as="h2" size="medium">
        {words.say('backtest.title')}
      </Heading>
      <Text color="color.text.subtle">{words.say('backtest.intro')}</Text>
      {failure && <FailureMessage failure={failure} onRetry={reload} />}
      {notStarted && <FailureMessage failure={notStarted} />}
      {value && <Shown view={value} siteUrl={siteUrl} />}
      {isUnderway && <div role="status">{words.say('backtest.running')}</div>}
      {value?.canStart && !isUnderway && (
        <div>
          <Button onClick={() => void start()}>{words.say('backtest.start')}</Button>
        </div>
      )}
    </section>
  );
}

function Shown({ view, siteUrl }: { readonly view: BacktestView; readonly siteUrl: string }) {
  const words = useWords();
  if (view.state !== 'ready') return null;
  const [newest, ...earlier] = view.results;
  return (
    <>
      {view.failure && <FailureMessage failure={view.failure} title={words.say('backtest.failed')} />}
      {newest === undefined && <Text>{words.say('backtest.never')}</Text>}
      {newest !== undefined && newest.queries === 0 && <SectionMessage>{words.say('backtest.noLinks')}</SectionMessage>}
      {newest !== undefined && newest.queries > 0 && (
        <>
          <Text>
            {words.say('backtest.found', {
              count: newest.queries,
              one: words.percent(newest.recallAt1),
              five: words.percent(newest.recallAt5),
              ten: words.percent(newest.recallAt10),
              version: newest.engineVersion,
            })}
          </Text>
          <div className={styles.charts}>
            <RankChart result={newest} />
            {view.curve.length > 0 && <CurveChart curve={view.curve} />}
          </div>
          <MissedList missed={view.missed} siteUrl={siteUrl} />
        </>
      )}
      {earlier.length > 0 && (
        <ul>
          {earlier.map((result) => (
            <li key={result.engineVersion}>
              {words.say('backtest.earlier', {
                version: result.engineVersion,
                five: words.percent(result.recallAt5),
                count: result.queries,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const bars = ['1', '2–5', '6–10', '11–20', '21+'];

function RankChart({ result }: { readonly result: BacktestResult }) {
  const words = useWords();
  const chart = useMemo(
    (): BarChart => ({
      labels: [...bars, words.say('backtest.notFound')],
      series: [{ name: words.say('backtest.queries'), token: '--ds-chart-brand', values: result.histogram }],
      isStacked: false,
      isHorizontal: false,
      written: (value) => words.number(value),
    }),
    [result, words],
  );
  return <BarChartFigure title={words.say('backtest.ranks')} axis={words.say('backtest.rank')} chart={chart} />;
}

function CurveChart({ curve }: Pick<Extract<BacktestView, { state: 'ready' }>, 'curve'>) {
  const words = useWords();
  const chart = useMemo(
    (): BarChart => ({
      labels: curve.map(({ threshold }) => words.percent(threshold)),
      series: [
        { name: words.say('backtest.recall'), token: '--ds-chart-brand', values: curve.map(({ recall }) => recall) },
        {
          name: words.say('backtest.known'),
          token: '--ds-chart-neutral',
          values: curve.map(({ precision }) => precision),
        },
      ],
      isStacked: false,
      isHorizontal: false,
      written: words.percent,
      max: 1,
    }),
    [curve, words],
  );
  return <BarChartFigure title={words.say('backtest.curve')} axis={words.say('filters.threshold')} chart={chart} />;
}
