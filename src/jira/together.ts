// Requests that are under way at once. All of them are awaited even when one is refused: Jira may name another wait for
// each, and only the longest is long enough for whoever asks again.

import { appErrorOf } from '../errors';

/** As `Promise.all`. @throws what was refused, with the longest wait when several were */
export async function together<T extends readonly unknown[]>(
  requests: readonly [...T],
): Promise<{ -readonly [At in keyof T]: Awaited<T[At]> }> {
  const ended = await Promise.allSettled(requests);
  const refusals = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (refusals.length > 0) throw longestWait(refusals);
  return Promise.all(requests);
}

/** The first one when none names a wait, undefined when there is none. */
export function longestWait<T>(refusals: readonly T[]): T | undefined {
  const waitOf = (refusal: T) => appErrorOf(refusal).retryAfterSeconds ?? 0;
  return refusals.reduce<T | undefined>(
    (longest, one) => (longest === undefined || waitOf(one) > waitOf(longest) ? one : longest),
    undefined,
  );
}
