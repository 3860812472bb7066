// Jira tells the app nothing of what the app itself has done, so whoever removes or repairs a link here says so, in the
// message that an event would have become. Otherwise an undone pair would stay away from the panel until the next analysis.

import { appErrorOf } from '../errors';
import type { Log } from '../log';
import type { ChangeQueue } from './queue';

export class LinkNews {
  private readonly untold = new Set<number>();

  /** @param atOnce issues that are told of in one message: one push of a job is one of the thousand that it has */
  constructor(
    private readonly queue: ChangeQueue,
    private readonly atOnce: number,
    private readonly nowMs: () => number,
    private readonly log: Log,
  ) {}

  /** Say it before the action is at rest: an action that dies earlier is carried on, and says it again. */
  async tell(issueIds: readonly number[]): Promise<void> {
    for (const id of issueIds) this.untold.add(id);
    if (this.untold.size >= this.atOnce) await this.flush();
  }

  /** What cannot be told does not undo what was done in Jira: the next analysis knows it. */
  async flush(): Promise<void> {
    if (this.untold.size === 0) return;
    const atMs = this.nowMs();
    try {
      await this.queue.push({ issueIds: [...this.untold], atMs });
      this.untold.clear();
    } catch (thrown) {
      const { code } = appErrorOf(thrown);
      this.log({ door: 'link-news', outcome: 'failed', tookMs: this.nowMs() - atMs, code });
    }
  }
}
