// One resolver for all pages. The method table is looked up by own names only: the genuine resolver would also find
// what every object inherits, and hand `constructor` the whole context.

import Resolver from '@forge/resolver';
import type { Result } from '../src/contract';
import { actingMethods } from './acting';
import { adminMethods } from './admin';
import { analysisMethods } from './analyses';
import { auditMethods } from './audit';
import { backupMethods } from './backup';
import type { Method } from './boundary';
import { explanationMethods } from './explanations';
import { externalMethods } from './external';
import { hintMethods } from './create-hints';
import { clusterMethods } from './clusters';
import { healthMethods } from './health';
import { inboxMethods } from './inbox';
import { insightMethods } from './insights';
import { liveMethods } from './live-search';
import { markMethods } from './marks';
import { panelMethods } from './panel';
import { personMethods } from './person';
import { privacyMethods } from './privacy';
import { projectMethods } from './project';
import { queueMethods } from './queue';
import { reportMethods } from './reports';
import { reviewMethods } from './review';
import { roleMethods } from './roles';
import { scheduleMethods } from './schedules';
import { scopeMethods } from './scopes';
import { teamMethods } from './teams';
import { setupMethods } from './setup';
import { summaryMethods } from './summaries';
import { wordsMethods } from './words';

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...panelMethods,
    ...projectMethods,
    ...analysisMethods,
    ...inboxMethods,
    ...scheduleMethods,
    ...scopeMethods,
    ...adminMethods,
    ...wordsMethods,
    ...liveMethods,
    ...hintMethods,
    ...markMethods,
    ...reviewMethods,
    ...actingMethods,
    ...roleMethods,
    ...setupMethods,
    ...personMethods,
    ...auditMethods,
    ...healthMethods,
    ...backupMethods,
    ...privacyMethods,
    ...queueMethods,
    ...clusterMethods,
    ...insightMethods,
    ...reportMethods,
    ...summaryMethods,
    ...explanationMethods,
    ...externalMethods,
    ...teamMethods,
  }),
);

const definitions = new Resolver();
for (const [name, method] of methods) {
  definitions.define(name, ({ payload, context }) => method.handle(payload, context));
}
const invoke = definitions.getDefinitions();

type Invocation = Parameters<typeof invoke>;

export async function resolver(request: Invocation[0], context: Invocation[1]): Promise<unknown> {
  if (!methods.has(request.call.functionKey)) {
    const refused: Result<never> = { ok: false, failure: { code: 'BAD_INPUT', message: 'There is no such method.' } };
    return refused;
  }
  return invoke(request, context);
}
