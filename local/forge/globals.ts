// The globals that the genuine @forge packages look for, and the ones that make the app live in the host's time.
// They are set once for the whole process and ask at each use which invocation is running, so hosts, installations
// and runs can be interleaved freely. Outside of an invocation everything is as it was.

import { AsyncResource } from 'node:async_hooks';
import { format } from 'node:util';
import { currentInvocation, never, type FetchInit, type FetchMeta, type LogLevel } from './invocation';

const mark = Symbol.for('backlog-intelligence.local-forge-globals');

const consoleLevels = {
  log: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
  warn: 'warn',
  error: 'error',
} as const satisfies Record<string, LogLevel>;

export function installGlobals(): void {
  if (mark in globalThis) return;
  Object.defineProperty(globalThis, mark, { value: true });
  // An accessor, because @forge/kvs reads it while its module loads, before any invocation exists.
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => currentInvocation()?.runtime,
  });
  Object.defineProperty(globalThis, '__forge_fetch__', { configurable: true, value: forgeFetch });
  globalThis.Date = dateOfTheHost(globalThis.Date);
  replaceTimers();
  for (const [method, level] of Object.entries(consoleLevels))
    replaceConsole(method as keyof typeof consoleLevels, level);
}

async function forgeFetch(meta: FetchMeta, path: unknown, init: FetchInit = {}): Promise<Response> {
  const invocation = currentInvocation();
  if (invocation === undefined) throw new Error(`${String(path)} was requested outside of an invocation.`);
  if (invocation.isOver) return never();
  return invocation.ports.fetch(invocation, meta, String(path), init);
}

function dateOfTheHost(real: DateConstructor): DateConstructor {
  const now = () => {
    const invocation = currentInvocation();
    return invocation === undefined ? real.now() : invocation.ports.nowMs();
  };
  return new Proxy(real, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new real(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown)),
  });
}

interface HostTimer {
  cancel(): void;
}

/** A sleep inside an invocation is a sleep on the host's clock, and ends with the invocation. */
function replaceTimers(): void {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const hostTimers = new WeakMap<object, HostTimer>();
  const set = (callback: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]) => {
    const invocation = currentInvocation();
    if (invocation === undefined) return realSet(callback, delayMs, ...args);
    // Bound, because the clock is moved by somebody who is not this invocation.
    const wake = AsyncResource.bind(() => {
      if (!invocation.isOver) callback(...args);
    });
    const cancel = invocation.ports.timer(delayMs, wake);
    const handle = { ref: () => handle, unref: () => handle, hasRef: () => true };
    hostTimers.set(handle, { cancel });
    return handle;
  };
  const clear = (handle: unknown) => {
    const timer = typeof handle === 'object' && handle !== null ? hostTimers.get(handle) : undefined;
    if (timer === undefined) realClear(handle as NodeJS.Timeout);
    else timer.cancel();
  };
  globalThis.setTimeout = Object.assign(set, realSet) as unknown as typeof setTimeout;
  globalThis.clearTimeout = clear as typeof clearTimeout;
}

function replaceConsole(method: keyof typeof consoleLevels, level: LogLevel): void {
  const real = console[method].bind(console) as (...args: unknown[]) => void;
  console[method] = (...args: unknown[]) => {
    const invocation = currentInvocation();
    if (invocation === undefined) real(...args);
    else invocation.ports.log(invocation, level, format(...args));
  };
}
