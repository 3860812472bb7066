// Two issues side by side for one viewer, who must be allowed to see both now. How well they match is told only when an
// analysis has learned how rare their words are.

import type { Comparison } from '../contract';
import { AppError } from '../errors';
import { issueViewOf } from '../issue';
import type { ControlContext } from '../scan/control';
import { textSettingsOf } from '../scan/word-rules';
import type { Statistics } from '../similarity/statistics';
import { decodeStatistics } from '../similarity/statistics-bytes';
import { compareFields, compareTexts } from './compare-texts';
import type { CoverageRecord } from '../storage/stores';
import { explainPair } from './find';

export async function comparePair(
  ids: { readonly a: number; readonly b: number },
  context: ControlContext,
): Promise<Comparison> {
  if (ids.a === ids.b) throw new AppError('BAD_INPUT', 'b: A work item cannot be compared with itself.');
  const seen = await context.viewer.readIssues([ids.a, ids.b]);
  const a = seen.get(ids.a);
  const b = seen.get(ids.b);
  if (a === undefined || b === undefined) {
    throw new AppError('NOT_FOUND', 'One of these work items does not exist, or you may not see it.');
  }
  const [known, settings] = await Promise.all([statisticsFor(a.project.id, context), context.stores.readSettings()]);
  return {
    a: issueViewOf(a),
    b: issueViewOf(b),
    ...compareTexts(a, b, textSettingsOf(known?.results ?? {})),
    fields: compareFields(a, b),
    match: known === null ? null : explainPair(a, b, known.statistics, known.results),
    hasExplanations: settings.explanations.isOn,
  };
}

interface Known {
  readonly statistics: Statistics;
  readonly results: CoverageRecord['results'];
}

async function statisticsFor(projectId: number, { stores }: ControlContext): Promise<Known | null> {
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) return null;
  const { results } = coverage;
  return { results, statistics: decodeStatistics(await stores.results.read(results.statistics)) };
}
