// "Once more, later", as Forge understands it from a consumer and from a trigger: a returned InvocationError. What a
// trigger throws is lost, and what a consumer throws comes back at a time of the platform's choosing.

import { InvocationError, InvocationErrorCode } from '@forge/events';
import { limits } from '../src/limits';

export function again(afterSeconds: number): InvocationError {
  const retryAfter = Math.min(limits.maxRetrySeconds, Math.max(1, afterSeconds));
  // retryData is never left out: without it the platform's wrapper refuses the answer of a function that runs long.
  return new InvocationError({ retryAfter, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData: {} });
}
