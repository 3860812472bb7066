// One file from a worker of this page's own. The worker ends with its answer, or when the answer is not wanted any more.

import * as v from 'valibot';

const answerSchema = v.union([v.object({ file: v.instance(Blob) }), v.object({ problem: v.string() })]);

export function fileOfWorker(worker: Worker, message: unknown, signal: AbortSignal): Promise<Blob> {
  return new Promise<Blob>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      const answer = v.parse(answerSchema, data);
      if ('file' in answer) resolve(answer.file);
      else reject(new Error(answer.problem));
    });
    worker.addEventListener('error', ({ message: reason }) => reject(new Error(reason)));
    signal.addEventListener('abort', () => reject(new Error('The export was cancelled.')));
    worker.postMessage(message);
  }).finally(() => worker.terminate());
}
