// The order of one issue's candidates. Likeness of words decides; what changes it was chosen on the shared data sets:
// duplicates come close in time, a text that resembles everything says little, and teams file by component. All of it
// multiplies, so that the order of two candidates does not depend on how long the text is that asks.

const likenessFloor = 0.05;
const hubFloor = 0.1;
const hubExponent = 0.57;
const timeExponent = 0.17;
const timeScaleDays = 15;
const componentWeight = 0.18;

/** What a bulk import does to dates: on a day with more than max(50, 1 %) of all issues, dates say nothing. */
export function isImportDay(issuesOfDay: number, issueCount: number): boolean {
  return issuesOfDay > Math.max(50, issueCount / 100);
}

/** Days between two issues; where either date may come from an import, at least 30. */
export function daysApart(createdMsA: number, createdMsB: number, isEitherImported: boolean): number {
  const days = Math.abs(createdMsA - createdMsB) / 86_400_000;
  return isEitherImported ? Math.max(30, days) : days;
}

/** 1: a component in common. -1: both have components, none in common. 0: one has none. */
export type ComponentMatch = -1 | 0 | 1;

export function matchComponents(a: ArrayLike<number>, b: ArrayLike<number>): ComponentMatch {
  if (a.length === 0 || b.length === 0) return 0;
  for (let at = 0; at < a.length; at++) {
    for (let other = 0; other < b.length; other++) if (a[at] === b[other]) return 1;
  }
  return -1;
}

/**
 * ln(cosine + 0.05) − 0.57·ln(hub + 0.1) − 0.17·ln(1 + days/15) + 0.18·component. Only the order means something.
 * `hub` is the candidate's mean cosine with its own ten nearest issues. The constants are those of a choice model
 * fitted on each half of one data set alone, which gave nearly the same twice.
 * Cosine 0.6, 60 days, hub 0.4, a shared component: −0.1293.
 */
export function rankScore(cosine: number, days: number, hub: number, componentMatch: ComponentMatch): number {
  return rankScoreOf(cosine, days, hubPenalty(hub), componentMatch);
}

/** What an issue's own surroundings cost it as a candidate, whoever asks: worked out once for each issue. */
export function hubPenalty(hub: number): number {
  return hubExponent * Math.log(hub + hubFloor);
}

/** `rankScore` with the candidate's penalty instead of its hub. */
export function rankScoreOf(cosine: number, days: number, penalty: number, componentMatch: ComponentMatch): number {
  return (
    Math.log(cosine + likenessFloor) -
    penalty -
    timeExponent * Math.log(1 + days / timeScaleDays) +
    componentWeight * componentMatch
  );
}
