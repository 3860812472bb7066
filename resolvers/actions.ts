// The doors of what an automation rule or a Rovo agent may ask. Both call on behalf of a person, whom Forge names; without
// one nothing is answered. A refusal is an answer with `errors`, which stops the rule and tells its owner why.

import * as v from 'valibot';
import type { ActionContext, Audience } from '../src/actions/answer';
import { duplicatesAnswer } from '../src/actions/find-duplicates';
import { recordAnswer } from '../src/actions/record-answer';
import { suggestionsAnswer } from '../src/actions/waiting-suggestions';
import { mustHold } from '../src/administration/roles';
import { createApp } from '../src/app';
import { AppError, appErrorOf } from '../src/errors';
import { licenseSchema, mustBeLicensed, parsed } from './boundary';

const contextSchema = v.object({
  principal: v.object({ accountId: v.pipe(v.string(), v.minLength(1)) }),
  license: licenseSchema,
});

const keySchema = v.pipe(
  v.string(),
  v.trim(),
  v.toUpperCase(),
  v.maxLength(255),
  v.regex(/^[A-Z][A-Z0-9_]*-\d+$/, 'Give the key of a work item, such as SHOP-12.'),
);
const workItemSchema = v.object({ workItemKey: keySchema });
const spaceSchema = v.object({
  spaceKey: v.pipe(
    v.string(),
    v.trim(),
    v.toUpperCase(),
    v.maxLength(255),
    v.regex(/^[A-Z][A-Z0-9_]*$/, 'Give the key of a space, such as SHOP.'),
  ),
});
const answerSchema = v.object({
  workItemKey: keySchema,
  otherWorkItemKey: keySchema,
  answer: v.picklist(['duplicate', 'related', 'not-duplicate'], 'Say duplicate, related or not-duplicate.'),
  confirmation: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(100))),
});

type Door = (payload: unknown, context: unknown) => Promise<unknown>;

const duplicates = (audience: Audience): Door =>
  door('find-duplicates', workItemSchema, (wish, context) => duplicatesAnswer({ ...wish, audience }, context));
const suggestions = (audience: Audience): Door =>
  door('list-suggestions', spaceSchema, (wish, context) => suggestionsAnswer({ ...wish, audience }, context));

export const findDuplicatesForPerson = duplicates('person');
export const findDuplicatesForRule = duplicates('everybody');
export const listSuggestionsForPerson = suggestions('person');
export const listSuggestionsForRule = suggestions('everybody');
export const recordAnswerForPerson = door('record-answer', answerSchema, async (wish, context) => {
  await mustHold('decide', null, context.reviewer.viewer);
  return recordAnswer(wish, context);
});

function door<T>(
  name: string,
  schema: v.GenericSchema<unknown, T>,
  answer: (request: T, context: ActionContext) => Promise<unknown>,
): Door {
  return async (payload, context) => {
    const app = createApp();
    const startedAtMs = app.nowMs();
    const line = () => ({ door: `action:${name}`, tookMs: app.nowMs() - startedAtMs });
    try {
      const known = v.safeParse(contextSchema, context);
      if (!known.success) throw new AppError('NOT_ALLOWED', 'Connect this action with a person: it reads as them.');
      mustBeLicensed(known.output.license);
      const { accountId } = known.output.principal;
      const person = { panel: { ...app.forViewer(), accountId }, reviewer: app.forReviewer(accountId) };
      const answered = await answer(parsed(schema, payload), person);
      app.log({ ...line(), outcome: 'ok' });
      return answered;
    } catch (thrown) {
      const error = appErrorOf(thrown);
      app.log({ ...line(), outcome: 'failed', code: error.code }, error);
      return { errors: [{ message: error.message }] };
    }
  };
}
