// The agreement about explanations by Atlassian's language model: only where the app was deployed with it, only when an
// administrator has switched it on, and only as a sentence beside what the app found without it. Types only, JSON only.

export type ExplanationVerdict = 'same' | 'different' | 'uncertain';

/** Everything but `explained` says why there is no sentence; the pair is the same with and without it. */
export type ExplanationView =
  | {
      readonly state: 'explained';
      readonly verdict: ExplanationVerdict;
      /** Written by a machine that has read what people wrote: plain text of at most 240 characters, never markup. */
      readonly sentence: string;
    }
  | { readonly state: 'off' | 'not-deployed' | 'not-ambiguous' | 'used-up' | 'no-answer' }
  /** The model failed several times, or asked to wait: nobody asks it before then. ISO 8601. */
  | { readonly state: 'paused'; readonly until: string };

/** What was used since midnight UTC. */
export interface ExplanationUse {
  readonly asked: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface ExplanationStatus {
  readonly model: 'ready' | 'not-deployed' | 'unreachable';
  readonly isOn: boolean;
  readonly perDay: number;
  readonly today: ExplanationUse;
  /** ISO 8601. */
  readonly pausedUntil: string | null;
}

/** The first from the comparison of two work items, the second from `jira:adminPage`. */
export interface ExplanationMethods {
  'explanation.pair': (request: {
    readonly a: number;
    readonly b: number;
    /** In which language the sentence is written. */
    readonly language: 'en-US' | 'de-DE' | 'ja-JP';
  }) => ExplanationView;
  'explanation.status': (request: Record<string, never>) => ExplanationStatus;
}
