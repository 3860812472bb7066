// What Jira counts and when it says "not now": points of an hour, requests of a second for each endpoint and method, and
// writes to one issue. Each refusal is a 429 with the headers by which a client can tell them apart.
// source: developer.atlassian.com/cloud/jira/platform/rate-limiting

import type { Clock } from '../clock';
import { JiraError } from './jira-error';

export interface Limits {
  readonly pointsPerHour: number;
  readonly burstPerSecond: {
    readonly GET: number;
    readonly POST: number;
    readonly PUT: number;
    readonly DELETE: number;
  };
  /** GET of one issue and the approximate count have a wider bucket. */
  readonly wideBurstPerSecond: number;
  readonly writesPerIssue: readonly { readonly most: number; readonly withinMs: number }[];
}

/** The limits as documented for an app in the shared pool. */
export const documentedLimits: Limits = {
  pointsPerHour: 65_000,
  burstPerSecond: { GET: 100, POST: 100, PUT: 50, DELETE: 50 },
  wideBurstPerSecond: 150,
  writesPerIssue: [
    { most: 20, withinMs: 2_000 },
    { most: 100, withinMs: 30_000 },
  ],
};

/** For runs on a clock that stands still, where "requests of one second" means nothing. */
export const noLimits: Limits = {
  pointsPerHour: Infinity,
  burstPerSecond: { GET: Infinity, POST: Infinity, PUT: Infinity, DELETE: Infinity },
  wideBurstPerSecond: Infinity,
  writesPerIssue: [],
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const hourMs = 3_600_000;

export class Meter {
  private usedThisHour = 0;
  private usedEver = 0;
  private hourStartMs = 0;
  private readonly recentRequests = new Map<string, number[]>();
  private readonly recentWrites = new Map<number, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
  ) {}

  get pointsUsed(): number {
    return this.usedEver;
  }

  spend(points: number): void {
    this.turnHour();
    this.usedThisHour += points;
    this.usedEver += points;
  }

  /** Before an operation: the hour's points and the burst of this endpoint. @throws JiraError 429 */
  admit(method: Method, endpoint: string, isWide: boolean): void {
    this.turnHour();
    const { pointsPerHour, burstPerSecond, wideBurstPerSecond } = this.limits;
    if (this.usedThisHour >= pointsPerHour) {
      const resetMs = this.hourStartMs + hourMs;
      throw this.refusal('jira-quota-global-based', resetMs, pointsPerHour);
    }
    const most = isWide ? wideBurstPerSecond : burstPerSecond[method];
    const freeMs = this.pushWithin(this.recentRequests, `${method} ${endpoint}`, most, 1_000);
    if (freeMs !== null) throw this.refusal('jira-burst-based', freeMs, most);
  }

  /** Before a write to one issue. @throws JiraError 429 */
  admitWrite(issueId: number): void {
    for (const { most, withinMs } of this.limits.writesPerIssue) {
      const recent = this.recentWrites.get(issueId)?.filter((at) => at > this.clock.now() - withinMs) ?? [];
      if (recent.length >= most)
        throw this.refusal('jira-per-issue-on-write', (recent[recent.length - most] ?? 0) + withinMs, most);
    }
    const longestMs = Math.max(0, ...this.limits.writesPerIssue.map(({ withinMs }) => withinMs));
    const recent = this.recentWrites.get(issueId)?.filter((at) => at > this.clock.now() - longestMs) ?? [];
    this.recentWrites.set(issueId, [...recent, this.clock.now()]);
  }

  /** On every answer, so that a client can slow down before it is told to. */
  headers(): Readonly<Record<string, string>> {
    const { pointsPerHour } = this.limits;
    if (!Number.isFinite(pointsPerHour)) return {};
    const remaining = Math.max(0, pointsPerHour - this.usedThisHour);
    return {
      'X-RateLimit-Limit': String(pointsPerHour),
      'X-RateLimit-Remaining': String(remaining),
      'X-RateLimit-Reset': new Date(this.hourStartMs + hourMs).toISOString(),
      'X-RateLimit-NearLimit': String(remaining < pointsPerHour / 5),
    };
  }

  /** Null and noted when there is room, else the time at which there will be. */
  private pushWithin(recentOf: Map<string, number[]>, key: string, most: number, withinMs: number): number | null {
    if (!Number.isFinite(most)) return null;
    const nowMs = this.clock.now();
    const recent = (recentOf.get(key) ?? []).filter((at) => at > nowMs - withinMs);
    recentOf.set(key, recent);
    if (recent.length >= most) return (recent[0] ?? nowMs) + withinMs;
    recent.push(nowMs);
    return null;
  }

  private refusal(reason: string, freeMs: number, limit: number): JiraError {
    const seconds = Math.max(1, Math.ceil((freeMs - this.clock.now()) / 1_000));
    const resetAt = new Date(freeMs).toISOString();
    return new JiraError(
      429,
      ['Rate limit exceeded.'],
      {},
      {
        'Retry-After': String(seconds),
        'RateLimit-Reason': reason,
        'X-RateLimit-Limit': String(limit),
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': resetAt,
        'X-RateLimit-NearLimit': 'true',
        RateLimit: `"${reason}";r=0;t=${seconds}`,
        'RateLimit-Policy': `"${reason}";q=${limit}`,
      },
    );
  }

  /** Points come back at the top of the hour in UTC. */
  private turnHour(): void {
    const startMs = Math.floor(this.clock.now() / hourMs) * hourMs;
    if (startMs === this.hourStartMs) return;
    this.hourStartMs = startMs;
    this.usedThisHour = 0;
  }
}
