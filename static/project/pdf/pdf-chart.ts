// Bars on paper, with the figure written at each: on a screen one can point at a bar, on paper one cannot.

import { type PDFPage, rgb, type RGB } from '@cantoo/pdf-lib';
import type { PdfChart } from './pdf-content';
import type { Typesetter } from './typesetter';

interface Frame {
  readonly page: PDFPage;
  readonly x: number;
  readonly top: number;
  readonly width: number;
}

const textSize = 8;
const subtle = rgb(0.38, 0.43, 0.5);
const colours: Readonly<Record<string, RGB>> = {
  '--ds-chart-brand': rgb(0.21, 0.49, 0.91),
  '--ds-chart-neutral': rgb(0.55, 0.58, 0.63),
  '--ds-chart-success': rgb(0.29, 0.7, 0.48),
};
const titleHeight = 24;
const legendHeight = 16;
const barHeight = 10;
const columnsHeight = 110;

export function chartHeight({ labels, series, isHorizontal }: PdfChart): number {
  const body = isHorizontal ? labels.length * (series.length * barHeight + 6) : columnsHeight + 16;
  return titleHeight + body + (series.length > 1 ? legendHeight : 0);
}

export function drawChart(chart: PdfChart, frame: Frame, setter: Typesetter): void {
  const { page, x, top, width } = frame;
  const [title = ''] = setter.lines(chart.title, 11, width, 1);
  setter.draw(title, 11, { page, x, y: top - 14 });
  const body = { ...frame, top: top - titleHeight };
  if (chart.isHorizontal) drawRows(chart, body, setter);
  else drawColumns(chart, body, setter);
  if (chart.series.length > 1) drawLegend(chart, { ...frame, top: top - chartHeight(chart) + legendHeight }, setter);
}

const labelWidth = 130;

function drawRows({ labels, series }: PdfChart, { page, x, top, width }: Frame, setter: Typesetter): void {
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => value)));
  const scale = (width - labelWidth - 40) / most;
  const rowHeight = series.length * barHeight + 6;
  labels.forEach((label, at) => {
    const rowTop = top - at * rowHeight;
    const [shown = ''] = setter.lines(label, textSize, labelWidth - 8, 1);
    setter.draw(shown, textSize, { page, x, y: rowTop - barHeight + 2 });
    series.forEach(({ token, points }, of) => {
      const point = points[at];
      if (point === undefined) return;
      const y = rowTop - (of + 1) * barHeight;
      const length = point.value * scale;
      page.drawRectangle({ x: x + labelWidth, y, width: length, height: barHeight - 2, color: colourOf(token) });
      setter.draw(point.written, textSize, { page, x: x + labelWidth + length + 4, y: y + 1 }, subtle);
    });
  });
}

function drawColumns({ labels, series }: PdfChart, { page, x, top, width }: Frame, setter: Typesetter): void {
  const sums = labels.map((_, at) => series.reduce((sum, { points }) => sum + (points[at]?.value ?? 0), 0));
  const scale = (columnsHeight - 14) / Math.max(1, ...sums);
  const step = width / Math.max(1, labels.length);
  const floor = top - columnsHeight;
  labels.forEach((label, at) => {
    const left = x + at * step;
    let y = floor;
    for (const { token, points } of series) {
      const height = (points[at]?.value ?? 0) * scale;
      if (height > 0) page.drawRectangle({ x: left + 4, y, width: step - 8, height, color: colourOf(token) });
      y += height;
    }
    const written = series.flatMap(({ points }) => (points[at]?.value ? [points[at].written] : [])).join(' + ');
    const middle = (text: string): number => left + (step - setter.width(text, textSize)) / 2;
    if (written !== '') setter.draw(written, textSize, { page, x: middle(written), y: y + 3 }, subtle);
    const [shown = ''] = setter.lines(label, textSize, step - 2, 1);
    setter.draw(shown, textSize, { page, x: middle(shown), y: floor - 11 });
  });
}

function drawLegend({ series }: PdfChart, { page, x, top }: Frame, setter: Typesetter): void {
  let at = x;
  for (const { name, token } of series) {
    page.drawRectangle({ x: at, y: top - 12, width: 8, height: 8, color: colourOf(token) });
    setter.draw(name, textSize, { page, x: at + 12, y: top - 11 }, subtle);
    at += setter.width(name, textSize) + 28;
  }
}

function colourOf(token: string): RGB {
  return colours[token] ?? subtle;
}
