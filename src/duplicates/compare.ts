// Two issues side by side for one viewer, who must be allowed to see both now. How well they match and why, the list says
// from which they were chosen.

import type { Comparison } from '../contract';
import { AppError } from '../errors';
import { issueViewOf } from '../issue';
import type { ControlContext } from '../scan/control';
import { textSettingsOf } from '../scan/word-rules';
import { compareFields, compareTexts } from './compare-texts';

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
  const [coverage, settings] = await Promise.all([
    context.stores.coverage(a.project.id).read(),
    context.stores.readSettings(),
  ]);
  return {
    a: issueViewOf(a),
    b: issueViewOf(b),
    ...compareTexts(a, b, textSettingsOf(coverage?.value.results ?? {})),
    fields: compareFields(a, b),
    hasExplanations: settings.explanations.isOn,
  };
}
