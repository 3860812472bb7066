// Atlassian's language model, as far as the genuine @forge/llm asks for it: the list of models, and a chat that calls one
// offered function. What it says comes from whoever made the host; what it refuses is what is documented to be refused.
// source: developer.atlassian.com, "Forge LLMs API reference" and the quotas for one installation.

import {
  array,
  check,
  literal,
  maxValue,
  minLength,
  minValue,
  nonEmpty,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  strictObject,
  string,
  unknown,
  type InferOutput,
} from 'valibot';
import { TextAnswer } from '../answer';
import { RateWindow } from './rate-window';

const messageSchema = strictObject({
  role: picklist(['system', 'user', 'assistant', 'tool']),
  content: pipe(string(), nonEmpty()),
});
const chatSchema = strictObject({
  messages: pipe(
    array(messageSchema),
    minLength(1),
    check((messages) => messages.some(({ role }) => role === 'user'), 'must hold a message of the user'),
  ),
  stream: literal(false),
  temperature: optional(pipe(number(), minValue(0), maxValue(1))),
  max_completion_tokens: optional(pipe(number(), minValue(1))),
  tools: array(
    strictObject({
      type: literal('function'),
      function: object({ name: string(), description: string(), parameters: unknown() }),
    }),
  ),
  tool_choice: strictObject({ type: literal('function'), function: object({ name: string() }) }),
});
export type ChatRequest = InferOutput<typeof chatSchema>;

/** What the model passes to the function that it is made to call. */
export type Speak = (request: ChatRequest) => unknown;

const models = [
  { model: 'claude-haiku-4-5-20251001', status: 'active' },
  { model: 'claude-sonnet-4-20250514', status: 'deprecated' },
];
const requestsPerMinute = 100;
const charactersPerToken = 4;

export class LanguageModel {
  readonly #perMinute = new RateWindow(requestsPerMinute, 60_000);

  constructor(
    private readonly speak: Speak,
    private readonly nowMs: () => number,
  ) {}

  list(): Response {
    return TextAnswer.json({ models });
  }

  chat(model: string, body: string): Response {
    if (!models.some((known) => known.model === model))
      return refusal(400, 'MODEL_NOT_SUPPORTED', `No model ${model}.`);
    if (!this.#perMinute.take(this.nowMs())) return refusal(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests.');
    const request = safeParse(chatSchema, JSON.parse(body));
    if (!request.success) return refusal(400, 'BAD_REQUEST', request.issues[0].message);
    const { messages, tool_choice } = request.output;
    const said = this.speak(request.output);
    const tokens = (text: string) => Math.ceil(text.length / charactersPerToken);
    const [input, output] = [tokens(messages.map(({ content }) => content).join('')), tokens(JSON.stringify(said))];
    const call = {
      id: 'call-1',
      type: 'function',
      index: 0,
      function: { name: tool_choice.function.name, arguments: said },
    };
    return TextAnswer.json({
      choices: [
        { index: 0, finish_reason: 'tool_use', message: { role: 'assistant', content: [], tool_calls: [call] } },
      ],
      usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
    });
  }
}

/** Not documented how the platform refuses an app without the module: assumed to be a refusal like any other. */
export function noLanguageModel(): Response {
  return refusal(403, 'FORBIDDEN', 'The module llm is not part of the manifest.');
}

function refusal(status: number, code: string, message: string): Response {
  return TextAnswer.json({ code, message }, { status });
}

const workItemsSchema = object({
  first: object({ summary: string(), description: string() }),
  second: object({ summary: string(), description: string() }),
});

/** For `npm start`: no model at all, only a count of shared words, and it says so. */
export function countSharedWords({ messages }: ChatRequest): { readonly verdict: string; readonly sentence: string } {
  const asked = safeParse(workItemsSchema, JSON.parse(messages.at(-1)?.content ?? 'null'));
  if (!asked.success) return { verdict: 'uncertain', sentence: 'Stand-in of the local host: nothing to compare.' };
  const words = ({ summary, description }: { readonly summary: string; readonly description: string }) =>
    new Set(`${summary} ${description}`.toLowerCase().match(/\p{L}{4,}/gu));
  const [first, second] = [words(asked.output.first), words(asked.output.second)];
  const shared = [...first].filter((word) => second.has(word)).length;
  const share = shared / Math.max(1, Math.min(first.size, second.size));
  const verdict = share > 0.6 ? 'same' : share < 0.2 ? 'different' : 'uncertain';
  return { verdict, sentence: `Stand-in of the local host: ${shared} longer words occur in both texts.` };
}
