// Everything that can go wrong between the app and its platform, asked for by one question: `faults.at(point)`.
// The host asks it at every await of every layer, so a test can kill, refuse, lose, delay, double or age anything
// at an exact place (`killAt`) or by a seed (`randomFaults`), and any run can be repeated from that seed.

export type FaultLayer = 'jira' | 'kvs' | 'queue' | 'llm' | 'event' | 'schedule' | 'process';

/** One place where the app waits for the platform, or the platform decides to call the app. */
export interface FaultPoint {
  readonly layer: FaultLayer;
  /** `set`, `batch/get`, `GET /rest/api/3/search/jql`, `push`, `deliver`, `run`, `start`, `end`. */
  readonly operation: string;
  readonly installationId: string;
  readonly functionKey: string;
}

export type Fault =
  /**
   * The process dies here; `after` means that the effect has happened. The awaiting code never continues. A delivery
   * that dies is made again, a schedule that dies has not fired.
   */
  | { readonly kind: 'kill'; readonly when: 'before' | 'after' }
  /** This answer comes instead, and the effect does not happen. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The effect happens, and the caller gets an error: nobody knows whether it was done. */
  | { readonly kind: 'lose-answer'; readonly status: number }
  /** The effect happens and its answer is changed on the way: a short page, a repeated token, broken JSON. */
  | { readonly kind: 'alter'; readonly alter: (answer: Response) => Promise<Response> }
  /** A call takes longer; a delivery comes later, and so after others that were pushed after it. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A delivery happens twice; the second one `afterMs` later, perhaps while the first one still runs. */
  | { readonly kind: 'duplicate'; readonly afterMs: number }
  /** A schedule does not fire this time. */
  | { readonly kind: 'skip' }
  /** A storage query answers from a state that is `ms` old. */
  | { readonly kind: 'stale'; readonly ms: number }
  /** Only the first `keep` members of a batch or a push are accepted; the rest are reported as failed. */
  | { readonly kind: 'partial'; readonly keep: number };

export interface Faults {
  at(point: FaultPoint): Fault | undefined;
}

export const noFaults: Faults = { at: () => undefined };

/** The fault for this point; one that means nothing there is a mistake of the test, and is told instead of ignored. */
export function faultAt(faults: Faults, point: FaultPoint, problem: (text: string) => void): Fault | undefined {
  const fault = faults.at(point);
  if (fault === undefined || hasMeaning(fault, point)) return fault;
  problem(`A fault of kind ${fault.kind} has no meaning at ${point.layer} ${point.operation}.`);
  return undefined;
}

function hasMeaning({ kind }: Fault, point: FaultPoint): boolean {
  if (kind === 'kill' || kind === 'delay') return true;
  if (point.layer === 'process') return false;
  if (isDelivery(point)) return kind === 'duplicate' || (kind === 'skip' && point.layer === 'schedule');
  if (kind === 'stale') return point.operation.endsWith('query');
  if (kind === 'partial') return canBePartial(point);
  return kind === 'answer' || kind === 'lose-answer' || kind === 'alter';
}

function isDelivery({ layer, operation }: FaultPoint): boolean {
  return operation === 'deliver' || layer === 'schedule';
}

function canBePartial({ operation }: FaultPoint): boolean {
  return operation.startsWith('batch/') || operation === 'push';
}

/** The three 429 answers of Jira, told apart by `RateLimit-Reason`; no `retryAfterSeconds` is a gateway's 429. */
export function tooManyRequests(reason: string, retryAfterSeconds?: number): Fault {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'ratelimit-reason': reason };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  return { kind: 'answer', status: 429, headers, body: '{"errorMessages":["Rate limit exceeded."],"errors":{}}' };
}

export interface CountingFaults extends Faults {
  /** Every point asked so far, in order; its index is the number that `killAt` takes. */
  readonly points: readonly FaultPoint[];
}

/** Injects nothing of its own and counts: the first run of an exhaustive test learns from it how many awaits there are. */
export function countingFaults(inner: Faults = noFaults): CountingFaults {
  const points: FaultPoint[] = [];
  return {
    points,
    at(point) {
      points.push(point);
      return inner.at(point);
    },
  };
}

/** Kills at the point with number `index` (from 0), and at the `times - 1` points after it. */
export function killAt(index: number, when: 'before' | 'after', times = 1): CountingFaults {
  let asked = 0;
  return countingFaults({
    at() {
      const number = asked++;
      return number >= index && number < index + times ? { kind: 'kill', when } : undefined;
    },
  });
}

/** Applies the fault to each point that the condition picks. */
export function faultWhen(condition: (point: FaultPoint, index: number) => boolean, fault: Fault): Faults {
  let index = 0;
  return { at: (point) => (condition(point, index++) ? fault : undefined) };
}

/** Probability of each fault per point where it makes sense, in [0, 1]. */
interface FaultRates {
  readonly kill: number;
  readonly refuse: number;
  readonly loseAnswer: number;
  readonly delay: number;
  readonly duplicate: number;
  readonly skip: number;
  readonly stale: number;
  readonly partial: number;
}

/** Each seed draws its own rates up to `most`, so that some runs are calm, some are storms of one kind only. */
export function swarmRates(seed: number, most: number): FaultRates {
  const random = seededRandom(seed ^ 0x5eed);
  const rate = () => (random() < 0.4 ? 0 : random() * most);
  return {
    kill: rate(),
    refuse: rate(),
    loseAnswer: rate(),
    delay: rate(),
    duplicate: rate(),
    skip: rate(),
    stale: rate(),
    partial: rate(),
  };
}

/** Faults by dice with a seed. The same seed and the same sequence of points give the same faults. */
export function randomFaults(seed: number, rates: FaultRates): Faults & { readonly injected: number } {
  const random = seededRandom(seed);
  let injected = 0;
  const roll = (rate: number) => random() < rate;
  return {
    get injected() {
      return injected;
    },
    at(point) {
      const fault = pick(point, rates, roll, random);
      if (fault !== undefined) injected++;
      return fault;
    },
  };
}

function pick(
  point: FaultPoint,
  rates: FaultRates,
  roll: (rate: number) => boolean,
  random: () => number,
): Fault | undefined {
  if (roll(rates.kill)) return { kind: 'kill', when: random() < 0.5 ? 'before' : 'after' };
  if (point.layer === 'process') return undefined;
  if (isDelivery(point)) {
    if (roll(rates.delay)) return { kind: 'delay', ms: Math.floor(random() * 180_000) };
    if (roll(rates.duplicate)) return { kind: 'duplicate', afterMs: Math.floor(random() * 60_000) };
    return point.layer === 'schedule' && roll(rates.skip) ? { kind: 'skip' } : undefined;
  }
  if (roll(rates.delay)) return { kind: 'delay', ms: Math.floor(random() * 20_000) };
  if (roll(rates.refuse)) return refusal(point.layer, random);
  if (roll(rates.loseAnswer)) return { kind: 'lose-answer', status: random() < 0.5 ? 500 : 504 };
  if (point.operation.endsWith('query') && roll(rates.stale))
    return { kind: 'stale', ms: Math.floor(random() * 60_000) };
  if (canBePartial(point) && roll(rates.partial)) return { kind: 'partial', keep: Math.floor(random() * 3) };
  return undefined;
}

function refusal(layer: FaultLayer, random: () => number): Fault {
  if (random() < 0.4)
    return { kind: 'answer', status: 503, headers: { 'content-type': 'application/json' }, body: '{}' };
  if (layer !== 'jira') {
    const body = '{"code":"RATE_LIMIT_EXCEEDED","message":"Too many requests."}';
    return { kind: 'answer', status: 429, headers: { 'content-type': 'application/json' }, body };
  }
  const reasons = [
    'jira-quota-global-based',
    'jira-quota-tenant-based',
    'jira-burst-based',
    'jira-per-issue-on-write',
    'unknown',
  ];
  const reason = reasons[Math.floor(random() * reasons.length)] ?? 'unknown';
  return tooManyRequests(reason, random() < 0.2 ? undefined : 1 + Math.floor(random() * 60));
}

/** Uniform numbers in [0, 1) from a 32-bit state that steps by a Weyl constant and is scrambled by two multiplications. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 0x1_0000_0000;
  };
}
