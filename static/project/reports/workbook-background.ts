// A workbook from a worker of this page's own. The worker ends with its answer, or when the answer is not wanted any more.

import * as v from 'valibot';
import type { Cell } from './columns';

const answerSchema = v.union([v.object({ book: v.instance(Blob) }), v.object({ problem: v.string() })]);

export function workbookInBackground(table: readonly (readonly Cell[])[], signal: AbortSignal): Promise<Blob> {
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Blob>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      const answer = v.parse(answerSchema, data);
      if ('book' in answer) resolve(answer.book);
      else reject(new Error(answer.problem));
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    signal.addEventListener('abort', () => reject(new Error('The export was cancelled.')));
    worker.postMessage(table);
  }).finally(() => worker.terminate());
}
