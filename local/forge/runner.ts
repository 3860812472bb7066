// Starts app functions for one installation: finds the exported handler, gives it its identity, its envelope and its
// time limit, and hands back the invocation. Payload and result pass through JSON, as between processes.

import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Faults } from '../faults';
import { through, type GatewayParts } from './gateway';
import { Invocation, outsideInvocation, type InvocationPorts, type LogLevel, type Outcome } from './invocation';
import type { AppModule, Manifest } from './manifest';
import type { Meters } from './meters';
import { RateWindow } from './rate-window';
import type { VirtualClock } from './virtual-clock';

export interface InstallationIdentity {
  readonly installationId: string;
  readonly cloudId: string;
  readonly siteUrl: string;
  /** As the marketplace reports it; absent for an app that is not paid. */
  readonly license?: Readonly<Record<string, unknown>>;
}

export interface LogLine {
  readonly atMs: number;
  readonly invocationId: string;
  readonly functionKey: string;
  readonly level: LogLevel;
  readonly text: string;
}

interface RunnerParts {
  readonly identity: InstallationIdentity;
  readonly manifest: Manifest;
  readonly faults: Faults;
  readonly meters: Meters;
  readonly clock: Clock;
  readonly virtualClock: VirtualClock | undefined;
  readonly gateway: GatewayParts;
  /** The exports of src/index, loaded once per host as in a warm process. */
  handlers(): Promise<Readonly<Record<string, unknown>>>;
  newId(): string;
  fetch: InvocationPorts['fetch'];
  line(line: LogLine): void;
  problem(text: string): void;
}

const maxPayloadBytes = 5 * 1024 * 1024;
const maxLogLinesPerMinute = 100;
const maxLogBytes = 200 * 1024;
const keptLines = 2000;
export const environmentId = 'local-environment';

export class Runner {
  readonly lines: LogLine[] = [];
  readonly running = new Set<Invocation>();
  readonly #logLines = new RateWindow(maxLogLinesPerMinute, 60_000);

  constructor(private readonly parts: RunnerParts) {}

  /** @param chainId of the event that is delivered; a new chain begins without it */
  start(module: AppModule, payload: unknown, accountId?: string, chainId?: string): Invocation {
    const { manifest, meters, clock, newId } = this.parts;
    const appFunction = manifest.functions.get(module.functionKey);
    if (appFunction === undefined) throw new Error(`The manifest declares no function ${module.functionKey}.`);
    const id = newId();
    const deadlineMs = clock.now() + appFunction.timeoutMs;
    const identity = {
      id,
      functionKey: appFunction.key,
      moduleKey: module.key,
      moduleType: module.type,
      accountId,
      chainId: chainId ?? id,
      deadlineMs,
    };
    const invocation = new Invocation(identity, this.#runtime(identity), this.#ports());
    meters.invocations++;
    this.running.add(invocation);
    const cancelDeadline =
      this.parts.virtualClock === undefined
        ? realTimer(appFunction.timeoutMs, () => invocation.finish({ kind: 'timed-out' }))
        : undefined;
    void invocation.over.then((outcome) => {
      cancelDeadline?.();
      this.running.delete(invocation);
      if (outcome.kind !== 'returned') meters.failedInvocations++;
    });
    const point = {
      installationId: this.parts.identity.installationId,
      layer: 'process',
      functionKey: appFunction.key,
    } as const;
    const nothing = async () => new Response(null);
    invocation.run(
      async () => {
        await through(this.parts.gateway, invocation, { ...point, operation: 'start' }, nothing);
        const handler = (await outsideInvocation(() => this.parts.handlers()))[appFunction.exportName];
        if (typeof handler !== 'function') throw new Error(`src/index exports no function ${appFunction.exportName}.`);
        const result: unknown = await (handler as (payload: unknown, context: unknown) => unknown)(
          overTheWire(payload),
          this.#context(accountId),
        );
        return overTheWire(result);
      },
      async () => {
        await through(this.parts.gateway, invocation, { ...point, operation: 'end' }, nothing);
      },
    );
    return invocation;
  }

  /** Those that are not over; asking them ends what has run past its deadline. */
  stillRunning(): Invocation[] {
    return [...this.running].filter((invocation) => !invocation.isOver);
  }

  #ports(): InvocationPorts {
    const { clock, virtualClock } = this.parts;
    return {
      fetch: this.parts.fetch,
      // Outside, because the wall clock asks the very Date that leads here.
      nowMs: virtualClock === undefined ? () => outsideInvocation(() => clock.now()) : () => virtualClock.now(),
      timer: (delayMs, wake) =>
        virtualClock === undefined
          ? realTimer(delayMs, wake)
          : virtualClock.at(clock.now() + Math.max(1, delayMs), wake, true),
      log: (invocation, level, text) => this.#log(invocation, level, text),
    };
  }

  #log(invocation: Invocation, level: LogLevel, text: string): void {
    const { id, functionKey } = invocation.identity;
    const line = { atMs: this.parts.clock.now(), invocationId: id, functionKey, level, text };
    this.parts.meters.logLines++;
    invocation.loggedBytes += Buffer.byteLength(text);
    if (!this.#logLines.take(line.atMs))
      this.parts.problem(`Function ${functionKey} logs more than ${maxLogLinesPerMinute} lines per minute.`);
    if (invocation.loggedBytes > maxLogBytes)
      this.parts.problem(`Function ${functionKey} logs more than 200 KB in one invocation.`);
    this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.shift();
    this.parts.line(line);
  }

  /** Second argument of every handler. */
  #context(accountId: string | undefined): object {
    const { cloudId, installationId, license } = this.parts.identity;
    return {
      installContext: `ari:cloud:jira::site/${cloudId}`,
      ...(accountId === undefined ? {} : { principal: { accountId } }),
      ...(license === undefined ? {} : { license }),
      installation: {
        ari: `ari:cloud:ecosystem::installation/${installationId}`,
        contexts: [`ari:cloud:jira::site/${cloudId}`],
      },
    };
  }

  /** The value of `__forge_runtime__`, as far as the @forge packages read it. */
  #runtime(identity: Invocation['identity']): object {
    const { clock, manifest } = this.parts;
    const { cloudId, installationId, license } = this.parts.identity;
    return {
      proxy: { token: 'local', url: 'http://forge.invalid' },
      contextAri: `ari:cloud:jira::site/${cloudId}`,
      ...(identity.accountId === undefined ? {} : { aaid: identity.accountId }),
      allowedEgress: [],
      tracing: { traceId: identity.id, spanId: identity.id },
      appContext: {
        appId: manifest.appId,
        appVersion: '0.0.0',
        environmentId,
        environmentType: 'DEVELOPMENT',
        invocationId: identity.id,
        installationId,
        functionKey: identity.functionKey,
        moduleType: identity.moduleType,
        moduleKey: identity.moduleKey,
        ...(license === undefined ? {} : { license }),
        permissions: { scopes: manifest.scopes, external: {} },
      },
      lambdaContext: {
        awsRequestId: randomUUID(),
        getRemainingTimeInMillis: () => Math.max(0, identity.deadlineMs - clock.now()),
      },
      container: {},
      metrics: {
        counter: () => ({ incr: ignore, decr: ignore }),
        timing: () => ({ measure: () => ({ stop: ignore }) }),
      },
    };
  }
}

/** @throws Error when the run did not return. */
export function returned(outcome: Outcome, functionKey: string): unknown {
  if (outcome.kind === 'returned') return outcome.value;
  if (outcome.kind === 'threw') throw outcome.error instanceof Error ? outcome.error : new Error(String(outcome.error));
  throw new Error(
    outcome.kind === 'killed'
      ? `Function ${functionKey} was killed.`
      : `Function ${functionKey} took longer than its time limit.`,
  );
}

function overTheWire(value: unknown): unknown {
  const text = JSON.stringify(value);
  if (text === undefined) return undefined;
  const bytes = Buffer.byteLength(text);
  if (bytes > maxPayloadBytes) throw new Error(`A payload has ${bytes} bytes; 5 MB are allowed.`);
  return JSON.parse(text);
}

function realTimer(delayMs: number, wake: () => void): () => void {
  const timer = outsideInvocation(() => setTimeout(wake, delayMs));
  return () => clearTimeout(timer);
}

function ignore(): void {
  // The metrics of the platform lead nowhere here.
}
