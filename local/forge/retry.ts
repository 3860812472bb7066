// Whether a delivery is done, comes again, or is given up. Pure, so that the platform's rules can be read in one place.
// source: Forge documentation, "Async events API" (retention window, InvocationError) and "Events" (at most four retries).

import type { Outcome } from './invocation';
import type { Letter } from './mailbox';

type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly letter: Letter }
  | { readonly kind: 'given-up'; readonly reason: string };

export const retryLimits = {
  retentionMs: 24 * 3_600_000,
  maxRetryAfterSeconds: 900,
  maxRetryDataBytes: 4096,
  maxProductRetries: 4,
  longestBackoffMs: 900_000,
} as const;

interface RetryRequest {
  readonly retryAfter: number;
  readonly retryReason: string;
  readonly retryData: unknown;
}

/** @param isLongRunning the consumer may run for more than 55 s; its retries must carry retryData */
export function afterDelivery(letter: Letter, outcome: Outcome, nowMs: number, isLongRunning: boolean): Verdict {
  if (outcome.kind === 'returned') {
    const request = retryRequest(outcome.value);
    if (request === undefined) return { kind: 'done' };
    const refusal = refusalOf(request, isLongRunning);
    if (refusal !== undefined) return { kind: 'given-up', reason: refusal };
    return again(letter, nowMs, request.retryAfter * 1000, request.retryReason, request.retryData);
  }
  // A product event whose handler throws is not sent again; the trigger has to ask for it.
  if (letter.kind === 'product' && outcome.kind === 'threw') return { kind: 'given-up', reason: 'the handler threw' };
  const reason = {
    threw: 'FUNCTION_PLATFORM_UNKNOWN_ERROR',
    'timed-out': 'FUNCTION_TIME_OUT',
    killed: 'FUNCTION_OUT_OF_MEMORY',
  }[outcome.kind];
  const backoffMs = Math.min(retryLimits.longestBackoffMs, 1000 * 2 ** letter.retryCount);
  return again(letter, nowMs, backoffMs, reason, letter.retryData);
}

function again(letter: Letter, nowMs: number, delayMs: number, retryReason: string, retryData: unknown): Verdict {
  const notBeforeMs = nowMs + delayMs;
  const retryCount = letter.retryCount + 1;
  if (letter.kind === 'product' && retryCount > retryLimits.maxProductRetries)
    return { kind: 'given-up', reason: 'four retries were used' };
  if (letter.kind === 'async' && notBeforeMs > letter.acceptedAtMs + retryLimits.retentionMs) {
    return { kind: 'given-up', reason: 'the retention window of 24 hours is over' };
  }
  return {
    kind: 'again',
    letter: { ...letter, notBeforeMs, retryCount, retryReason, ...(retryData === undefined ? {} : { retryData }) },
  };
}

/** What `new InvocationError(...)` of @forge/events becomes when a handler returns it. */
function retryRequest(value: unknown): RetryRequest | undefined {
  if (typeof value !== 'object' || value === null || (value as { readonly _retry?: unknown })._retry !== true)
    return undefined;
  const options = (value as { readonly retryOptions?: Partial<RetryRequest> }).retryOptions ?? {};
  return {
    retryAfter: options.retryAfter ?? 1,
    retryReason: options.retryReason ?? 'FUNCTION_RETRY_REQUEST',
    retryData: options.retryData,
  };
}

function refusalOf({ retryAfter, retryData }: RetryRequest, isLongRunning: boolean): string | undefined {
  if (retryAfter > retryLimits.maxRetryAfterSeconds) return `retryAfter is ${retryAfter} s; 900 are allowed`;
  if (retryData === undefined)
    return isLongRunning ? 'a consumer that may run longer than 55 s must give retryData' : undefined;
  if (typeof retryData !== 'object' || retryData === null || Array.isArray(retryData))
    return 'retryData must be an object';
  const bytes = Buffer.byteLength(JSON.stringify(retryData));
  return bytes > retryLimits.maxRetryDataBytes ? `retryData has ${bytes} bytes; 4096 are allowed` : undefined;
}
