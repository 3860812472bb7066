// The door of the JQL functions. Jira calls it without a person, once for each set of arguments.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { jqlOf } from '../src/duplicates/jql-functions';
import { appErrorOf } from '../src/errors';

const callSchema = v.object({
  clause: v.object({
    operator: v.string(),
    arguments: v.pipe(v.array(v.pipe(v.string(), v.maxLength(255))), v.maxLength(1)),
  }),
});

type FunctionAnswer = { readonly jql: string } | { readonly error: string };

export const duplicatesOf = (payload: unknown): Promise<FunctionAnswer> => answer('duplicatesOf', payload);
export const possibleDuplicates = (payload: unknown): Promise<FunctionAnswer> => answer('possibleDuplicates', payload);

async function answer(name: string, payload: unknown): Promise<FunctionAnswer> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'jql-function', tookMs: app.nowMs() - startedAtMs });
  const call = v.safeParse(callSchema, payload);
  if (!call.success) return { error: 'Give one argument in quotation marks.' };
  const { operator, arguments: args } = call.output.clause;
  try {
    const jql = await jqlOf({ name, args, operator }, app.forFunctions());
    app.log({ ...line(), outcome: 'ok' });
    return { jql };
  } catch (thrown) {
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
    return { error: 'The suggestions cannot be read at the moment. Please try again.' };
  }
}
