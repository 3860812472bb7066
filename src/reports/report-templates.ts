// Templates of exports, kept for a space: which columns in which order, of which pairs, under which name. Everybody who may
// browse the space uses them; its administrators change them, all at once and only over the version that they saw.

import type { ReportTemplate, TemplatesView } from '../contract';
import type { DecisionContext } from '../duplicates/review-context';
import { AppError } from '../errors';
import { mustBrowse } from '../scan/control';
import { noteSpace } from '../storage/known-spaces';

export async function readTemplates(projectId: number, context: DecisionContext): Promise<TemplatesView> {
  const permissions = await context.viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const record = await context.stores.reportTemplates(projectId).read();
  return {
    version: record?.version ?? 0,
    templates: record?.value.templates ?? [],
    canSave: permissions.isSiteAdmin || permissions.administered.has(projectId),
  };
}

/** @throws AppError NOT_ALLOWED, CONFLICT */
export async function saveTemplates(
  request: {
    readonly projectId: number;
    readonly expectedVersion: number;
    readonly templates: readonly ReportTemplate[];
  },
  context: DecisionContext,
): Promise<TemplatesView> {
  const { projectId, expectedVersion, templates } = request;
  const { canSave } = await readTemplates(projectId, context);
  if (!canSave) throw new AppError('NOT_ALLOWED', 'Only administrators of the space can change its templates.');
  const stored = { v: 1 as const, templates: templates.map((one) => ({ ...one, columns: [...one.columns] })) };
  await noteSpace(projectId, context.stores);
  const isSaved = await context.stores.reportTemplates(projectId).swap(expectedVersion, stored);
  if (!isSaved) throw new AppError('CONFLICT', 'Somebody else has changed the templates. Load the page again.');
  return readTemplates(projectId, context);
}
