// How much it matters that a pair is answered soon: is one of the two issues open, urgent, wanted by many. Asked of Jira as
// the viewer, in questions that a thousand issues answer for one point; reading a number from each issue would cost a point
// each. Comments have no such question: who comments usually watches, and watchers are asked.

import type { ImpactSign } from '../contract';

export interface ImpactQuestion {
  readonly jql: string;
  readonly weight: number;
  readonly sign: ImpactSign;
}

/** Impact is in [0, 1] and at most doubles a pair, so that no number of votes lifts a bad guess over a good one. */
export const mostFactor = 2;

/**
 * rank = confidence × (1 + impact). The impact of an issue is the sum of the weights of its true questions, which add up to
 * 1; the impact of a pair is the larger one of the two. An open, urgent bug with 6 votes and 3 watchers has
 * 0.15 + 0.25 + (0.15 + 0.1) + 0.1 = 0.75, so with confidence 0.8 its pair has rank 0.8 × 1.75 = 1.4.
 */
export function rankOf(confidence: number, impact: number): number {
  return confidence * (1 + impact);
}

/** `urgentPriorityIds`: those that count as urgent on this site; none leaves the question out. */
export function impactQuestions(urgentPriorityIds: readonly string[]): readonly ImpactQuestion[] {
  const ids = urgentPriorityIds.filter((id) => /^\d+$/.test(id));
  return [
    { jql: 'statusCategory != Done', weight: 0.15, sign: 'open' },
    ...(ids.length === 0 ? [] : [{ jql: `priority in (${ids.join(', ')})`, weight: 0.25, sign: 'urgent' as const }]),
    { jql: 'votes >= 1', weight: 0.15, sign: 'votes' },
    { jql: 'votes >= 5', weight: 0.1, sign: 'votes' },
    { jql: 'votes >= 20', weight: 0.1, sign: 'votes' },
    { jql: 'watchers >= 3', weight: 0.1, sign: 'watchers' },
    { jql: 'watchers >= 10', weight: 0.15, sign: 'watchers' },
  ];
}

/** The most urgent two fifths, as in Highest and High of Jira's five. */
export function urgentPriorities(mostUrgentFirst: readonly string[]): readonly string[] {
  return mostUrgentFirst.slice(0, Math.floor((mostUrgentFirst.length * 2) / 5));
}

export interface Impact {
  readonly impact: number;
  readonly signs: readonly ImpactSign[];
}

/** `holds`: for each question, whether it is true of the issue. */
export function impactOf(questions: readonly ImpactQuestion[], holds: readonly boolean[]): Impact {
  const isTrue = questions.filter((_, index) => holds[index]);
  return {
    impact: Math.min(
      1,
      isTrue.reduce((sum, { weight }) => sum + weight, 0),
    ),
    signs: [...new Set(isTrue.map(({ sign }) => sign))],
  };
}

export function larger(x: Impact, y: Impact): Impact {
  return y.impact > x.impact ? y : x;
}
