// What one analysis found that another did not, as one person may see it. Both runs are compared whole, and then only the
// pairs are counted and handed out of which Jira shows this person both work items; the others leave no trace.

import type { AnalysisComparison, RunChanges } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { visiblePairs } from '../duplicates/visible-pairs';
import { AppError } from '../errors';
import { limits } from '../limits';
import { goneAnalysis, knownAnalyses, type KnownAnalysis } from './analyses';
import { changesBetween, decodeRun, type Run, type RunChange } from './run-pairs';
import { areSameWords } from './word-rules';

/** @throws AppError NOT_FOUND, BAD_INPUT */
export async function compareAnalyses(
  request: { readonly projectId: number; readonly beforeId: string; readonly afterId: string },
  context: DecisionContext,
): Promise<AnalysisComparison> {
  const { projectId, beforeId, afterId } = request;
  if (beforeId === afterId) throw new AppError('BAD_INPUT', 'afterId: choose two different analyses.');
  const { known, permissions } = await knownAnalyses(projectId, context);
  const [earlier, later] = [beforeId, afterId].map((id) => known.find(({ scan }) => scan.id === id));
  if (earlier === undefined || later === undefined) throw goneAnalysis();
  const [before, after] = await Promise.all([runOf(earlier, context), runOf(later, context)]);
  const changes = changesBetween(before, after).filter(
    ({ projectA, projectB }) =>
      permissions.browsable.has(projectA) &&
      permissions.browsable.has(projectB) &&
      (projectA === projectId || projectB === projectId),
  );
  const visible = (wanted: (change: RunChange) => boolean): Promise<RunChanges> =>
    visibleChanges(changes.filter(wanted), projectId, context);
  const [found, gone, changed] = await Promise.all([
    visible(({ before: then }) => then === null),
    visible(({ after: now }) => now === null),
    visible(({ before: then, after: now }) => then !== null && now !== null),
  ]);
  return {
    found,
    gone,
    changed,
    floor: Math.max(before.floor, after.floor),
    isSameMeasure: areMeasuredAlike(earlier, later),
  };
}

async function runOf({ scan }: KnownAnalysis, { stores }: DecisionContext): Promise<Run> {
  const bytes = scan.results?.run === undefined ? null : await stores.runs.read(scan.id);
  if (bytes === null) throw new AppError('NOT_FOUND', 'The pairs of this analysis are not kept for comparing.');
  return decodeRun(bytes, scan.projectIds);
}

/** Jira takes a point for 500 pairs; who may see hardly any of very many is not shown the end of the list. */
const maxAsked = 3_000;

async function visibleChanges(
  changes: readonly RunChange[],
  projectId: number,
  context: DecisionContext,
): Promise<RunChanges> {
  const admitsAll = (some: readonly RunChange[]): Promise<readonly RunChange[]> => Promise.resolve(some);
  const wanted = limits.maxRunChanges + 1;
  const shown = await visiblePairs(changes.slice(0, maxAsked), [projectId], wanted, admitsAll, context);
  const rows = shown
    .slice(0, limits.maxRunChanges)
    .map(({ a, b, isOfSeries, before, after }) => ({ a, b, isOfSeries, before, after }));
  return { rows, hasMore: shown.length > limits.maxRunChanges };
}

function areMeasuredAlike({ scan: one }: KnownAnalysis, { scan: other }: KnownAnalysis): boolean {
  if (one.results === null || other.results === null) return false;
  return (
    one.results.engineVersion === other.results.engineVersion &&
    JSON.stringify(one.results.fieldWeights) === JSON.stringify(other.results.fieldWeights) &&
    areSameWords(one.results, other.results)
  );
}
