// Sets a PDF beside the page: fonts are read and letters shaped for a second or two, in which the page must answer clicks.

import { bundledFonts } from './bundled-fonts';
import type { PdfContent } from './pdf-content';
import { summaryPdf } from './summary-pdf';

addEventListener('message', ({ data }: MessageEvent<PdfContent>) => {
  summaryPdf(data, bundledFonts).then(
    (bytes) => postMessage({ file: new Blob([bytes.slice()], { type: 'application/pdf' }) }),
    (error: unknown) => postMessage({ problem: error instanceof Error ? error.message : String(error) }),
  );
});
