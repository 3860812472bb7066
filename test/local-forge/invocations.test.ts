// How the app is called: as whom, with which envelope, in whose time, for how long; product events, schedules, and two
// installations that share one process and nothing else.

import { asApp, asUser, authorize, getAppContext, NeedsAuthenticationError, requestJira, route } from '@forge/api';
import { InvocationError, Queue } from '@forge/events';
import { kvs } from '@forge/kvs';
import Resolver from '@forge/resolver';
import { faultWhen } from '../../local/faults';
import { memory } from '../../local/forge/disk';
import { parseManifest } from '../../local/forge/manifest';
import { SeededScheduler } from '../../local/forge/scheduler';
import { VirtualClock } from '../../local/forge/virtual-clock';
import { install, RecordingProduct, smallManifest, smallWorld } from './small-world';

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an invocation', () => {
  it('answers a resolver of the genuine package with the identity that the platform knows, not the page', async () => {
    const resolver = new Resolver();
    resolver.define('who', ({ payload, context }) => ({
      payload: payload as object,
      accountId: context['accountId'] as string,
      install: context['installContext'] as string,
      hint: context['extension'] as object,
    }));
    const { installation } = await smallWorld({ resolver: resolver.getDefinitions() as (payload: never) => unknown });
    const answer = await installation.invoke({
      moduleKey: 'page',
      functionKey: 'who',
      accountId: 'ann',
      payload: { accountId: 'mallory' },
      extension: { accountId: 'mallory' },
    });
    expect(answer).toEqual({
      payload: { accountId: 'mallory' },
      accountId: 'ann',
      install: 'ari:cloud:jira::site/cloud-one',
      hint: { type: 'jira:adminPage', accountId: 'mallory' },
    });
    await expect(installation.invoke({ moduleKey: 'page', functionKey: 'unknown', accountId: 'ann' })).rejects.toThrow(
      /no definition/,
    );
    await expect(installation.invoke({ moduleKey: 'nowhere', functionKey: 'who', accountId: 'ann' })).rejects.toThrow(
      /no module nowhere/,
    );
  });

  it('asks Jira as the person, as the app, or as nobody', async () => {
    const { inside, product, installation } = await smallWorld();
    await inside(async () => {
      const path = route`/rest/api/3/issue/${'A-1'}?fields=${'summary'}`;
      await asUser().requestJira(path);
      await asApp().requestJira(path, { method: 'PUT', body: '{}', headers: { 'Content-Type': 'application/json' } });
      await requestJira(path);
    }, 'ann');
    expect(product.asked.map(({ actor }) => actor)).toEqual([
      { kind: 'user', accountId: 'ann' },
      { kind: 'app' },
      { kind: 'anonymous' },
    ]);
    expect(product.asked[1]?.request).toEqual({
      method: 'PUT',
      path: '/rest/api/3/issue/A-1?fields=summary',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(installation.meters.jiraRequests).toBe(3);
  });

  it('has nobody to act as in the background, and may not act as somebody else', async () => {
    const errors: unknown[] = [];
    const act = async () => {
      errors.push(await errorOf(asUser().requestJira(route`/rest/api/3/myself`)));
      errors.push(await errorOf(asUser('bob').requestJira(route`/rest/api/3/myself`)));
      errors.push(await errorOf(Promise.resolve().then(() => authorize())));
    };
    const { host, product } = await smallWorld({ schedule: act });
    await host.runSchedule('every-hour');
    expect(errors[0]).toBeInstanceOf(NeedsAuthenticationError);
    expect(errors[1]).toBeInstanceOf(NeedsAuthenticationError);
    expect(String(errors[2])).toMatch(/accountId/);
    expect(product.asked).toEqual([]);
  });

  it('lives in the host’s time, and the test does not', async () => {
    const { inside, clock, installation } = await smallWorld();
    const seen = await inside(async () => {
      const startMs = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      return {
        startMs,
        sleptMs: Date.now() - startMs,
        fresh: new Date().getTime(),
        fixed: new Date(5).getTime(),
        remaining: getAppContext().invocationRemainingTimeInMillis(),
        isDate: new Date() instanceof Date,
      };
    });
    expect(seen).toMatchObject({ sleptMs: 10_000, fixed: 5, isDate: true });
    expect(seen.fresh).toBe(seen.startMs + 10_000);
    expect(seen.remaining).toBeLessThanOrEqual(15_000);
    expect(clock.now()).toBeGreaterThanOrEqual(seen.fresh);
    expect(Math.abs(Date.now() - clock.now())).toBeGreaterThan(86_400_000);
    expect(installation.meters.failedInvocations).toBe(0);
  });

  it('ends a resolver after 25 seconds', async () => {
    const { inside, installation } = await smallWorld();
    await expect(inside(() => new Promise((resolve) => setTimeout(resolve, 26_000)))).rejects.toThrow(
      /longer than its time limit/,
    );
    expect(installation.meters.failedInvocations).toBe(1);
  });

  it('freezes what a handler did not await', async () => {
    const { inside, host, installation } = await smallWorld();
    await inside(async () => {
      void kvs.set('a', 1).then(() => kvs.set('b', 2));
    });
    await host.advance(60_000);
    expect(Object.keys(await installation.storage.dump())).not.toContain('kv/b');
  });

  it('makes requests to what the host does not know a visible problem, even when the app swallows the error', async () => {
    const { inside, host } = await smallWorld();
    await inside(() => errorOf(asUser().requestConfluence(route`/wiki/api/v2/pages`)), 'ann');
    await inside(() => errorOf(asApp().requestGraph('query { me }')));
    expect([...host.problems]).toEqual([
      expect.stringMatching(/fpp confluence GET \/wiki/),
      expect.stringMatching(/stargate POST \/graphql/),
    ]);
  });

  it('keeps the lines that the app logs, and reports too many of them', async () => {
    const { inside, installation, host } = await smallWorld();
    await inside(async () => console.warn('hello %s', 'there', { count: 1 }));
    expect(installation.logs).toMatchObject([
      { level: 'warn', text: 'hello there { count: 1 }', functionKey: 'resolver' },
    ]);
    await inside(async () => {
      for (let line = 0; line < 101; line++) console.info(line);
    });
    expect([...host.problems]).toEqual(['Function resolver logs more than 100 lines per minute.']);
  });

  it('takes 500 KB from a page and 1,200 calls a minute from a person', async () => {
    const { installation, host } = await smallWorld();
    const invoke = (accountId: string, payload: unknown = null) =>
      installation.invoke({ moduleKey: 'page', functionKey: 'x', accountId, payload });
    await expect(invoke('ann', 'x'.repeat(500 * 1024))).rejects.toThrow(/500 KB/);
    for (let second = 0; second < 5; second++) {
      for (let call = 0; call < (second === 0 ? 239 : 240); call++) await invoke('bob');
      await host.advance(1000);
    }
    await invoke('bob');
    await expect(invoke('bob')).rejects.toThrow(/Too many invocations/);
    await invoke('ann');
  });

  it('refuses a value that cannot leave the process as JSON', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const { installation } = await smallWorld({ resolver: () => circular });
    await expect(installation.invoke({ moduleKey: 'page', functionKey: 'x' })).rejects.toThrow(/circular/);
  });
});

describe('product events', () => {
  const created = { eventType: 'avi:jira:created:issue', issue: { id: '10' } };

  it('reach the triggers that asked for them, in the background', async () => {
    const seen: unknown[] = [];
    const { product, host } = await smallWorld({ trigger: (event: object) => seen.push(event) });
    product.emit(created);
    product.emit({ eventType: 'avi:jira:updated:issue' });
    expect(seen).toEqual([]);
    await host.settle();
    expect(seen).toEqual([{ ...created, selfGenerated: false }]);
  });

  it('leave out what the app itself has caused, where the trigger ignores that', async () => {
    const seen: unknown[] = [];
    const { inside, host, installation } = await smallWorld({ trigger: (event: object) => seen.push(event) });
    await inside(() => asApp().requestJira(route`/emit`, { method: 'POST' }));
    await host.settle();
    expect(seen).toEqual([]);
    await installation.requestAsUser('ann', { method: 'POST', path: '/emit', headers: {}, body: undefined });
    await host.settle();
    expect(seen).toHaveLength(1);
  });

  it('come again four times at most when the trigger returns an InvocationError, and never when it throws', async () => {
    const counts: number[] = [];
    const answers: (() => unknown)[] = [
      () => new InvocationError({ retryAfter: 10, retryReason: 'FUNCTION_RETRY_REQUEST' as never, retryData: {} }),
      () => {
        throw new Error('broken');
      },
    ];
    for (const answer of answers) {
      let calls = 0;
      const trigger = () => {
        calls++;
        return answer();
      };
      const { product, host } = await smallWorld({ trigger });
      product.emit(created);
      await host.settle();
      counts.push(calls);
    }
    expect(counts).toEqual([5, 1]);
  });

  it('come late and twice under faults', async () => {
    const atMs: number[] = [];
    let deliveries = 0;
    const faults = {
      at: ({ layer }: { layer: string }) =>
        layer !== 'event'
          ? undefined
          : deliveries++ === 0
            ? ({ kind: 'delay', ms: 180_000 } as const)
            : deliveries === 2
              ? ({ kind: 'duplicate', afterMs: 1000 } as const)
              : undefined,
    };
    const { product, host, clock } = await smallWorld({ trigger: () => atMs.push(Date.now()) }, { faults });
    const emittedAtMs = clock.now();
    product.emit(created);
    await host.settle();
    expect(atMs.map((ms) => Math.round((ms - emittedAtMs) / 1000))).toEqual([180, 181]);
  });
});

describe('schedules', () => {
  it('fire in their interval, spread by installation, and not while nobody lets time pass', async () => {
    const atMs: number[] = [];
    const { host, clock } = await smallWorld({ schedule: () => atMs.push(Date.now()) });
    const startMs = clock.now();
    await host.settle();
    expect(atMs).toEqual([]);
    await host.advance(10 * 3_600_000);
    expect(atMs).toHaveLength(10);
    expect(atMs[0]).toBeLessThan(startMs + 301_000);
    expect((atMs[9] ?? 0) - (atMs[0] ?? 0)).toBeCloseTo(9 * 3_600_000, -3);
  });

  it('give their handler the envelope of the platform', async () => {
    let payload: unknown;
    const { host } = await smallWorld({ schedule: (given: object) => void (payload = given) });
    await host.runSchedule('every-hour');
    expect(payload).toEqual({ context: { cloudId: 'cloud-one', moduleKey: 'every-hour' }, contextToken: 'local' });
  });

  it('may be skipped or fire twice under faults', async () => {
    let fired = 0;
    const schedule = () => void fired++;
    const skipping = await smallWorld(
      { schedule },
      { faults: faultWhen(({ layer }) => layer === 'schedule', { kind: 'skip' }) },
    );
    await skipping.host.advance(3_600_000);
    expect(fired).toBe(0);
    const doubling = await smallWorld(
      { schedule },
      { faults: faultWhen(({ layer }) => layer === 'schedule', { kind: 'duplicate', afterMs: 0 }) },
    );
    await doubling.host.advance(3_600_000);
    expect(fired).toBe(2);
  });

  it('fire once after the host was off for a long time', async () => {
    const storage = memory();
    const clock = new VirtualClock();
    const before = await smallWorld({}, { storage, clock });
    await before.host.advance(600_000);
    await before.host.stop();
    clock.advance(24 * 3_600_000);
    let fired = 0;
    const after = await smallWorld({ schedule: () => void fired++ }, { storage, clock });
    await after.host.advance(60_000);
    expect(fired).toBe(1);
  });
});

describe('uninstalling', () => {
  it('lets the app clean up, empties its storage and delivers nothing any more', async () => {
    const calls: string[] = [];
    const goodbye = async () => {
      calls.push(`goodbye ${String(await kvs.get('a'))}`);
    };
    const { inside, installation, host, product } = await smallWorld({
      goodbye,
      consume: () => calls.push('consume'),
      trigger: () => calls.push('trigger'),
    });
    await inside(async () => {
      await kvs.set('a', 1);
      await new Queue({ key: 'short' }).push({ body: {}, delayInSeconds: 10 });
    });
    await installation.uninstall();
    product.emit({ eventType: 'avi:jira:created:issue' });
    await host.advance(7_200_000);
    expect(calls).toEqual(['goodbye 1']);
    expect(await installation.storage.dump()).toEqual({});
  });
});

describe('two installations', () => {
  it('never see each other, however their calls interleave', async () => {
    for (let seed = 0; seed < 200; seed++) {
      const clock = new VirtualClock();
      const leaks: string[] = [];
      const consume = async ({ body }: { readonly body: { readonly owner: string } }) => {
        for (let step = 0; step < 3; step++) {
          const stored = await kvs.get<string>('owner');
          const answer = (await (await asApp().requestJira(route`/whoami`)).json()) as { readonly site: string };
          const installation = String(getAppContext().installationAri);
          if (stored !== body.owner || answer.site !== body.owner || !installation.endsWith(body.owner))
            leaks.push(`${body.owner}: ${stored} ${answer.site} ${installation}`);
        }
      };
      const app = {
        consume: consume as (event: never) => unknown,
        resolver: async ({ call }: { readonly call: { readonly payload: string } }) => {
          await kvs.set('owner', call.payload);
          await new Queue({ key: 'short' }).push(Array.from({ length: 3 }, () => ({ body: { owner: call.payload } })));
        },
      };
      const { host } = await smallWorld(app, { clock, scheduler: new SeededScheduler(seed, clock) });
      const names = ['red', 'blue'];
      const installed = await Promise.all(
        names.map((name) => install(host, name, new RecordingProduct(() => Response.json({ site: name })))),
      );
      await Promise.all(
        installed.map((installation, index) =>
          installation.invoke({ moduleKey: 'page', functionKey: 'x', payload: names[index] }),
        ),
      );
      await host.settle();
      expect(leaks).toEqual([]);
      expect(installed.map(({ meters }) => meters.jiraRequests)).toEqual([9, 9]);
    }
  });
});

describe('the manifest', () => {
  it.each([
    [
      'a handler outside of src/index',
      (text: string) => text.replace('index.schedule', 'other.schedule'),
      /not an export of src\/index/,
    ],
    [
      'a module with an unknown function',
      (text: string) => text.replace('function: schedule,', 'function: nothing,'),
      /unknown function nothing/,
    ],
    [
      'more than 25 s for a page',
      (text: string) => text.replace('handler: index.resolver', 'handler: index.resolver, timeoutSeconds: 60'),
      /only consumers and schedules/,
    ],
    [
      'an index over an unknown attribute',
      (text: string) => text.replace('- version', '- colour'),
      /unknown attribute colour/,
    ],
    [
      'a filter that the host cannot evaluate',
      (text: string) => text.replace('ignoreSelf: true', "expression: 'true'"),
      /does not evaluate/,
    ],
  ])('is refused with %s', (_name, change, reason) => {
    expect(() => parseManifest(change(smallManifest))).toThrow(reason);
  });
});
