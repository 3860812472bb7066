// A PDF from a worker, which loads the fonts itself.

import { fileOfWorker } from '../reports/file-of-worker';
import type { PdfContent } from './pdf-content';

export function pdfInBackground(content: PdfContent, signal: AbortSignal): Promise<Blob> {
  const worker = new Worker(new URL('./summary-pdf-worker.ts', import.meta.url), { type: 'module' });
  return fileOfWorker(worker, content, signal);
}
