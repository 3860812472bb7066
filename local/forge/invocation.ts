// One run of one app function: who it runs for, until when, and what it may reach. The app finds it through
// AsyncLocalStorage, so two installations and many runs share one process and none sees another's identity.
// A run that was killed, timed out or has answered is over: whatever it still awaits never continues, as in a
// frozen Lambda.

import { AsyncLocalStorage } from 'node:async_hooks';

export type Outcome =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'killed' };

/** What `__forge_fetch__` gets as its first argument. */
export interface FetchMeta {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
  readonly contextAri?: string;
}

export interface FetchInit {
  readonly method?: string;
  readonly headers?: unknown;
  readonly body?: unknown;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What the run may reach of the host. */
export interface InvocationPorts {
  fetch(invocation: Invocation, meta: FetchMeta, path: string, init: FetchInit): Promise<Response>;
  log(invocation: Invocation, level: LogLevel, text: string): void;
  nowMs(): number;
  /** Returns the way to cancel. */
  timer(delayMs: number, wake: () => void): () => void;
}

interface InvocationIdentity {
  readonly id: string;
  readonly functionKey: string;
  readonly moduleKey: string;
  readonly moduleType: string;
  /** The person on whose behalf it runs; absent in the background. */
  readonly accountId: string | undefined;
  /** The first invocation of a chain of pushes; the platform counts the pushes of all its descendants. */
  readonly chainId: string;
  readonly deadlineMs: number;
}

/** Jira's work for the app of an installation: the events that it causes are known by it as the app's own. */
class WorkOf {
  constructor(readonly installationId: string) {}
}

/** One for everything that is to be known along a chain of promises, since each of them makes every promise slower. */
const current = new AsyncLocalStorage<Invocation | WorkOf | undefined>();

export class Invocation {
  readonly over: Promise<Outcome>;
  loggedBytes = 0;
  #isOver = false;
  #resolve!: (outcome: Outcome) => void;

  constructor(
    readonly identity: InvocationIdentity,
    /** The value of `__forge_runtime__` during this run. */
    readonly runtime: object,
    readonly ports: InvocationPorts,
  ) {
    this.over = new Promise((resolve) => (this.#resolve = resolve));
  }

  /** Also over is what has reached its deadline, even if nobody has looked at the clock since. */
  get isOver(): boolean {
    if (!this.#isOver && this.ports.nowMs() >= this.identity.deadlineMs) this.finish({ kind: 'timed-out' });
    return this.#isOver;
  }

  finish(outcome: Outcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#resolve(outcome);
  }

  /** Runs the handler as this invocation. The outcome comes through `over`, perhaps without the handler's consent. */
  run(handler: () => unknown, atEnd: () => Promise<void>): void {
    void current.run(this, async () => {
      let outcome: Outcome;
      try {
        outcome = { kind: 'returned', value: await handler() };
      } catch (error) {
        outcome = { kind: 'threw', error };
      }
      if (this.isOver) return;
      await atEnd();
      this.finish(outcome);
    });
  }
}

export function currentInvocation(): Invocation | undefined {
  const store = current.getStore();
  return store instanceof Invocation ? store : undefined;
}

/** Host code that runs on behalf of a call is not the app: it sees the real clock and console. */
export function outsideInvocation<T>(work: () => T): T {
  // Not `exit`, which takes the storage out of Node's list and puts it back each time.
  return current.run(undefined, work);
}

export function asWorkOf<T>(installationId: string, work: () => T): T {
  return current.run(new WorkOf(installationId), work);
}

export function isWorkOf(installationId: string): boolean {
  const store = current.getStore();
  return store instanceof WorkOf && store.installationId === installationId;
}

/** When nothing runs any more: until the next run, promises of this process are as fast as they were before the first. */
export function forgetContexts(): void {
  current.disable();
}

/** What a run that is over gets to await. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
