// From Jira's HTTP answer to a parsed value or one typed error. Each status has one meaning here, and the three kinds of
// 429 are told apart, because one stops an analysis, one slows it and one concerns a single issue.
// source: Jira Cloud platform, "Rate limiting" (RateLimit-Reason, Retry-After, X-RateLimit-Reset).

import * as v from 'valibot';
import { AppError, type Throttle } from '../errors';

/** What both the genuine Forge response and a WHATWG one offer. */
export interface JiraResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** @throws AppError for every status but 2xx, and for an answer of another shape than `schema`. */
export async function readAnswer<T>(
  response: JiraResponse,
  schema: v.GenericSchema<unknown, T>,
  nowMs: number,
): Promise<T> {
  const text = await response.text();
  if (response.status < 200 || response.status > 299) throw errorOf(response, text, nowMs);
  const parsed = v.safeParse(schema, jsonOf(text));
  if (parsed.success) return parsed.output;
  // The path names our own field names only; values of the tenant stay out of the message.
  const where = parsed.issues[0].path?.map((item) => String(item.key)).join('.') ?? 'the whole answer';
  throw new AppError('JIRA_UNAVAILABLE', `Jira answered in a form that is not understood (${where}).`);
}

/** Jira answers most writes with nothing at all. */
function jsonOf(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError('JIRA_UNAVAILABLE', 'Jira answered with something that is not JSON.', { cause: error });
  }
}

function errorOf(response: JiraResponse, text: string, nowMs: number): AppError {
  const { status } = response;
  if (status === 429) return tooMany(response, nowMs);
  // 413: a limit of the issue is reached; 422: the workflow or a field says no. Repeating either changes nothing.
  if (status === 400 || status === 413 || status === 422) {
    return new AppError('BAD_INPUT', messageOf(text) ?? 'Jira refused the request.');
  }
  if (status === 401 || status === 403) return new AppError('NOT_ALLOWED', 'Jira does not allow this.');
  if (status === 404) return new AppError('NOT_FOUND', 'Jira does not have it, or does not show it to you.');
  if (status === 409) return new AppError('CONFLICT', 'It was changed in Jira at the same time.');
  const wait = retryAfterSeconds(response, nowMs);
  return new AppError(
    'JIRA_UNAVAILABLE',
    `Jira cannot answer at the moment (status ${status}).`,
    wait === null ? {} : { retryAfterSeconds: wait },
  );
}

const secondsWithoutAdvice: Readonly<Record<Throttle, number>> = { quota: 60, burst: 2, issue: 30 };

function tooMany(response: JiraResponse, nowMs: number): AppError {
  const reason = response.headers.get('RateLimit-Reason');
  const throttle = throttleOf(reason);
  // The quota is a wall until the UTC hour ends. A gateway's own 429 gives no reason at all: there a minute is enough.
  const untilHour = throttle === 'quota' && reason !== null ? secondsToNextHour(nowMs) : null;
  const wait = retryAfterSeconds(response, nowMs) ?? untilHour ?? secondsWithoutAdvice[throttle];
  return new AppError('RATE_LIMITED', 'Jira asks to wait before the next request.', {
    retryAfterSeconds: wait,
    throttle,
  });
}

/** Unknown reasons count as quota, as Jira's documentation asks. */
function throttleOf(reason: string | null): Throttle {
  if (reason === 'jira-burst-based') return 'burst';
  return reason === 'jira-per-issue-on-write' ? 'issue' : 'quota';
}

function retryAfterSeconds(response: JiraResponse, nowMs: number): number | null {
  const advice = response.headers.get('Retry-After');
  if (advice !== null) {
    const seconds = /^\d{1,6}$/.test(advice) ? Number(advice) : (Date.parse(advice) - nowMs) / 1000;
    if (Number.isFinite(seconds)) return Math.max(1, Math.ceil(seconds));
  }
  const reset = Date.parse(response.headers.get('X-RateLimit-Reset') ?? '');
  return response.status === 429 && reset > nowMs ? Math.ceil((reset - nowMs) / 1000) : null;
}

const hourMs = 3_600_000;

export function secondsToNextHour(nowMs: number): number {
  return Math.ceil((hourMs - (nowMs % hourMs)) / 1000);
}

const errorSchema = v.object({
  errorMessages: v.nullish(v.array(v.string()), []),
  errors: v.nullish(v.record(v.string(), v.string()), {}),
});

/** Jira's own words, for people. Null when there are none that can be read. */
function messageOf(text: string): string | null {
  try {
    const parsed = v.safeParse(errorSchema, JSON.parse(text));
    if (!parsed.success) return null;
    const messages = [...parsed.output.errorMessages, ...Object.values(parsed.output.errors)];
    return messages.length > 0 ? messages.join(' ').slice(0, 1_000) : null;
  } catch (error) {
    // A 400 from a proxy carries HTML; its status alone is the message.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
