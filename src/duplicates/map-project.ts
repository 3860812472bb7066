// The mapping of one project, read and saved. Everybody who may browse the project may read how its duplicates are
// closed; its administrators change it. A rule of "never touch" must be understood by Jira before it is saved, because one
// that cannot be evaluated later stops every action of the project.

import type { Mapping, MappingView } from '../contract';
import { AppError } from '../errors';
import { mustBrowse } from '../scan/control';
import { commentLines } from './comment-template';
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
  const { version, ...rules } = mapping;
  const isSaved = await stores.mapping(projectId).swap(version, rules satisfies MappingRules);
  if (!isSaved) throw new AppError('CONFLICT', 'Somebody else has changed this. Load the page again.');
  return readMapping(projectId, context);
}

/** The comment with stand-ins for the two keys. */
export function previewComment(template: string): { paragraphs: string[] } {
  return { paragraphs: commentLines(template, { canonical: 'KEEP-1', duplicate: 'COPY-2' }) };
}
