// The order of one issue's candidates. Likeness of words decides; what changes it is small, and was chosen on the
// shared data sets: duplicates come close in time, a text that resembles everything says little, and teams file by
// component.

/** What a bulk import does to dates: on a day with more than max(50, 1 %) of all issues, dates say nothing. */
export function isImportDay(issuesOfDay: number, issueCount: number): boolean {
  return issuesOfDay > Math.max(50, issueCount / 100);
}

/** Days between two issues where either date may come from an import: then at least 30. */
export function daysApart(createdMsA: number, createdMsB: number, eitherImported: boolean): number {
  const days = Math.abs(createdMsA - createdMsB) / 86_400_000;
  return eitherImported ? Math.max(30, days) : days;
}

/** 1: a component in common. -1: both have components, none in common. 0: one has none. */
export type ComponentMatch = -1 | 0 | 1;

export function matchComponents(a: readonly number[], b: readonly number[]): ComponentMatch {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((component) => b.includes(component)) ? 1 : -1;
}

/**
 * cosine − 0.05·ln(1 + days/30) − 0.25·hub + 0.03·component. `hub` is the candidate's mean cosine with its own ten
 * nearest issues. For cosine 0.6, 60 days, hub 0.4 and a shared component: 0.4751.
 */
export function rankScore(cosine: number, days: number, hub: number, componentMatch: ComponentMatch): number {
  return cosine - 0.05 * Math.log(1 + days / 30) - 0.25 * hub + 0.03 * componentMatch;
}
