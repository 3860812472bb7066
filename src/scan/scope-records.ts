// Scopes that a team has saved for a space, as they are stored. Schemas alone, so that the stores can read them without
// knowing a use case.

import * as v from 'valibot';
import { limits } from '../limits';
import { narrowingSchema } from './narrowing';

const idSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

export const scopeSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty('must have a name'), v.maxLength(80)),
  projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(limits.maxProjects)),
  jql: v.nullable(v.pipe(v.string(), v.maxLength(limits.maxJqlLength))),
  narrowing: narrowingSchema,
});

export const savedScopesSchema = v.object({
  v: v.literal(1),
  scopes: v.array(v.object({ id: v.string(), ...scopeSchema.entries })),
});
export type SavedScopes = v.InferOutput<typeof savedScopesSchema>;
export type SavedScope = SavedScopes['scopes'][number];
