// Which list of the panel a candidate stands in. What was decided leaves the lists; what looks alike and is done already
// may be a regression; of the rest, the engine's tier tells possible duplicates from what is merely similar. Pure.

import type { PanelCandidate, ReviewView, Verdict } from '../contract';

export interface SortedCandidates {
  readonly duplicates: readonly PanelCandidate[];
  readonly similar: readonly PanelCandidate[];
  readonly fixedBefore: readonly PanelCandidate[];
  readonly decided: readonly PanelCandidate[];
  /** Similar ones below the threshold. */
  readonly hiddenCount: number;
}

/** `threshold` in [0, 1]. It never hides what the engine takes for a duplicate: a named reason beats a low score. */
export function sortCandidates(candidates: readonly PanelCandidate[], threshold: number): SortedCandidates {
  const isDecided = ({ review }: PanelCandidate): boolean => verdictOf(review) !== null;
  const open = candidates.filter((candidate) => !isDecided(candidate));
  const shown = open.filter(({ tier, score }) => tier !== 'none' || score >= threshold);
  const unfixed = shown.filter((candidate) => !isDone(candidate));
  return {
    duplicates: unfixed.filter(({ tier }) => tier !== 'none'),
    similar: unfixed.filter(({ tier }) => tier === 'none'),
    fixedBefore: shown.filter(isDone),
    decided: candidates.filter(isDecided),
    hiddenCount: open.length - shown.length,
  };
}

function isDone({ issue }: PanelCandidate): boolean {
  return issue.resolutionName !== null || issue.statusCategory === 'done';
}

/** Said, and not to be asked again. */
export function verdictOf({ verdict, askedAgainSince }: ReviewView): Verdict | null {
  return askedAgainSince === null ? verdict : null;
}
