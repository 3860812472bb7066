// The workflow of an issue, as the person who acts: which transitions this person can take now, what they ask for, and
// taking one. Jira answers 409 when two take one at once; that is told, never tried again blindly.

import { route } from '@forge/api';
import * as v from 'valibot';
import type { Call } from './call';
import type { Person } from './person';

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: { readonly id: string; readonly name: string; readonly category: 'new' | 'indeterminate' | 'done' };
  /** Null when the transition has no such field; the workflow may still set one. */
  readonly resolution: {
    readonly isRequired: boolean;
    readonly allowed: readonly { readonly id: string; readonly name: string }[];
  } | null;
  /** Names of other fields that must be filled in. */
  readonly requiredFields: readonly string[];
}

export interface TransitionCalls {
  transitions(issueId: number): Promise<readonly Transition[]>;
  /** @throws AppError CONFLICT or BAD_INPUT when the workflow says no */
  transition(issueId: number, transitionId: string, resolutionId: string | null): Promise<void>;
}

const fieldSchema = v.object({
  required: v.nullish(v.boolean(), false),
  hasDefaultValue: v.nullish(v.boolean(), false),
  name: v.nullish(v.string(), ''),
  allowedValues: v.optional(v.unknown()),
});
const allowedSchema = v.array(v.object({ id: v.string(), name: v.nullish(v.string(), '') }));

const transitionsSchema = v.object({
  transitions: v.array(
    v.pipe(
      v.object({
        id: v.string(),
        name: v.nullish(v.string(), ''),
        isAvailable: v.nullish(v.boolean(), true),
        to: v.object({
          id: v.string(),
          name: v.nullish(v.string(), ''),
          statusCategory: v.nullish(v.object({ key: v.nullish(v.string(), '') })),
        }),
        fields: v.nullish(v.record(v.string(), fieldSchema), {}),
      }),
      v.transform(({ id, name, isAvailable, to, fields }) => {
        const transition: Transition = {
          id,
          name,
          to: { id: to.id, name: to.name, category: categoryOf(to.statusCategory?.key ?? '') },
          resolution: resolutionOf(fields),
          requiredFields: Object.entries(fields)
            .filter(([key, { required, hasDefaultValue }]) => key !== 'resolution' && required && !hasDefaultValue)
            .map(([key, field]) => field.name || key),
        };
        return { transition, isAvailable };
      }),
    ),
  ),
});

export function transitionCalls(call: Call, person: Person): TransitionCalls {
  return {
    async transitions(issueId) {
      const search = new URLSearchParams({ expand: 'transitions.fields' });
      const answer = await call('readTransitions', transitionsSchema, (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/transitions?${search}`, init),
      );
      return answer.transitions.flatMap(({ transition, isAvailable }) => (isAvailable ? transition : []));
    },

    async transition(issueId, transitionId, resolutionId) {
      const fields = resolutionId === null ? {} : { fields: { resolution: { id: resolutionId } } };
      const body = { transition: { id: transitionId }, ...fields };
      await call('transitionIssue', v.unknown(), (init) =>
        person().requestJira(route`/rest/api/3/issue/${issueId}/transitions`, { ...init, body: JSON.stringify(body) }),
      );
    },
  };
}

function resolutionOf(fields: Readonly<Record<string, v.InferOutput<typeof fieldSchema>>>): Transition['resolution'] {
  const field = fields['resolution'];
  if (field === undefined) return null;
  const allowed = v.safeParse(allowedSchema, field.allowedValues);
  return { isRequired: field.required && !field.hasDefaultValue, allowed: allowed.success ? allowed.output : [] };
}

export function categoryOf(key: string): 'new' | 'indeterminate' | 'done' {
  if (key === 'done') return 'done';
  return key === 'indeterminate' ? 'indeterminate' : 'new';
}
