// How duplicates of one project are closed, as its managers set it: link type, status, resolution, comment, what is
// carried over, and what is never touched. Until somebody sets it, Jira's own words decide and nothing is guarded.

import * as v from 'valibot';
import type { Mapping, StepKind } from '../contract';
import { defaultCommentTemplate, maxTemplateCharacters } from './comment-template';

export type MappingRules = Omit<Mapping, 'version'>;

/** In the order of performing: what may be lost last comes first, and a closed issue may refuse everything else. */
export const stepKinds = [
  'link',
  'watchers',
  'vote',
  'labels',
  'components',
  'priority',
  'attachments',
  'comment',
  'transition',
] as const satisfies readonly StepKind[];

const idSchema = v.nullable(v.pipe(v.string(), v.regex(/^[0-9]{1,19}$/)));

export const mappingSchema = v.object({
  linkTypeId: idSchema,
  statusId: idSchema,
  resolutionId: idSchema,
  commentTemplate: v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxTemplateCharacters))),
  steps: v.array(v.picklist(stepKinds)),
  guards: v.pipe(
    v.array(
      v.object({
        name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(100)),
        jql: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_000)),
      }),
    ),
    v.maxLength(10),
  ),
  // Records from before there were any have none.
  customerLabels: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^\S{1,255}$/))), v.maxLength(20)),
    (): string[] => [],
  ),
});

/**
 * Priority stays as it is: raising it is a decision about work, not about duplicates. Attachments stay where they are:
 * a link to one may lead people to where they are not allowed to be.
 */
export const defaultMapping: MappingRules = {
  linkTypeId: null,
  statusId: null,
  resolutionId: null,
  commentTemplate: defaultCommentTemplate,
  steps: ['link', 'watchers', 'vote', 'labels', 'components', 'comment', 'transition'],
  guards: [],
  customerLabels: [],
};

/** Labels are equal in Jira whatever their case. */
export function isCustomers(
  labels: readonly string[],
  { customerLabels }: Pick<MappingRules, 'customerLabels'>,
): boolean {
  const wanted = new Set(customerLabels.map((label) => label.toLowerCase()));
  return labels.some((label) => wanted.has(label.toLowerCase()));
}
