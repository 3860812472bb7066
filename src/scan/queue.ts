// The only producer of the queues. One push starts an analysis; after that a step that is not done asks for its own
// redelivery, so the number of pushes does not grow with the number of issues.

import { Queue } from '@forge/events';
import { AppError } from '../errors';
import type { ChangeMessage } from './change-message';
import type { ScanMessage } from './message';

export interface ScanQueue {
  /** Pushing the same scan twice is harmless: its lease lets one delivery work. */
  push(scanId: string): Promise<void>;
}

export const scanQueue: ScanQueue = {
  async push(scanId) {
    const body: ScanMessage = { v: 1, scanId };
    try {
      // One step at a time for each installation, over all its scans: Jira's quota and the storage are shared anyway.
      await new Queue({ key: 'scan' }).push({ body: { ...body }, concurrency: { key: 'scan', limit: 1 } });
    } catch (error) {
      throw new AppError('STORAGE_UNAVAILABLE', 'The queue did not take the analysis. Please try again in a minute.', {
        cause: error,
        retryAfterSeconds: 60,
      });
    }
  },
};

export const actQueue = {
  /** Pushing the same bulk action twice is harmless: its lease lets one delivery work. */
  async push(bulkId: string): Promise<void> {
    try {
      await new Queue({ key: 'actions' }).push({ body: { v: 1, bulkId }, concurrency: { key: 'actions', limit: 1 } });
    } catch (error) {
      throw new AppError('STORAGE_UNAVAILABLE', 'The queue did not take the action. Please try again in a minute.', {
        cause: error,
        retryAfterSeconds: 60,
      });
    }
  },
};

/** One job for each space, and one at a time: what is done already is passed over, so pushing twice is harmless. */
function spaceQueue(key: string, work: string) {
  return {
    async push(projectId: number): Promise<void> {
      try {
        await new Queue({ key }).push({ body: { v: 1, projectId }, concurrency: { key, limit: 1 } });
      } catch (error) {
        throw new AppError('STORAGE_UNAVAILABLE', `The queue did not take the ${work}. Please try again in a minute.`, {
          cause: error,
          retryAfterSeconds: 60,
        });
      }
    },
  };
}

export const insightQueue = spaceQueue('insights', 'backtest');
export const externalQueue = spaceQueue('externals', 'comparison');
export const summaryQueue = spaceQueue('summaries', 'summary');

export interface ChangeQueue {
  push(changes: Omit<ChangeMessage, 'v'>): Promise<void>;
}

export const changeQueue: ChangeQueue = {
  async push(changes) {
    const body: ChangeMessage = { v: 1, ...changes };
    try {
      // One at a time, so that a burst finds most of its issues read already; and never behind an analysis.
      await new Queue({ key: 'changes' }).push({ body: { ...body }, concurrency: { key: 'changes', limit: 1 } });
    } catch (error) {
      throw new AppError('STORAGE_UNAVAILABLE', 'The queue did not take a change.', {
        cause: error,
        retryAfterSeconds: 60,
      });
    }
  },
};
