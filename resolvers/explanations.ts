// Sentences of the language model about one pair, and for administrators how much it was used.

import * as v from 'valibot';
import { explainPair, explanationStatus } from '../src/explanations/explain-pair';
import { forgeModel } from '../src/explanations/model';
import { languageSchema } from '../src/settings';
import { expose, idSchema, type Method } from './boundary';

export const explanationMethods: Readonly<Record<string, Method>> = {
  'explanation.pair': expose(
    'explanation.pair',
    v.object({ a: idSchema, b: idSchema, language: languageSchema }),
    (pair, { app, accountId, hintedProjectId }) =>
      explainPair(pair, hintedProjectId, { ...app.forViewer(), accountId, model: forgeModel }),
  ),
  'explanation.status': expose('explanation.status', v.strictObject({}), (_request, { app }) =>
    explanationStatus({ stores: app.stores, model: forgeModel, nowMs: app.nowMs }),
  ),
};
