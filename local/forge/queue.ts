// The async events of one installation, as @forge/events calls them: push, statistics, cancel, with the platform's limits
// and answers. Delivery itself is elsewhere; here is what may enter the mailbox and what a job knows about itself.
// source: Forge documentation, "Async events API" and "Async events limits".

import {
  array,
  integer,
  looseObject,
  minValue,
  maxValue,
  number,
  object,
  optional,
  pipe,
  record,
  safeParse,
  string,
  unknown,
} from 'valibot';
import { TextAnswer } from '../answer';
import type { KeyValueBackend } from './disk';
import type { Letter, Mailbox } from './mailbox';
import type { Consumer, Manifest } from './manifest';
import type { Meters } from './meters';
import { RateWindow } from './rate-window';

const queueLimits = {
  maxEventsPerPush: 50,
  maxPushBytes: 200 * 1024,
  maxLongRunningEventBytes: 100 * 1024,
  maxEventsPerMinute: 500,
  maxPushesPerChain: 1000,
} as const;

const shortFunctionMs = 55_000;

const jobSchema = looseObject({ queueName: string(), jobId: string() });
const pushSchema = looseObject({
  queueName: string(),
  jobId: string(),
  payload: array(
    object({
      body: record(string(), unknown()),
      delayInSeconds: optional(pipe(number(), minValue(0), maxValue(900))),
      concurrency: optional(object({ key: string(), limit: pipe(number(), integer(), minValue(1)) })),
    }),
  ),
});

interface Job {
  readonly queue: string;
  readonly total: number;
  readonly success: number;
  readonly failed: number;
}

export class Queue {
  readonly #events = new RateWindow(queueLimits.maxEventsPerMinute, 60_000);

  constructor(
    private readonly backend: KeyValueBackend,
    private readonly prefix: string,
    private readonly mailbox: Mailbox,
    private readonly manifest: Manifest,
    private readonly meters: Meters,
    private readonly nowMs: () => number,
    private readonly newId: () => string,
  ) {}

  /** @param keep when given, only so many events are recorded: a partial success */
  async push(bodyText: string, chainId: string, keep = Infinity): Promise<Response> {
    const request = safeParse(pushSchema, JSON.parse(bodyText));
    if (!request.success) return refused(400, `Invalid push: ${request.issues[0].message}`);
    const { queueName, jobId, payload } = request.output;
    const consumer = this.manifest.consumers.find((declared) => declared.queue === queueName);
    if (consumer === undefined) return refused(404, `The manifest declares no consumer for the queue ${queueName}.`);
    if (payload.length > queueLimits.maxEventsPerPush)
      return refused(400, `${payload.length} events in one push; 50 are allowed.`);
    const tooBig = this.#tooBig(payload, consumer);
    if (tooBig !== undefined) return TextAnswer.json({ errorMessage: tooBig }, { status: 413 });
    const now = this.nowMs();
    const chainAddress = `${this.prefix}chain/${chainId}`;
    const pushes = Number((await this.backend.get(chainAddress)) ?? 0);
    if (pushes >= queueLimits.maxPushesPerChain)
      return refused(405, 'The chain of this invocation has used its 1,000 pushes.');
    if (!this.#events.take(now, payload.length)) return refused(429, 'More than 500 events per minute.');
    this.meters.pushes++;
    this.meters.pushedEvents += payload.length;
    const accepted = payload.slice(0, keep);
    const letters = accepted.map(({ body, delayInSeconds = 0, concurrency }): Letter => ({
      kind: 'async',
      eventId: this.newId(),
      moduleKey: consumer.key,
      body,
      jobId,
      queue: queueName,
      ...(concurrency === undefined ? {} : { concurrency }),
      chainId,
      notBeforeMs: now + delayInSeconds * 1000,
      acceptedAtMs: now,
      retryCount: 0,
    }));
    const job: Job = { queue: queueName, total: letters.length, success: 0, failed: 0 };
    await this.mailbox.put(letters, [
      [this.#jobAddress(jobId), JSON.stringify(job)],
      [chainAddress, String(pushes + 1)],
    ]);
    if (accepted.length === payload.length) return new Response(null, { status: 201 });
    const failedEvents = payload
      .slice(accepted.length)
      .map((_, place) => ({ index: String(accepted.length + place), errorMessage: 'The event was not recorded.' }));
    return TextAnswer.json({ failedEvents }, { status: 202 });
  }

  async stats(bodyText: string): Promise<Response> {
    const job = await this.#job(bodyText);
    if (job === undefined) return refused(404, 'There is no such job.');
    const { success, failed, total } = job;
    return TextAnswer.json({ success, inProgress: total - success - failed, failed });
  }

  /** Takes back what is not being delivered at this moment. */
  async cancel(bodyText: string): Promise<Response> {
    const job = await this.#job(bodyText);
    if (job === undefined) return refused(404, 'There is no such job.');
    const { jobId } = JSON.parse(bodyText) as { readonly jobId: string };
    const waiting = this.mailbox
      .waiting()
      .filter(({ letter }) => letter.jobId === jobId && letter.isCopy !== true).length;
    const cancelled: Job = { ...job, total: job.total - waiting };
    await this.mailbox.removeWhere(
      (letter) => letter.jobId === jobId,
      [[this.#jobAddress(jobId), JSON.stringify(cancelled)]],
    );
    return new Response(null, { status: 204 });
  }

  /** The change of the job's counts that goes with the end of a delivery. */
  async counted(letter: Letter, isSuccess: boolean): Promise<readonly (readonly [string, string])[]> {
    if (letter.jobId === undefined || letter.isCopy === true) return [];
    const address = this.#jobAddress(letter.jobId);
    const text = await this.backend.get(address);
    if (text === undefined) return [];
    const job = JSON.parse(text) as Job;
    return [
      [address, JSON.stringify({ ...job, ...(isSuccess ? { success: job.success + 1 } : { failed: job.failed + 1 }) })],
    ];
  }

  #tooBig(payload: readonly { readonly body: unknown }[], consumer: Consumer): string | undefined {
    const bytes = payload.map((event) => Buffer.byteLength(JSON.stringify(event)));
    const sum = bytes.reduce((total, size) => total + size, 0);
    if (sum > queueLimits.maxPushBytes) return `The push has ${sum} bytes; 200 KB are allowed.`;
    const isLongRunning = (this.manifest.functions.get(consumer.functionKey)?.timeoutMs ?? 0) > shortFunctionMs;
    const biggest = Math.max(0, ...bytes);
    if (isLongRunning && biggest > queueLimits.maxLongRunningEventBytes) {
      return `An event has ${biggest} bytes; 100 KB are allowed for a consumer that may run longer than 55 s.`;
    }
    return undefined;
  }

  async #job(bodyText: string): Promise<Job | undefined> {
    const request = safeParse(jobSchema, JSON.parse(bodyText));
    if (!request.success) return undefined;
    const text = await this.backend.get(this.#jobAddress(request.output.jobId));
    const job = text === undefined ? undefined : (JSON.parse(text) as Job);
    return job?.queue === request.output.queueName ? job : undefined;
  }

  #jobAddress(jobId: string): string {
    return `${this.prefix}job/${jobId}`;
  }
}

function refused(status: number, message: string): Response {
  return TextAnswer.json({ code: status, message }, { status });
}
