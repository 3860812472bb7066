// Calls the app for what waits: pushed events, product events, schedules. Takes each letter when it is due and its
// concurrency key has room, lets faults delay or double it, and settles it by the platform's retry rules.

import { faultAt, type FaultLayer, type Faults } from '../faults';
import type { ProductEvent } from '../product';
import type { Invocation } from './invocation';
import type { Letter, Mailbox, PendingLetter } from './mailbox';
import type { Manifest, Schedule } from './manifest';
import type { Queue } from './queue';
import { afterDelivery, retryLimits } from './retry';
import type { Runner } from './runner';
import type { Schedules } from './schedules';

interface DeliveryParts {
  readonly installationId: string;
  readonly cloudId: string;
  readonly manifest: Manifest;
  readonly faults: Faults;
  readonly mailbox: Mailbox;
  readonly queue: Queue;
  readonly schedules: Schedules;
  readonly runner: Runner;
  /** How many deliveries may run at the same time. */
  readonly mostParallel: number;
  nowMs(): number;
  untilMs(atMs: number): Promise<void>;
  newId(): string;
  problem(text: string): void;
  changed(): void;
}

const shortFunctionMs = 55_000;
/** After this time a delivery is made again that died before the app was reached. */
const redeliveryMs = 1000;

export class Deliveries {
  #running = 0;
  #isStopped = false;
  readonly #runningByKey = new Map<string, number>();

  constructor(private readonly parts: DeliveryParts) {}

  get running(): number {
    return this.#running;
  }

  nextLetterMs(): number | undefined {
    return this.#startable()[0]?.letter.notBeforeMs;
  }

  nextScheduleMs(): number | undefined {
    return this.#isStopped ? undefined : this.parts.schedules.nextMs;
  }

  /** Starts what is due. Answers how many deliveries that were. */
  startDue(): number {
    const now = this.parts.nowMs();
    let started = 0;
    const schedules = this.#isStopped ? [] : this.parts.schedules.takeDue(now);
    for (const schedule of schedules) this.#track(this.#fire(schedule));
    if (schedules.length > 0) this.#track(this.parts.schedules.remember());
    for (;;) {
      // Asked anew after each start, since a start takes a place under its concurrency key.
      const next =
        this.#running < this.parts.mostParallel
          ? this.#startable().find(({ letter }) => letter.notBeforeMs <= now)
          : undefined;
      if (next === undefined) return started + schedules.length;
      started++;
      this.parts.mailbox.take(next);
      this.#track(this.#deliver(next), next.letter.concurrency?.key);
    }
  }

  /** Nothing is delivered any more. What runs is left to its end. */
  stop(): void {
    this.#isStopped = true;
  }

  async accept(event: ProductEvent, isSelfGenerated: boolean): Promise<void> {
    const letters: Letter[] = [];
    for (const trigger of this.parts.manifest.triggers) {
      const isWanted = trigger.events.some(
        ({ eventType, ignoreSelf }) => eventType === event.eventType && !(ignoreSelf && isSelfGenerated),
      );
      if (!isWanted) continue;
      const now = this.parts.nowMs();
      const id = this.parts.newId();
      const body = { ...event, selfGenerated: isSelfGenerated };
      letters.push({
        kind: 'product',
        eventId: id,
        moduleKey: trigger.key,
        body,
        chainId: id,
        notBeforeMs: now,
        acceptedAtMs: now,
        retryCount: 0,
      });
    }
    if (letters.length > 0) await this.parts.mailbox.put(letters);
    this.parts.changed();
  }

  /** Fires one schedule now, whatever the clock says. */
  async runSchedule(moduleKey: string): Promise<void> {
    const schedule = this.parts.manifest.schedules.find(({ key }) => key === moduleKey);
    if (schedule === undefined) throw new Error(`The manifest declares no scheduledTrigger ${moduleKey}.`);
    await this.#call(schedule);
  }

  #startable(): PendingLetter[] {
    if (this.#isStopped) return [];
    return this.parts.mailbox
      .waiting()
      .filter(
        ({ letter: { concurrency } }) =>
          concurrency === undefined || (this.#runningByKey.get(concurrency.key) ?? 0) < concurrency.limit,
      );
  }

  #track(work: Promise<void>, concurrencyKey?: string): void {
    const count = (by: number) => {
      this.#running += by;
      if (concurrencyKey !== undefined)
        this.#runningByKey.set(concurrencyKey, (this.#runningByKey.get(concurrencyKey) ?? 0) + by);
    };
    count(1);
    void work
      .catch((error: unknown) => this.parts.problem(`A delivery failed in the host: ${String(error)}`))
      .then(() => {
        count(-1);
        this.parts.changed();
      });
  }

  async #deliver(pending: PendingLetter): Promise<void> {
    const { letter } = pending;
    const { mailbox, queue } = this.parts;
    const module = this.parts.manifest.modules.get(letter.moduleKey);
    const appFunction = module === undefined ? undefined : this.parts.manifest.functions.get(module.functionKey);
    if (module === undefined || appFunction === undefined) {
      this.parts.problem(
        `Nobody consumes an event for ${letter.moduleKey}; it was pushed by another version of the manifest.`,
      );
      return mailbox.settle(pending, undefined);
    }
    const fault = this.#faultAt(letter.kind === 'async' ? 'queue' : 'event', 'deliver', appFunction.key);
    const lateMs = fault?.kind === 'delay' ? fault.ms : fault?.kind === 'kill' ? redeliveryMs : undefined;
    if (lateMs !== undefined) return mailbox.settle(pending, { ...letter, notBeforeMs: this.parts.nowMs() + lateMs });
    if (fault?.kind === 'duplicate') {
      // Not under the concurrency key: what is delivered twice by mistake may also run twice at the same time.
      const { concurrency: _key, ...copy } = letter;
      await mailbox.put([{ ...copy, notBeforeMs: this.parts.nowMs() + fault.afterMs, isCopy: true }]);
    }
    const invocation = this.parts.runner.start(module, this.#envelope(letter), undefined, letter.chainId);
    const verdict = afterDelivery(
      letter,
      await invocation.over,
      this.parts.nowMs(),
      appFunction.timeoutMs > shortFunctionMs,
    );
    if (verdict.kind === 'again') return mailbox.settle(pending, verdict.letter);
    if (verdict.kind === 'given-up')
      this.parts.problem(`Event ${letter.eventId} for ${appFunction.key} is given up: ${verdict.reason}.`);
    return mailbox.settle(pending, undefined, await queue.counted(letter, verdict.kind === 'done'));
  }

  #envelope(letter: Letter): unknown {
    if (letter.kind === 'product')
      return {
        ...(letter.body as object),
        ...(letter.retryCount === 0 ? {} : { retryContext: this.#retryContext(letter) }),
      };
    const { body, queue, jobId, eventId } = letter;
    return {
      body,
      queueName: queue,
      jobId,
      eventId,
      ...(letter.retryCount === 0 ? {} : { retryContext: this.#retryContext(letter) }),
    };
  }

  #retryContext(letter: Letter): object {
    const { retryCount, retryReason, retryData, acceptedAtMs } = letter;
    const remainingTimeMs = acceptedAtMs + retryLimits.retentionMs - this.parts.nowMs();
    const retentionWindow = { startTime: new Date(acceptedAtMs).toISOString(), remainingTimeMs };
    return { retryCount, retryReason, retryData, ...(letter.kind === 'async' ? { retentionWindow } : {}) };
  }

  async #fire(schedule: Schedule): Promise<void> {
    const fault = this.#faultAt('schedule', 'run', schedule.functionKey);
    if (fault?.kind === 'skip' || fault?.kind === 'kill') return;
    if (fault?.kind === 'delay') await this.parts.untilMs(this.parts.nowMs() + fault.ms);
    if (fault?.kind === 'duplicate') await Promise.all([this.#call(schedule), this.#call(schedule)]);
    else await this.#call(schedule);
  }

  async #call(schedule: Schedule): Promise<void> {
    const { cloudId, runner } = this.parts;
    const invocation: Invocation = runner.start(schedule, {
      context: { cloudId, moduleKey: schedule.key },
      contextToken: 'local',
    });
    const outcome = await invocation.over;
    // Not retried: the platform leaves that to the next time.
    if (outcome.kind === 'threw') this.parts.problem(`Schedule ${schedule.key} threw: ${String(outcome.error)}`);
  }

  #faultAt(layer: FaultLayer, operation: string, functionKey: string) {
    const { faults, installationId, problem } = this.parts;
    return faultAt(faults, { layer, operation, installationId, functionKey }, problem);
  }
}
