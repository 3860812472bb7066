// The only contact with Atlassian's language model. Its package is loaded when it is first asked and not before: it takes
// the trace id of the running invocation while it loads, and outside of one every later call of it would throw.
// source: developer.atlassian.com, "Forge LLMs API reference" and "Forge LLMs models".

import * as v from 'valibot';
import { limits } from '../limits';
import { answerFunction, type Question } from './question';

export type ModelAnswer =
  | {
      readonly state: 'answered';
      /** Of the function that was offered; undefined where the model did not call it. */
      readonly given: unknown;
      readonly inputTokens: number;
      readonly outputTokens: number;
    }
  | NoAnswer;
/** `not-deployed`: this version of the app was deployed without the model. */
type NoAnswer =
  { readonly state: 'not-deployed' } | { readonly state: 'no-answer'; readonly waitSeconds: number | null };

export interface LanguageModel {
  /** Never throws: whoever asks has the pair without it. */
  isDeployed(): Promise<{ readonly state: 'ready' } | NoAnswer>;
  /** Answers within `limits.explanationMs`. Never throws. */
  ask(question: Question): Promise<ModelAnswer>;
}

/** The cheapest that is on the list of supported models. */
const modelName = 'claude-haiku-4-5-20251001';

const answerSchema = v.object({
  choices: v.array(
    v.object({
      message: v.object({
        tool_calls: v.optional(
          v.array(v.object({ function: v.object({ name: v.string(), arguments: v.unknown() }) })),
          [],
        ),
      }),
    }),
  ),
  usage: v.optional(
    v.object({ input_tokens: v.optional(v.number(), 0), output_tokens: v.optional(v.number(), 0) }),
    {},
  ),
});

export const forgeModel: LanguageModel = {
  async isDeployed() {
    const { list } = await import('@forge/llm');
    const answer = await reached(list);
    return answer.state === 'reached' ? { state: 'ready' } : answer;
  },

  async ask({ system, user }) {
    const { chat } = await import('@forge/llm');
    const answer = await reached(() =>
      chat({
        model: modelName,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        temperature: 0,
        max_completion_tokens: 300,
        tools: [{ type: 'function', function: answerFunction }],
        tool_choice: { type: 'function', function: { name: answerFunction.name } },
      }),
    );
    if (answer.state !== 'reached') return answer;
    const parsed = v.safeParse(answerSchema, answer.value);
    if (!parsed.success) return { state: 'no-answer', waitSeconds: null };
    const { choices, usage } = parsed.output;
    const calls = choices.flatMap(({ message }) => message.tool_calls);
    const given = calls.find((call) => call.function.name === answerFunction.name)?.function.arguments;
    return { state: 'answered', given, inputTokens: usage.input_tokens, outputTokens: usage.output_tokens };
  },
};

const tooManyRequestsSeconds = 60;

async function reached<T>(ask: () => Promise<T>): Promise<{ readonly state: 'reached'; readonly value: T } | NoAnswer> {
  try {
    return { state: 'reached', value: await within(ask(), limits.explanationMs) };
  } catch (error) {
    // The package throws with the status that the platform answered; a lost connection and a late answer have none.
    const known = v.safeParse(v.object({ status: v.number() }), error);
    const status = known.success ? known.output.status : null;
    if (status === 401 || status === 403 || status === 404) return { state: 'not-deployed' };
    return { state: 'no-answer', waitSeconds: status === 429 ? tooManyRequestsSeconds : null };
  }
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
