// What every PDF of this product says around its content, and a PDF that is nothing but a table.

import type { Words } from '../../shared/text';
import { pdfInBackground } from './pdf-background';
import type { PdfContent, PdfTable } from './pdf-content';

type Frame = Pick<PdfContent, 'locale' | 'title' | 'subtitle' | 'missingNote' | 'pageNote'>;

export function pdfFrame(title: string, nowMs: number, words: Words): Frame {
  const time = new Date(nowMs).toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'short' });
  return {
    locale: words.locale,
    title,
    subtitle: words.say('pdf.subtitle', { time }),
    missingNote: words.say('pdf.missing'),
    // Only the printer knows how many pages there are, so the placeholders are handed on as they stand.
    pageNote: words.say('pdf.page', { page: '{page}', pages: '{pages}' }),
  };
}

export function tablePdf(frame: Frame, table: PdfTable, signal: AbortSignal): Promise<Blob> {
  return pdfInBackground({ ...frame, tiles: [], charts: [], table }, signal);
}
