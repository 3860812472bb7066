// How long the backend took, as this page saw it, told to the backend now and then: after twenty calls, and on one page
// in twenty after the first two, so that pages which ask little are counted too. Names of methods and milliseconds only.

import { invoke } from '@forge/bridge';
import type { CallTiming, MethodName } from '../../src/contract';

const callsTogether = 20;
const sampledShare = 0.05;
const enough = Math.random() < sampledShare ? 2 : callsTogether;
let calls: CallTiming[] = [];

export function noteCall(method: MethodName, ms: number): void {
  calls.push({ method, ms: Math.min(60_000, Math.round(ms)) });
  if (calls.length < enough) return;
  const told = calls;
  calls = [];
  // What gets lost is a figure among many: nobody has to hear of it.
  invoke('health.noteTimings', { calls: told }).catch(() => undefined);
}
