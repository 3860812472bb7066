// A report on A4: title, figures, charts, a table over as many pages as it takes. Everything is text and shapes, so that
// it can be searched, copied and enlarged.

import { PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib';
import type { FontFamily } from './font-shelf';
import { chartHeight, drawChart } from './pdf-chart';
import type { PdfContent, PdfTable } from './pdf-content';
import { openTypesetter, type Typesetter } from './typesetter';

const paper = { width: 595, height: 842, margin: 48 };
const innerWidth = paper.width - 2 * paper.margin;
const subtle = rgb(0.38, 0.43, 0.5);
const line = rgb(0.86, 0.87, 0.89);
const size = { title: 20, heading: 13, body: 9, small: 8 };

export async function summaryPdf(content: PdfContent, families: readonly FontFamily[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setTitle(content.title);
  document.setLanguage(content.locale);
  document.setProducer('Backlog Intelligence');
  const setter = await openTypesetter(document, textsOf(content), families);
  const sheet = openSheet(document, setter);
  sheet.paragraph(content.title, size.title);
  sheet.paragraph(content.subtitle, size.body);
  drawTiles(content, sheet, setter);
  for (const chart of content.charts) {
    const { page, top } = sheet.take(chartHeight(chart) + 18);
    drawChart(chart, { page, x: paper.margin, top, width: innerWidth }, setter);
  }
  drawTable(content.table, sheet, setter);
  if (setter.hasGaps) sheet.paragraph(content.missingNote, size.small);
  numberPages(document, content, setter);
  return document.save();
}

function textsOf({ title, subtitle, tiles, charts, table, missingNote, pageNote }: PdfContent): readonly string[] {
  return [
    ...[title, subtitle, missingNote, pageNote, table.title, table.note ?? ''],
    ...tiles.flatMap(({ name, value }) => [name, value]),
    ...charts.flatMap((chart) => [
      chart.title,
      ...chart.labels,
      ...chart.series.flatMap(({ name, points }) => [name, ...points.map(({ written }) => written)]),
    ]),
    ...table.columns.map(({ name }) => name),
    ...table.rows.flat(),
  ];
}

interface Sheet {
  /** Room of that height, on the next page when this one is full; `top` is its upper edge. */
  take(height: number): { readonly page: PDFPage; readonly top: number; readonly isNew: boolean };
  paragraph(text: string, fontSize: number): void;
}

function openSheet(document: PDFDocument, setter: Typesetter): Sheet {
  let page = document.addPage([paper.width, paper.height]);
  let y = paper.height - paper.margin;
  const take: Sheet['take'] = (height) => {
    const isNew = y - height < paper.margin;
    if (isNew) {
      page = document.addPage([paper.width, paper.height]);
      y = paper.height - paper.margin;
    }
    y -= height;
    return { page, top: y + height, isNew };
  };
  return {
    take,
    paragraph: (text, fontSize) => {
      for (const written of setter.lines(text, fontSize, innerWidth, 8)) {
        const { page: own, top } = take(fontSize * 1.5);
        setter.draw(written, fontSize, { page: own, x: paper.margin, y: top - fontSize });
      }
    },
  };
}

const tilesInRow = 4;

function drawTiles({ tiles }: PdfContent, sheet: Sheet, setter: Typesetter): void {
  const width = innerWidth / tilesInRow;
  for (let from = 0; from < tiles.length; from += tilesInRow) {
    const { page, top } = sheet.take(56);
    tiles.slice(from, from + tilesInRow).forEach(({ name, value }, column) => {
      const x = paper.margin + column * width;
      const [label = ''] = setter.lines(name, size.small, width - 12, 1);
      const [figure = ''] = setter.lines(value, 15, width - 12, 1);
      page.drawRectangle({ x, y: top - 50, width: width - 6, height: 42, borderColor: line, borderWidth: 0.7 });
      setter.draw(label, size.small, { page, x: x + 6, y: top - 21 }, subtle);
      setter.draw(figure, 15, { page, x: x + 6, y: top - 41 });
    });
  }
}

function drawTable({ title, columns, rows, note }: PdfTable, sheet: Sheet, setter: Typesetter): void {
  sheet.take(10);
  sheet.paragraph(title, size.heading);
  const widths = columns.map(({ share }) => share * innerWidth);
  const drawRow = (cells: readonly string[], isHead: boolean): void => {
    const wrapped = cells.map((cell, at) => setter.lines(cell, size.small, (widths[at] ?? 0) - 8, 3));
    const height = Math.max(...wrapped.map(({ length }) => length)) * size.small * 1.4 + 7;
    const { page, top, isNew } = sheet.take(height);
    if (isNew && !isHead) return repeatHead(cells);
    let x = paper.margin;
    wrapped.forEach((written, at) => {
      written.forEach((text, index) => {
        const y = top - 4 - size.small - index * size.small * 1.4;
        setter.draw(text, size.small, { page, x, y }, isHead ? subtle : undefined);
      });
      x += widths[at] ?? 0;
    });
    const y = top - height;
    page.drawLine({
      start: { x: paper.margin, y },
      end: { x: paper.width - paper.margin, y },
      thickness: 0.5,
      color: line,
    });
  };
  const head = columns.map(({ name }) => name);
  const repeatHead = (cells: readonly string[]): void => {
    drawRow(head, true);
    drawRow(cells, false);
  };
  if (rows.length > 0) drawRow(head, true);
  for (const row of rows) drawRow(row, false);
  if (note !== null) sheet.paragraph(note, size.small);
}

function numberPages(document: PDFDocument, { pageNote }: PdfContent, setter: Typesetter): void {
  const pages = document.getPages();
  pages.forEach((page, at) => {
    const text = pageNote.replace('{page}', String(at + 1)).replace('{pages}', String(pages.length));
    const x = paper.width - paper.margin - setter.width(text, size.small);
    setter.draw(text, size.small, { page, x, y: paper.margin / 2 }, subtle);
  });
}
