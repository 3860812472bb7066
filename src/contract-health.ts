// The agreement about how the app is doing: the health page and the test that plants a pair. Types only, JSON only.

export type StoredSizeKind = 'texts' | 'lists' | 'pairs' | 'series' | 'statistics' | 'crowds' | 'decisions' | 'audit';

export interface SelfTestCheck {
  readonly check: 'engine' | 'storage' | 'queue' | 'permissions';
  /** Null: passed. */
  readonly problem: string | null;
}
export interface SelfTestView {
  /** False: ask again in a moment. */
  readonly isOver: boolean;
  readonly checks: readonly SelfTestCheck[];
}

export interface HealthView {
  readonly engineVersion: string;
  readonly at: string;
  readonly spaces: readonly {
    readonly projectId: number;
    /** As Jira counts them for the caller. */
    readonly itemsNow: number;
    /** With all spaces of the same analysis; null: never analysed. */
    readonly comparedTogether: number | null;
    readonly finishedAt: string | null;
    readonly isStale: boolean;
    readonly isPartial: boolean;
  }[];
  readonly jobs: readonly {
    readonly job: 'hourly' | 'analysis' | 'changes' | 'cleaning' | 'report';
    /** Null: never. */
    readonly lastAt: string | null;
    readonly isLate: boolean;
  }[];
  /** Of the last hour's work; what failed is tried again in each hour. */
  readonly choreFailures: readonly {
    readonly chore:
      'summaries' | 'analyses' | 'schedules' | 'repeats' | 'audit' | 'cleaning' | 'accounts' | 'functions';
    readonly code: string;
    readonly since: string;
  }[];
  readonly queue: {
    readonly liveScans: number;
    readonly stalledScans: number;
    readonly oldestSince: string | null;
    readonly waitingChanges: number;
  };
  /** Of the results that hold now, of decisions and of the audit log. Sizes are taken from some values of each kind. */
  readonly storage: readonly { readonly kind: StoredSizeKind; readonly values: number; readonly bytes: number }[];
  /** As pages saw it today and yesterday, in classes that are half as long again each; the slowest first. */
  readonly timings: readonly {
    readonly method: string;
    readonly calls: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
  }[];
  readonly points: { readonly usedThisHour: number; readonly budgetPerHour: number };
  readonly failures: readonly { readonly scanId: string; readonly code: string; readonly at: string }[];
  readonly connection: readonly {
    readonly check: 'permissions' | 'link-types' | 'storage';
    readonly problem: string | null;
  }[];
}

/** How long one call took, as a page saw it. */
export interface CallTiming {
  readonly method: string;
  /** In [0, 60000]. */
  readonly ms: number;
}

/** `jira:adminPage`; the last one from every page, now and then. */
export interface HealthMethods {
  'health.read': (request: Record<string, never>) => HealthView;
  'health.startSelfTest': (request: Record<string, never>) => { readonly testId: string };
  'health.selfTest': (request: { readonly testId: string }) => SelfTestView;
  /** 1 to 50 calls. */
  'health.noteTimings': (request: { readonly calls: readonly CallTiming[] }) => Record<string, never>;
}
