// The mapping of one project, read and saved. Everybody who may browse the project may read how its duplicates are
// closed; its administrators change it. A rule of "never touch" must be understood by Jira before it is saved, because one
// that cannot be evaluated later stops every action of the project.

import type { CommentPreview, Mapping, MappingView } from '../contract';
import { AppError } from '../errors';
import { mustBrowse } from '../scan/control';
import { noteSpace } from '../storage/known-spaces';
import { commentLines, unknownPlaceholders } from './comment-template';
import { defaultMapping, type MappingRules } from './mapping';
import type { DecisionContext } from './review-context';

export async function readMapping(projectId: number, context: DecisionContext): Promise<MappingView> {
  const { jira, stores, viewer } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const [record, linkTypes, resolutions, statuses] = await Promise.all([
    stores.mapping(projectId).read(),
    jira.linkTypes(),
    jira.resolutions(),
    jira.closedStatuses(projectId),
  ]);
  return {
    mapping: { version: record?.version ?? 0, ...(record?.value ?? defaultMapping) },
    isDefault: record === null,
    canSave: permissions.isSiteAdmin || permissions.administered.has(projectId),
    linkTypes,
    resolutions,
    statuses,
  };
}

export async function saveMapping(projectId: number, mapping: Mapping, context: DecisionContext): Promise<MappingView> {
  const { viewer, stores } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  if (!permissions.isSiteAdmin && !permissions.administered.has(projectId)) {
    throw new AppError('NOT_ALLOWED', 'Only administrators of the space can change how duplicates are closed.');
  }
  for (const { name, jql } of mapping.guards) {
    const errors = await viewer.jqlErrors(jql);
    if (errors.length > 0) throw new AppError('BAD_JQL', `${name}: ${errors.join(' ')}`);
  }
  await mustExist(projectId, mapping, context);
  const { version, ...rules } = mapping;
  await noteSpace(projectId, stores);
  const isSaved = await stores.mapping(projectId).swap(version, rules satisfies MappingRules);
  if (!isSaved) throw new AppError('CONFLICT', 'Somebody else has changed this. Load the page again.');
  return readMapping(projectId, context);
}

/** What Jira does not have would make every later plan of the project impossible. @throws AppError */
async function mustExist(projectId: number, mapping: Mapping, { jira }: DecisionContext): Promise<void> {
  const has = (all: readonly { readonly id: string }[], id: string | null): boolean =>
    id === null || all.some((one) => one.id === id);
  const { linkTypeId, statusId, resolutionId } = mapping;
  if (linkTypeId !== null && !has(await jira.linkTypes(), linkTypeId))
    throw new AppError('BAD_INPUT', 'This site does not have the chosen link type any more.');
  if (statusId !== null && !has(await jira.closedStatuses(projectId), statusId))
    throw new AppError('BAD_INPUT', 'No workflow of this space ends in the chosen status any more.');
  if (resolutionId !== null && !has(await jira.resolutions(), resolutionId))
    throw new AppError('BAD_INPUT', 'This site does not have the chosen resolution any more.');
}

/** The comment with stand-ins for the two keys. */
export function previewComment(template: string): CommentPreview {
  return {
    paragraphs: commentLines(template, { canonical: 'KEEP-1', duplicate: 'COPY-2' }),
    unknownPlaceholders: unknownPlaceholders(template),
  };
}
