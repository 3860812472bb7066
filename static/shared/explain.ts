// Puts failures, tiers and evidence into words. The engine says what speaks for and against a pair as data; only here
// does it become sentences, the same ones on the panel and on the page.

import type { AppFailure, Evidence, EvidenceKind, Tier } from '../../src/contract';
import type { Words } from './text';

const maxTerms = 6;

export interface Reason {
  readonly label: string;
  /** Words as they stand in both work items, strongest first; at most six. */
  readonly terms: readonly string[];
}

export function reasonsOf(evidence: readonly Evidence[], words: Words): readonly Reason[] {
  return evidence.map(({ kind, field, terms }) => {
    const place = kind === 'shared-terms' && field ? ` ${words.say(placeKeys[field])}` : '';
    return { label: words.say(`evidence.${kind}`) + place, terms: terms.slice(0, maxTerms) };
  });
}

/** For lists that know the kinds only, not the words. */
export function explainKind(kind: EvidenceKind, words: Words): string {
  return words.say(`evidence.${kind}`);
}

/** "Same error code: E4012" for places that hold plain text only. */
export function reasonSentence({ label, terms }: Reason): string {
  return terms.length > 0 ? `${label}: ${terms.join(', ')}` : label;
}

export function tierName(tier: Tier, words: Words): string {
  return words.say(`tier.${tier}`);
}

export function failureSentence(failure: AppFailure, words: Words): string {
  const sentence = words.say(`failure.${failure.code}`, { message: failure.message });
  if (failure.retryAfterSeconds === undefined) return sentence;
  return `${sentence} ${words.say('failure.wait', { count: failure.retryAfterSeconds })}`;
}

const placeKeys = { summary: 'evidence.inSummary', prose: 'evidence.inProse', code: 'evidence.inCode' } as const;
