// The smallest world in which the host can be tested: a manifest, handlers given by the test, a product that records
// what it is asked. The handlers use the genuine @forge packages.

import type { Clock } from '../../local/clock';
import type { Faults } from '../../local/faults';
import { memory, type KeyValueBackend } from '../../local/forge/disk';
import { ForgeHost, type HostSettings } from '../../local/forge/host';
import type { Installation } from '../../local/forge/installation';
import { parseManifest } from '../../local/forge/manifest';
import type { SeededScheduler } from '../../local/forge/scheduler';
import { VirtualClock } from '../../local/forge/virtual-clock';
import type { Actor, Product, ProductEvent, ProductRequest } from '../../local/product';

export const smallManifest = `
app:
  id: ari:cloud:ecosystem::app/small
  storage:
    entities:
      - name: lease
        attributes:
          owner: { type: string }
          version: { type: integer }
          weight: { type: float }
          isOpen: { type: boolean }
        indexes:
          - version
          - name: by-owner
            partition: [owner]
            range: [version]
permissions:
  scopes: [read:jira-work, storage:app]
modules:
  jira:adminPage:
    - key: page
      title: Page
      resource: main
      resolver: { function: resolver }
  consumer:
    - { key: short-consumer, queue: short, function: consume }
    - { key: long-consumer, queue: long, function: consume-long }
  trigger:
    - key: on-created
      function: trigger
      events: [{ eventType: 'avi:jira:created:issue', filter: { ignoreSelf: true } }, 'avi:jira:deleted:issue']
  scheduledTrigger:
    - { key: every-hour, function: schedule, interval: hour }
  preUninstall:
    - { key: goodbye, function: goodbye }
  function:
    - { key: resolver, handler: index.resolver }
    - { key: consume, handler: index.consume }
    - { key: consume-long, handler: index.consume, timeoutSeconds: 900 }
    - { key: trigger, handler: index.trigger }
    - { key: schedule, handler: index.schedule }
    - { key: goodbye, handler: index.goodbye }
`;

type Handler = (payload: never, context: never) => unknown;

export interface SmallApp {
  readonly resolver?: Handler;
  readonly consume?: Handler;
  readonly trigger?: Handler;
  readonly schedule?: Handler;
  readonly goodbye?: Handler;
}

export class RecordingProduct implements Product {
  readonly asked: { readonly request: ProductRequest; readonly actor: Actor }[] = [];
  readonly #listeners = new Set<(event: ProductEvent) => void>();

  constructor(private readonly answer: (request: ProductRequest) => Response = () => Response.json({})) {}

  async handle(request: ProductRequest, actor: Actor): Promise<Response> {
    this.asked.push({ request, actor });
    if (request.path.endsWith('/emit')) this.emit({ eventType: 'avi:jira:created:issue', issue: { id: '1' } });
    return this.answer(request);
  }

  onEvent(listener: (event: ProductEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: ProductEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

export interface SmallWorldOptions {
  readonly clock?: Clock;
  readonly faults?: Faults;
  readonly storage?: KeyValueBackend;
  readonly settings?: Partial<HostSettings>;
  readonly scheduler?: SeededScheduler;
  readonly product?: RecordingProduct;
  /** Lines of YAML that come under `modules` beside the others. */
  readonly moreModules?: string;
}

export interface SmallWorld {
  readonly host: ForgeHost;
  readonly clock: VirtualClock;
  readonly installation: Installation;
  readonly product: RecordingProduct;
  /** Runs the work inside a resolver invocation of the person. */
  inside<T>(work: () => Promise<T>, accountId?: string): Promise<T>;
}

export async function smallWorld(app: SmallApp = {}, options: SmallWorldOptions = {}): Promise<SmallWorld> {
  const clock = options.clock ?? new VirtualClock();
  const product = options.product ?? new RecordingProduct();
  let insideWork: (() => Promise<unknown>) | undefined;
  const host = await ForgeHost.create({
    clock,
    storage: options.storage ?? memory(),
    manifest: parseManifest(smallManifest.replace('modules:', `modules:\n${options.moreModules ?? ''}`)),
    load: async () => ({
      resolver: () => insideWork?.(),
      consume: nothing,
      trigger: nothing,
      schedule: nothing,
      goodbye: nothing,
      ...app,
    }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...(options.scheduler === undefined ? {} : { scheduler: options.scheduler }),
    settings: { queryLagMs: 0, ...options.settings },
  });
  const installation = await install(host, 'one', product);
  return {
    host,
    clock: clock as VirtualClock,
    installation,
    product,
    async inside<T>(work: () => Promise<T>, accountId?: string): Promise<T> {
      // The result is kept aside, since values such as errors and dates do not survive the JSON boundary.
      let result: { readonly value: T } | undefined;
      insideWork = async () => {
        result = { value: await work() };
      };
      await installation.invoke({
        moduleKey: 'page',
        functionKey: 'inside',
        ...(accountId === undefined ? {} : { accountId }),
      });
      if (result === undefined) throw new Error('The work inside the invocation did not end.');
      return result.value;
    },
  };
}

export function install(host: ForgeHost, name: string, product: Product): Promise<Installation> {
  return host.install({
    installationId: `installation-${name}`,
    cloudId: `cloud-${name}`,
    siteUrl: `https://${name}.example.com`,
    product,
  });
}

function nothing(): void {
  // A handler that the test does not care about.
}
