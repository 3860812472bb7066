// Every status of Jira has one meaning; the three kinds of 429 lead to three kinds of waiting.

import * as v from 'valibot';
import { AppError } from '../../src/errors';
import { readAnswer, secondsToNextHour } from '../../src/jira/http';

const nowMs = Date.parse('2026-11-20T10:45:00Z');
const schema = v.object({ count: v.number() });

async function errorOf(status: number, headers: Record<string, string> = {}, body = '{}'): Promise<AppError> {
  const response = new Response(body, { status, headers });
  const error: unknown = await readAnswer(response, schema, nowMs).catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('readAnswer did not refuse.');
}

describe('readAnswer', () => {
  it('gives the parsed value of a good answer', async () => {
    await expect(readAnswer(new Response('{"count":3,"more":1}'), schema, nowMs)).resolves.toEqual({ count: 3 });
  });

  it.each([
    [400, 'BAD_INPUT'],
    [401, 'NOT_ALLOWED'],
    [403, 'NOT_ALLOWED'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [410, 'JIRA_UNAVAILABLE'],
    [429, 'RATE_LIMITED'],
    [500, 'JIRA_UNAVAILABLE'],
    [503, 'JIRA_UNAVAILABLE'],
  ])('turns status %i into %s', async (status, code) => {
    expect((await errorOf(status)).code).toBe(code);
  });

  it("passes on Jira's own sentences about a bad request", async () => {
    const body = JSON.stringify({ errorMessages: ["Field 'x' does not exist."], errors: { jql: 'Wrong.' } });
    expect((await errorOf(400, {}, body)).message).toBe("Field 'x' does not exist. Wrong.");
    expect((await errorOf(400, {}, '<html>')).message).toBe('Jira refused the request.');
  });

  it.each([
    ['jira-quota-global-based', '1200', 'quota', 1_200],
    ['jira-quota-tenant-based', null, 'quota', 900],
    ['jira-burst-based', '3', 'burst', 3],
    ['jira-burst-based', null, 'burst', 2],
    ['jira-per-issue-on-write', null, 'issue', 30],
    ['something-new', null, 'quota', 900],
    [null, null, 'quota', 60],
  ])('reads a 429 with reason %p and Retry-After %p as %s for %i s', async (reason, after, throttle, seconds) => {
    const error = await errorOf(429, {
      ...(reason === null ? {} : { 'RateLimit-Reason': reason }),
      ...(after === null ? {} : { 'Retry-After': after }),
    });
    expect([error.throttle, error.retryAfterSeconds]).toEqual([throttle, seconds]);
  });

  it('reads Retry-After as a date, and X-RateLimit-Reset when nothing else is said', async () => {
    const date = await errorOf(503, { 'Retry-After': 'Fri, 20 Nov 2026 10:46:00 GMT' });
    expect(date.retryAfterSeconds).toBe(60);
    const reset = await errorOf(429, {
      'X-RateLimit-Reset': '2026-11-20T10:50:00Z',
      'RateLimit-Reason': 'jira-burst-based',
    });
    expect(reset.retryAfterSeconds).toBe(300);
  });

  it.each([['not json'], ['{"count":"3"}'], ['[]'], ['null']])('refuses %s as an answer', async (body) => {
    expect((await errorOf(200, {}, body)).code).toBe('JIRA_UNAVAILABLE');
  });

  it('says which field is not understood without quoting its value', async () => {
    const { message } = await errorOf(200, {}, '{"count":"secret"}');
    expect(message).toContain('count');
    expect(message).not.toContain('secret');
  });
});

describe('secondsToNextHour', () => {
  it('is 900 at a quarter to eleven', () => {
    expect(secondsToNextHour(nowMs)).toBe(900);
  });
});
