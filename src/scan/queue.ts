// The only producer of the queues. One push starts an analysis; after that a step that is not done asks for its own
// redelivery, so the number of pushes does not grow with the number of issues. Pushing the same twice is harmless: what is
// done already is passed over, and a lease lets one delivery work.

import { Queue } from '@forge/events';
import { AppError } from '../errors';
import type { ChangeMessage } from './change-message';
import type { ScanMessage } from './message';

export interface ScanQueue {
  push(scanId: string): Promise<void>;
}

export interface ChangeQueue {
  push(changes: Omit<ChangeMessage, 'v'>): Promise<void>;
}

// One delivery at a time in each queue of an installation: Jira's quota and the storage are shared anyway. So a burst of
// changes finds most of its issues read already, and never waits behind an analysis.
async function pushed(key: string, work: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  try {
    await new Queue({ key }).push({ body: { ...body }, concurrency: { key, limit: 1 } });
  } catch (error) {
    throw new AppError('STORAGE_UNAVAILABLE', `The queue did not take the ${work}. Please try again in a minute.`, {
      cause: error,
      retryAfterSeconds: 60,
    });
  }
}

export const scanQueue: ScanQueue = {
  push(scanId) {
    const message: ScanMessage = { v: 1, scanId };
    return pushed('scan', 'analysis', message);
  },
};

export const changeQueue: ChangeQueue = {
  push(changes) {
    const message: ChangeMessage = { v: 1, ...changes };
    return pushed('changes', 'change', message);
  },
};

export const actQueue = {
  push: (bulkId: string) => pushed('actions', 'action', { v: 1, bulkId }),
};

function spaceQueue(key: string, work: string) {
  return { push: (projectId: number) => pushed(key, work, { v: 1, projectId }) };
}

export const insightQueue = spaceQueue('insights', 'backtest');
export const externalQueue = spaceQueue('externals', 'comparison');
export const summaryQueue = spaceQueue('summaries', 'summary');
