// Writes a workbook beside the page: for twenty thousand rows that takes seconds, in which the page must answer clicks.

import type { Cell } from './report-table';
import { workbookOf } from './workbook';

addEventListener('message', ({ data }: MessageEvent<readonly (readonly Cell[])[]>) => {
  workbookOf(data).then(
    (file) => postMessage({ file }),
    (error: unknown) => postMessage({ problem: error instanceof Error ? error.message : String(error) }),
  );
});
