// The review queue, in one space and across spaces: which pairs wait for this person's answer.

import * as v from 'valibot';
import { analysedSpaces } from '../src/duplicates/queue-spaces';
import { listQueue } from '../src/duplicates/review-queue';
import { limits } from '../src/limits';
import { evidenceKinds } from '../src/similarity/evidence';
import { expose, idSchema, type Method, teamIdSchema } from './boundary';

const shareSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const someIdsSchema = v.pipe(v.array(idSchema), v.maxLength(50));
const filterSchema = v.object({
  mostScore: shareSchema,
  reason: v.nullable(v.picklist(evidenceKinds)),
  typeIds: someIdsSchema,
  statusIds: someIdsSchema,
  componentNames: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(255))), v.maxLength(50)),
  jql: v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(1_000))),
});

export const queueMethods: Readonly<Record<string, Method>> = {
  'review.queue': expose(
    'review.queue',
    v.object({
      projectIds: v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(limits.maxQueueSpaces)),
      state: v.picklist(['open', 'snoozed', 'duplicate', 'related', 'not-duplicate']),
      tier: v.picklist(['very-likely', 'possible', 'none', 'any']),
      threshold: shareSchema,
      assignee: v.picklist(['anyone', 'me', 'nobody']),
      filter: v.optional(filterSchema),
      teamId: teamIdSchema,
      cursor: v.nullable(v.pipe(v.string(), v.maxLength(500))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
    }),
    (request, { app, accountId }) => listQueue(request, app.forReviewer(accountId)),
  ),
  'review.spaces': expose('review.spaces', v.strictObject({}), (_, { app, accountId }) =>
    analysedSpaces(app.forReviewer(accountId)),
  ),
};
