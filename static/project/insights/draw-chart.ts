// Bars drawn by Chart.js in the colours of Jira's present theme. Loaded only when a chart is on the screen, and only the
// parts of the library that bars need.

import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { linesOf } from './chart-names';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

export interface BarSeries {
  readonly name: string;
  /** A colour token of Jira, such as `--ds-chart-brand`. */
  readonly token: string;
  /** Null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface BarChart {
  readonly labels: readonly string[];
  readonly series: readonly BarSeries[];
  readonly isStacked: boolean;
  readonly isHorizontal: boolean;
  /** Writes a value the way the person's language does. */
  readonly written: (value: number) => string;
  /** Above this nothing can lie: 1 for shares. */
  readonly max?: number;
}

/** Draws, and draws anew in other colours when the theme changes, until the returned function is called. */
export function drawBars(canvas: HTMLCanvasElement, data: BarChart): () => void {
  let chart = draw(canvas, data);
  const observer = new MutationObserver(() => {
    chart.destroy();
    chart = draw(canvas, data);
  });
  observer.observe(document.documentElement, { attributeFilter: ['data-color-mode', 'data-theme'] });
  return () => {
    observer.disconnect();
    chart.destroy();
  };
}

function draw(canvas: HTMLCanvasElement, { labels, series, isStacked, isHorizontal, written, max }: BarChart): Chart {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  const [text, grid] = [colour('--ds-text-subtle'), colour('--ds-border')];
  const values = {
    stacked: isStacked,
    beginAtZero: true,
    ...(max === undefined ? {} : { max }),
    grid: { color: grid },
    ticks: {
      color: text,
      // Counts have no halves; shares do.
      ...(max === undefined ? { precision: 0 } : {}),
      callback: (value: string | number) => written(Number(value)),
    },
  };
  const names = { stacked: isStacked, grid: { display: false }, ticks: { color: text, autoSkip: !isHorizontal } };
  return new Chart(canvas, {
    type: 'bar',
    data: {
      labels: labels.map((label) => (isHorizontal ? linesOf(label) : label)),
      datasets: series.map(({ name, token, values: points }) => ({
        label: name,
        // Nothing is left out of a row of bars, so that the others stand beside the name.
        data: points.map((value) => (isHorizontal && value === 0 ? null : value)),
        skipNull: true,
        backgroundColor: colour(token),
        borderRadius: 3,
        maxBarThickness: 36,
      })),
    },
    options: {
      indexAxis: isHorizontal ? 'y' : 'x',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      scales: isHorizontal ? { x: values, y: names } : { x: names, y: values },
      plugins: {
        legend: { display: series.length > 1, position: 'bottom', labels: { color: text, boxWidth: 12 } },
        tooltip: {
          callbacks: {
            label: ({ dataset, raw }) => `${dataset.label ?? ''}: ${typeof raw === 'number' ? written(raw) : '–'}`,
          },
        },
      },
    },
  });
}
