// A chart and, beside it, the same figures as a table: for everybody who cannot see the picture, and for everybody who
// wants the numbers.

import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/ui/words-context';
import { barsHeightPx } from './chart-names';
import type { BarChart } from './draw-chart';
import styles from './insights.module.css';

interface BarChartFigureProps {
  readonly title: string;
  /** What the names along the axis are: the head of the table's first column. */
  readonly axis: string;
  readonly chart: BarChart;
}

const leastHeightPx = 240;
/** Axis and legend. */
const aroundBarsPx = 64;

function heightPx({ isHorizontal, labels }: BarChart): number {
  return isHorizontal ? Math.max(leastHeightPx, barsHeightPx(labels) + aroundBarsPx) : leastHeightPx;
}

export function BarChartFigure({ title, axis, chart }: BarChartFigureProps) {
  const words = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    let clear: (() => void) | null = null;
    void import('./draw-chart').then(({ drawBars }) => {
      if (!isGone && canvas.current) clear = drawBars(canvas.current, chart);
    });
    return () => {
      isGone = true;
      clear?.();
    };
  }, [chart]);
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <div className={styles.canvas} style={{ height: heightPx(chart) }}>
        <canvas ref={canvas} role="img" aria-label={words.say('chart.label', { title })} />
      </div>
      <details>
        <summary>{words.say('chart.table')}</summary>
        <table className={styles.figures}>
          <caption className={styles.hidden}>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{axis}</th>
              {chart.series.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {chart.labels.map((label, at) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {chart.series.map(({ name, values }) => {
                  const value = values[at] ?? null;
                  return <td key={name}>{value === null ? '–' : chart.written(value)}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
