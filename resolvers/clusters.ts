// Clusters: which issues say the same, which of them is kept, and what people changed about that by hand.

import * as v from 'valibot';
import { chooseCanonical, mergeClusters, splitCluster } from '../src/duplicates/cluster-hand';
import { listClusters } from '../src/duplicates/clusters';
import { expose, idSchema, type Method, teamIdSchema } from './boundary';

/** A cluster has at most 100 members. */
const memberIdsSchema = v.pipe(v.array(idSchema), v.minLength(1), v.maxLength(100));

export const clusterMethods: Readonly<Record<string, Method>> = {
  'review.clusters': expose(
    'review.clusters',
    v.object({
      projectId: idSchema,
      threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      teamId: teamIdSchema,
      cursor: v.nullable(v.pipe(v.string(), v.maxLength(500))),
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)),
    }),
    (request, { app, accountId }) => listClusters(request, app.forReviewer(accountId)),
  ),
  'review.chooseCanonical': expose(
    'review.chooseCanonical',
    v.object({ issueId: idSchema }),
    ({ issueId }, { app, accountId }) => chooseCanonical(issueId, app.forReviewer(accountId)),
  ),
  'review.splitCluster': expose(
    'review.splitCluster',
    v.object({ leaveIds: memberIdsSchema, stayIds: memberIdsSchema }),
    (request, { app, accountId }) => splitCluster(request, app.forReviewer(accountId)),
  ),
  'review.mergeClusters': expose(
    'review.mergeClusters',
    v.object({ intoIds: memberIdsSchema, addIds: memberIdsSchema }),
    (request, { app, accountId }) => mergeClusters(request, app.forReviewer(accountId)),
  ),
};
