// A real Jira Cloud site behind the same door as the stand-in: `npm start -- --site https://NAME.atlassian.net`.
// Every request goes out with the credentials of one person, so "as the app" and "as somebody else" cannot be told
// apart here. Nothing is changed on the site unless the person who started the host has allowed it.

import { object, optional, parse, string } from 'valibot';
import type { Actor, Product, ProductRequest } from './product';

export interface RealSiteOptions {
  /** Origin such as `https://example.atlassian.net`. */
  readonly siteUrl: string;
  readonly email: string;
  readonly apiToken: string;
  readonly allowWrites: boolean;
}

const myselfSchema = object({ accountId: string(), displayName: string(), locale: optional(string()) });

/** POST operations that only read, by path without the query string. */
const readingPosts = new Set(
  [
    'search/jql',
    'search/approximate-count',
    'issue/bulkfetch',
    'permissions/check',
    'permissions/project',
    'jql/parse',
    'jql/match',
    'changelog/bulkfetch',
    'comment/list',
  ].map((operation) => `/rest/api/3/${operation}`),
);

/** @throws Error with one sentence when the address or the credentials cannot be right. */
export function realSiteOptions(
  siteUrl: string,
  environment: NodeJS.ProcessEnv,
  allowWrites: boolean,
): RealSiteOptions {
  const url = URL.canParse(siteUrl) ? new URL(siteUrl) : undefined;
  if (!url || url.protocol !== 'https:' || !/^[a-z0-9-]+\.atlassian\.net$/.test(url.hostname)) {
    throw new Error(
      `--site must be the address of a Jira Cloud site such as https://example.atlassian.net, not "${siteUrl}".`,
    );
  }
  const { JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken } = environment;
  if (!email || !apiToken) {
    throw new Error('--site needs the environment variables JIRA_EMAIL and JIRA_API_TOKEN of a person on that site.');
  }
  return { siteUrl: url.origin, email, apiToken, allowWrites };
}

export class RealSite implements Product {
  readonly #options: RealSiteOptions;
  readonly #send: typeof fetch;

  constructor(options: RealSiteOptions, send: typeof fetch = fetch) {
    this.#options = options;
    this.#send = send;
  }

  async handle(request: ProductRequest, _actor: Actor): Promise<Response> {
    if (!this.#options.allowWrites && !onlyReads(request)) {
      return refusal(
        403,
        `This host is connected to ${this.#options.siteUrl} read-only. Start it with --allow-writes to change work items there.`,
      );
    }
    const { email, apiToken, siteUrl } = this.#options;
    try {
      return await this.#send(new URL(request.path, siteUrl), {
        method: request.method,
        headers: {
          ...request.headers,
          authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
        },
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'error',
      });
    } catch (error) {
      return refusal(503, `${siteUrl} did not answer: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }

  /** The person whose credentials are used. @throws Error with one sentence when the site does not know them. */
  async whoAmI(): Promise<{ accountId: string; displayName: string; groups: readonly string[]; locale?: string }> {
    const request = {
      method: 'GET',
      path: '/rest/api/3/myself',
      headers: { accept: 'application/json' },
      body: undefined,
    } as const;
    const answer = await this.handle(request, { kind: 'app' });
    if (!answer.ok) {
      throw new Error(
        `${this.#options.siteUrl} answered ${answer.status} to the question who you are: check JIRA_EMAIL and JIRA_API_TOKEN.`,
      );
    }
    const { accountId, displayName, locale } = parse(myselfSchema, await answer.json());
    return {
      accountId,
      displayName,
      groups: [],
      ...(locale === undefined ? {} : { locale: locale.replace('_', '-') }),
    };
  }

  /** A laptop receives no product events; what changes on the site is seen by the next analysis. */
  onEvent(): () => void {
    return () => undefined;
  }
}

function onlyReads({ method, path }: ProductRequest): boolean {
  return method === 'GET' || (method === 'POST' && readingPosts.has(path.split('?')[0] ?? ''));
}

function refusal(status: number, sentence: string): Response {
  return Response.json({ errorMessages: [sentence], errors: {} }, { status });
}
