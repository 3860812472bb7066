// Async events through the genuine @forge/events: limits, at-least-once delivery, retries within the retention window,
// concurrency keys, statistics, cancelling, and the chain limit.

import {
  InvocationError,
  InvocationErrorCode,
  InvocationLimitReachedError,
  JobDoesNotExistError,
  PartialSuccessError,
  PayloadTooBigError,
  Queue,
  RateLimitError,
  type AsyncEvent,
} from '@forge/events';
import { faultWhen } from '../../local/faults';
import { memory } from '../../local/forge/disk';
import { VirtualClock } from '../../local/forge/virtual-clock';
import { smallWorld } from './small-world';

const short = () => new Queue({ key: 'short' });
const long = () => new Queue({ key: 'long' });
const hourMs = 3_600_000;

function recorder(answer: (event: AsyncEvent, delivery: number) => unknown = () => undefined) {
  const events: (AsyncEvent & { readonly atMs: number })[] = [];
  const consume = async (event: AsyncEvent) => {
    events.push({ ...event, atMs: Date.now() });
    return answer(event, events.length);
  };
  return { events, app: { consume: consume as (event: never) => unknown } };
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('the queue', () => {
  it('delivers a pushed event once, with its body and its ids', async () => {
    const { events, app } = recorder();
    const { inside, host } = await smallWorld(app);
    const { jobId } = await inside(() => short().push({ body: { id: 7 } }));
    expect(events).toEqual([]);
    await host.settle();
    expect(events).toMatchObject([
      { body: { id: 7 }, queueName: 'short', jobId, eventId: expect.any(String) as unknown },
    ]);
    expect(events[0]).not.toHaveProperty('retryContext');
  });

  it('waits for the delay that the push asks for', async () => {
    const { events, app } = recorder();
    const { inside, host, clock } = await smallWorld(app);
    const pushedAtMs = clock.now();
    await inside(() => short().push({ body: {}, delayInSeconds: 600 }));
    await host.advance(599_000);
    expect(events).toHaveLength(0);
    await host.settle();
    expect(events[0]?.atMs).toBeGreaterThanOrEqual(pushedAtMs + 600_000);
    expect(events[0]?.atMs).toBeLessThan(pushedAtMs + 601_000);
  });

  it('refuses more than 200 KB, and more than 100 KB for a long-running consumer', async () => {
    const { inside } = await smallWorld();
    const body = (kilobytes: number) => ({ body: { text: 'x'.repeat(kilobytes * 1024) } });
    expect(await inside(() => errorOf(short().push(body(150))))).toBeUndefined();
    expect(await inside(() => errorOf(short().push(body(201))))).toBeInstanceOf(PayloadTooBigError);
    expect(await inside(() => errorOf(long().push(body(90))))).toBeUndefined();
    expect(await inside(() => errorOf(long().push(body(101))))).toBeInstanceOf(PayloadTooBigError);
  });

  it('refuses a queue without a consumer instead of losing its events', async () => {
    const { inside } = await smallWorld();
    expect(String(await inside(() => errorOf(new Queue({ key: 'nobody' }).push({ body: {} }))))).toMatch(/404/);
  });

  it('takes 500 events per minute', async () => {
    const { inside, host } = await smallWorld();
    const fifty = () => Array.from({ length: 50 }, (_, number) => ({ body: { number } }));
    const error = await inside(async () => {
      for (let push = 0; push < 10; push++) await short().push(fifty());
      return errorOf(short().push({ body: {} }));
    });
    expect(error).toBeInstanceOf(RateLimitError);
    await host.advance(60_000);
    expect(await inside(() => errorOf(short().push({ body: {} })))).toBeUndefined();
  });

  it('cuts a chain after 1,000 pushes that stem from one invocation', async () => {
    let accepted = 1;
    let refusal: unknown;
    const { inside, host } = await smallWorld({
      consume: async () => {
        // One push a second stays below the limit of events per minute.
        refusal = await errorOf(short().push({ body: {}, delayInSeconds: 1 }));
        if (refusal === undefined) accepted++;
      },
    });
    await inside(() => short().push({ body: {} }));
    await host.settle();
    expect(refusal).toBeInstanceOf(InvocationLimitReachedError);
    expect(accepted).toBe(1000);
    // Another invocation begins another chain.
    expect(await inside(() => errorOf(short().push({ body: {} })))).toBeUndefined();
  });

  it('reports a partial success with the events that were not recorded', async () => {
    const { events, app } = recorder();
    const { inside, host } = await smallWorld(app, {
      faults: faultWhen(({ operation }) => operation === 'push', { kind: 'partial', keep: 1 }),
    });
    const error = await inside(() => errorOf(short().push([{ body: { id: 1 } }, { body: { id: 2 } }])));
    expect(error).toBeInstanceOf(PartialSuccessError);
    expect((error as PartialSuccessError).failedEvents).toMatchObject([{ payload: { body: { id: 2 } } }]);
    await host.settle();
    expect(events.map(({ body }) => body)).toEqual([{ id: 1 }]);
  });

  it('records a push whose answer is lost', async () => {
    const { events, app } = recorder();
    const { inside, host } = await smallWorld(app, {
      faults: faultWhen(({ operation }) => operation === 'push', { kind: 'lose-answer', status: 504 }),
    });
    expect(await inside(() => errorOf(short().push({ body: {} })))).toBeInstanceOf(Error);
    await host.settle();
    expect(events).toHaveLength(1);
  });

  describe('retries', () => {
    const again = (retryAfter: number, retryData: object = {}) =>
      new InvocationError({ retryAfter, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData });

    it('delivers again after the time that a returned InvocationError asks for, with its data', async () => {
      const { events, app } = recorder((_event, delivery) => (delivery === 1 ? again(300, { cursor: 5 }) : undefined));
      const { inside, host } = await smallWorld(app);
      await inside(() => short().push({ body: { id: 1 } }));
      await host.settle();
      expect(events).toHaveLength(2);
      expect(events[1]).toMatchObject({
        body: { id: 1 },
        eventId: events[0]?.eventId,
        retryContext: {
          retryCount: 1,
          retryReason: 'FUNCTION_RETRY_REQUEST',
          retryData: { cursor: 5 },
          retentionWindow: { remainingTimeMs: expect.any(Number) as unknown },
        },
      });
      expect((events[1]?.atMs ?? 0) - (events[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(300_000);
    });

    it('delivers again with growing pauses when the consumer throws', async () => {
      const { events, app } = recorder((_event, delivery) => {
        if (delivery < 5) throw new Error('not yet');
      });
      const { inside, host } = await smallWorld(app);
      await inside(() => short().push({ body: {} }));
      await host.settle();
      const pauses = events.slice(1).map(({ atMs }, index) => Math.round((atMs - (events[index]?.atMs ?? 0)) / 1000));
      expect(pauses).toEqual([1, 2, 4, 8]);
      expect(events[4]?.retryContext).toMatchObject({ retryCount: 4, retryReason: 'FUNCTION_PLATFORM_UNKNOWN_ERROR' });
    });

    it('gives a poisonous event up when its 24 hours are over', async () => {
      const { events, app } = recorder(() => {
        throw new Error('always');
      });
      const { inside, host, clock } = await smallWorld(app);
      const { jobId } = await inside(() => short().push({ body: {} }));
      const pushedAtMs = clock.now();
      await host.settle();
      expect(events.length).toBeGreaterThan(90);
      expect(events.at(-1)?.atMs).toBeGreaterThan(pushedAtMs + 23 * hourMs);
      expect(events.at(-1)?.atMs).toBeLessThanOrEqual(pushedAtMs + 24 * hourMs);
      expect([...host.problems]).toEqual([expect.stringMatching(/given up: the retention window/)]);
      expect(await inside(() => short().getJob(jobId).getStats())).toEqual({ success: 0, inProgress: 0, failed: 1 });
    });

    it.each([
      ['more than 900 seconds', again(901), /900 are allowed/],
      ['more than 4 KB of data', again(1, { text: 'x'.repeat(4096) }), /4096 are allowed/],
      ['data that is no object', again(1, [] as object), /must be an object/],
    ])('gives up when the consumer asks for %s', async (_name, answer, reason) => {
      const { events, app } = recorder(() => answer);
      const { inside, host } = await smallWorld(app);
      await inside(() => short().push({ body: {} }));
      await host.settle();
      expect(events).toHaveLength(1);
      expect([...host.problems].join()).toMatch(reason);
    });

    it('demands retryData from a consumer that may run longer than 55 seconds', async () => {
      const { events, app } = recorder(() => new InvocationError());
      const { inside, host } = await smallWorld(app);
      await inside(() => long().push({ body: {} }));
      await host.settle();
      expect(events).toHaveLength(1);
      expect([...host.problems].join()).toMatch(/must give retryData/);
    });

    it('ends a consumer at its time limit, never lets it go on, and delivers again', async () => {
      const went: string[] = [];
      const { events, app } = recorder(async (_event, delivery) => {
        if (delivery > 1) return;
        await new Promise((resolve) => setTimeout(resolve, 56_000));
        went.push('on');
      });
      const { inside, host } = await smallWorld(app);
      await inside(() => short().push({ body: {} }));
      await host.settle();
      await host.advance(60_000);
      expect(events.map(({ retryContext }) => retryContext?.retryReason)).toEqual([undefined, 'FUNCTION_TIME_OUT']);
      expect(went).toEqual([]);
    });

    it('gives a long-running consumer its 900 seconds', async () => {
      const { events, app } = recorder(() => new Promise((resolve) => setTimeout(resolve, 890_000)));
      const { inside, host } = await smallWorld(app);
      await inside(() => long().push({ body: {} }));
      await host.settle();
      expect(events).toHaveLength(1);
    });

    it('ends a consumer that waits for ever', async () => {
      const { events, app } = recorder((_event, delivery) =>
        delivery === 1 ? new Promise(() => undefined) : undefined,
      );
      const { inside, host } = await smallWorld(app);
      await inside(() => short().push({ body: {} }));
      await host.settle();
      expect(events).toHaveLength(2);
    });
  });

  it('delivers twice under a fault, with the same event id, and counts one success', async () => {
    const { events, app } = recorder();
    let copies = 0;
    const once = faultWhen(({ operation }) => operation === 'deliver' && copies++ === 0, {
      kind: 'duplicate',
      afterMs: 5000,
    });
    const { inside, host } = await smallWorld(app, { faults: once });
    const { jobId } = await inside(() => short().push({ body: {} }));
    await host.settle();
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(1);
    expect(events).toHaveLength(2);
    expect(await inside(() => short().getJob(jobId).getStats())).toEqual({ success: 1, inProgress: 0, failed: 0 });
  });

  it('delivers in another order when a delivery is late', async () => {
    const { events, app } = recorder();
    let deliveries = 0;
    const late = faultWhen(({ operation }) => operation === 'deliver' && deliveries++ === 0, {
      kind: 'delay',
      ms: 10_000,
    });
    const { inside, host } = await smallWorld(app, { faults: late });
    await inside(() => short().push([{ body: { id: 1 } }, { body: { id: 2 } }]));
    await host.settle();
    expect(events.map(({ body }) => body['id'])).toEqual([2, 1]);
  });

  it('runs at most as many at once as the concurrency key allows, over all queues', async () => {
    let running = 0;
    let most = 0;
    const { events, app } = recorder(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      running--;
    });
    const { inside, host } = await smallWorld(app);
    const concurrency = { key: 'scan', limit: 2 };
    await inside(async () => {
      await short().push(Array.from({ length: 4 }, () => ({ body: {}, concurrency })));
      await long().push(Array.from({ length: 4 }, () => ({ body: {}, concurrency })));
    });
    await host.settle();
    expect([events.length, most]).toEqual([8, 2]);
  });

  it('runs events without a concurrency key side by side', async () => {
    let running = 0;
    let most = 0;
    const { app } = recorder(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      running--;
    });
    const { inside, host } = await smallWorld(app);
    await inside(() => short().push(Array.from({ length: 4 }, () => ({ body: {} }))));
    await host.settle();
    expect(most).toBe(4);
  });

  it('counts a job and cancels what is not delivered yet', async () => {
    const { events, app } = recorder();
    const { inside, host } = await smallWorld(app);
    const { jobId } = await inside(() => short().push([{ body: {} }, { body: {}, delayInSeconds: 100 }]));
    await host.advance(1000);
    const job = () => short().getJob(jobId);
    expect(await inside(() => job().getStats())).toEqual({ success: 1, inProgress: 1, failed: 0 });
    await inside(() => job().cancel());
    await host.settle();
    expect(events).toHaveLength(1);
    expect(await inside(() => errorOf(short().getJob('unknown').getStats()))).toBeInstanceOf(JobDoesNotExistError);
    expect(await inside(() => errorOf(long().getJob(jobId).getStats()))).toBeInstanceOf(JobDoesNotExistError);
  });

  it('keeps what waits over a restart of the host, and delivers what was under way again', async () => {
    const storage = memory();
    const clock = new VirtualClock();
    const first = recorder(() => new Promise(() => undefined));
    const before = await smallWorld(first.app, { storage, clock });
    await before.inside(() => short().push([{ body: { id: 1 } }, { body: { id: 2 }, delayInSeconds: 60 }]));
    await before.host.advance(1000);
    expect(first.events).toHaveLength(1);
    await before.host.stop();
    const second = recorder();
    const after = await smallWorld(second.app, { storage, clock });
    await after.host.settle();
    expect(second.events.map(({ body }) => body)).toEqual([{ id: 1 }, { id: 2 }]);
  });
});
