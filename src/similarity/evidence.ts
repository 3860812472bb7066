// Why two issues were put side by side, as data. The engine says it, the user interface only puts it into words.

import type { Field } from './document';

export const evidenceKinds = [
  'same-text',
  'same-stack-trace',
  'same-error-code',
  'shared-terms',
  'same-component',
  'close-in-time',
  'different-component',
  'far-in-time',
  'same-reporter-different-title',
  'title-slot',
  'template',
  'many-alike',
  'sibling',
  'pattern',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One reason. `contribution` is this reason's share of the cosine (0 when it is a signal of another kind). */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly field: Field | null;
  /** Words as they stand in the texts that were compared, strongest first; empty for kinds without words. */
  readonly terms: readonly string[];
  readonly contribution: number;
}

/** How sure the engine is. `none` is never shown as a duplicate, only as "similar" by its score. */
export type Tier = 'very-likely' | 'possible' | 'none';

/** Reasons for and against one pair. The contributions in `evidence` sum to `score` (within 1e-6). */
export interface Explanation {
  readonly score: number;
  readonly evidence: readonly Evidence[];
  readonly against: readonly Evidence[];
}
