// What only the whole site can tell of two work items: that the words in which their titles differ name two parts of one
// piece of work, or two fillings of one pattern. Two texts alone look like "same reporter, different title" then.

import type { Evidence, EvidenceKind } from '../similarity/evidence';
import type { PatternKind } from '../similarity/series';

/** With the named reason in the place of those that were guessed from two texts. */
export function againstWithPattern(
  guessed: readonly Evidence[],
  reasons: readonly EvidenceKind[],
): readonly Evidence[] {
  const kind = patternAmong(reasons);
  if (kind === null) return guessed;
  const isGuess = (one: Evidence) => one.kind === 'title-slot' || one.kind === 'same-reporter-different-title';
  const terms = guessed.filter(isGuess).flatMap((one) => one.terms);
  const named: Evidence = { kind, field: terms.length > 0 ? 'summary' : null, terms, contribution: 0 };
  return [named, ...guessed.filter((one) => !isGuess(one))];
}

function patternAmong(reasons: readonly EvidenceKind[]): PatternKind | null {
  if (reasons.includes('sibling')) return 'sibling';
  return reasons.includes('pattern') ? 'pattern' : null;
}
