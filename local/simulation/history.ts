// What happened in one run, as the invariants need it: every point at which the app waited, every request that Jira really
// got, and every call of a person with its answer and with what that person could see meanwhile. Checkers read only this
// and what is stored at the end, never the app's own opinion of itself.

import type { Fault, FaultPoint, Faults } from '../faults';
import { currentInvocation } from '../forge/invocation';
import { visibilityFor } from '../jira/permissions';
import type { JiraSite } from '../jira/site';
import type { Actor, Product, ProductRequest } from '../product';

export interface PassedPoint extends FaultPoint {
  readonly atMs: number;
  readonly invocationId: string | null;
  readonly accountId: string | null;
  readonly fault: Fault | null;
}

export interface JiraRequest {
  readonly atMs: number;
  readonly request: ProductRequest;
  readonly actor: Actor;
  readonly status: number;
  /** Of the issue that the path names, just before. */
  readonly statusBefore: string | null;
}

/** By what an issue can be told in an answer. */
export interface KnownIssue {
  readonly id: number;
  readonly keys: ReadonlySet<string>;
  /** The word of its title that no other text has. */
  readonly word: string;
}

export interface PersonCall {
  readonly who: string;
  readonly method: string;
  readonly request: unknown;
  readonly startMs: number;
  readonly endMs: number;
  /** Null when the invocation died. */
  readonly answer: {
    readonly ok: boolean;
    readonly value?: unknown;
    readonly failure?: { readonly code: string };
  } | null;
  /** What this person could not see at any moment of the call. */
  readonly hidden: readonly KnownIssue[];
}

export class History {
  readonly points: PassedPoint[] = [];
  readonly requests: JiraRequest[] = [];
  readonly calls: PersonCall[] = [];
  /** Issues that were in Jira at any time. */
  readonly everKnown = new Map<number, KnownIssue>();
  /** When an issue was last changed, moved, created or deleted by a person in Jira. */
  readonly touchedMs = new Map<number, number>();
  readonly #open = new Set<{ readonly who: string; readonly seen: Set<number> }>();

  constructor(
    private readonly nowMs: () => number,
    /** Of the customer whose history this is. */
    private readonly installationId: string,
  ) {}

  /** The same faults; each point is written down. */
  watchedFaults(faults: Faults): Faults {
    return {
      at: (point) => {
        const fault = faults.at(point);
        if (point.installationId !== this.installationId) return fault;
        const identity = currentInvocation()?.identity;
        this.points.push({
          ...point,
          atMs: this.nowMs(),
          invocationId: identity?.id ?? null,
          accountId: identity?.accountId ?? null,
          fault: fault ?? null,
        });
        return fault;
      },
    };
  }

  /** The same product; each request that reached it is written down. */
  watchedProduct(product: Product, site: () => JiraSite | undefined): Product {
    return {
      onEvent: (listener) => product.onEvent(listener),
      handle: async (request, actor) => {
        const statusBefore = statusOf(site(), request.path);
        const atMs = this.nowMs();
        const response = await product.handle(request, actor);
        this.requests.push({ atMs, request, actor, status: response.status, statusBefore });
        return response;
      },
    };
  }

  /** A person's call. What the person can see is noted before, after, and at each change in between. */
  async call(
    site: JiraSite,
    who: string,
    method: string,
    request: unknown,
    answer: () => Promise<unknown>,
  ): Promise<PersonCall['answer']> {
    const open = { who, seen: visibleTo(site, who) };
    this.#open.add(open);
    const startMs = this.nowMs();
    let answered: PersonCall['answer'] = null;
    try {
      answered = (await answer()) as NonNullable<PersonCall['answer']>;
    } catch (error) {
      // A killed or timed out invocation: the person sees that, and the history says that nothing was answered.
      if (!(error instanceof Error)) throw error;
    }
    this.#open.delete(open);
    this.siteChanged(site);
    for (const id of visibleTo(site, who)) open.seen.add(id);
    const hidden = [...this.everKnown.values()].filter(({ id }) => !open.seen.has(id));
    this.calls.push({ who, method, request, startMs, endMs: this.nowMs(), answer: answered, hidden });
    return answered;
  }

  /** Whoever changes the site says so at once: a call in between may show what was visible for a moment. */
  siteChanged(site: JiraSite, ...touched: readonly number[]): void {
    for (const { id, key, formerKeys, summary } of site.state.issues.values()) {
      this.everKnown.set(id, { id, keys: new Set([key, ...formerKeys]), word: summary.split(' ').at(-1) ?? summary });
    }
    for (const id of touched) this.touchedMs.set(id, this.nowMs());
    for (const { who, seen } of this.#open) for (const id of visibleTo(site, who)) seen.add(id);
  }
}

function visibleTo(site: JiraSite, accountId: string): Set<number> {
  const isVisible = visibilityFor(site.state, { kind: 'user', accountId });
  return new Set([...site.state.issues.values()].filter(isVisible).map(({ id }) => id));
}

function statusOf(site: JiraSite | undefined, path: string): string | null {
  const id = /\/issue\/(\d+)\//.exec(path)?.[1];
  return (id === undefined ? undefined : site?.state.issueOf(id)?.status) ?? null;
}
