// Questions about a text that nobody has filed yet, and about two work items side by side.

import * as v from 'valibot';
import { comparePair } from '../src/duplicates/compare';
import { searchLive } from '../src/duplicates/live-search';
import { limits } from '../src/limits';
import { expose, idSchema, type Method } from './boundary';

const searchSchema = v.object({
  projectId: idSchema,
  summary: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.pipe(v.string(), v.maxLength(limits.maxDescriptionCharacters)),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
});

export const liveMethods: Readonly<Record<string, Method>> = {
  'live.search': expose('live.search', searchSchema, (request, { app }) => searchLive(request, app.forViewer())),
  'compare.pair': expose('compare.pair', v.object({ a: idSchema, b: idSchema }), (ids, { app }) =>
    comparePair(ids, app.forViewer()),
  ),
};
