// What an analysis leaves out besides whole spaces: by work type, component, sprint and team, and of the backlogs of other
// sites. Kept as a person chose it, so that it can be said in words, and turned into one JQL that Jira checks together with
// the person's own before anything starts.

import * as v from 'valibot';
import type { ScopeNarrowing } from '../contract';
import { quoteJql } from '../jira/jql';
import { bothJql } from './item-rules';

const maxChosen = 50;
const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const madeIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

export const narrowingSchema = v.object({
  typeIds: v.pipe(v.array(idSchema), v.maxLength(maxChosen)),
  componentNames: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(255))), v.maxLength(maxChosen)),
  /** A number is that of one sprint; null: whatever the sprint. */
  sprint: v.nullable(v.union([v.picklist(['open', 'future', 'none']), idSchema])),
  // What older versions have stored has neither.
  teamId: v.optional(v.nullable(madeIdSchema), null),
  backlogIds: v.optional(v.pipe(v.array(madeIdSchema), v.maxLength(maxChosen)), () => []),
});

export const everything: ScopeNarrowing = {
  typeIds: [],
  componentNames: [],
  sprint: null,
  teamId: null,
  backlogIds: [],
};

const sprintJql = {
  open: 'sprint in openSprints()',
  future: 'sprint in futureSprints()',
  none: 'sprint is EMPTY',
} as const;

/**
 * Null: everything. `team` is what the chosen team owns, as a condition.
 * Two types and open sprints: `(issuetype in (1, 2) AND sprint in openSprints()) AND (own JQL)`.
 */
export function narrowedJql(
  own: string | null,
  { typeIds, componentNames, sprint }: ScopeNarrowing,
  team: string | null,
): string | null {
  const conditions = [
    ...(typeIds.length === 0 ? [] : [`issuetype in (${typeIds.join(', ')})`]),
    ...(componentNames.length === 0 ? [] : [`component in (${componentNames.map(quoteJql).join(', ')})`]),
    ...(sprint === null ? [] : [typeof sprint === 'number' ? `sprint = ${sprint}` : sprintJql[sprint]]),
    ...(team === null ? [] : [team]),
  ];
  return bothJql(conditions.length === 0 ? null : conditions.join(' AND '), own);
}

export function storedNarrowing(narrowing: ScopeNarrowing): v.InferOutput<typeof narrowingSchema> {
  const { typeIds, componentNames, sprint, teamId, backlogIds } = narrowing;
  return {
    typeIds: [...typeIds],
    componentNames: [...componentNames],
    sprint,
    teamId,
    backlogIds: [...new Set(backlogIds)].sort(),
  };
}
