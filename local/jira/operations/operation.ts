// What every operation stands on: the parts of the site, the call (who asks, what was sent) and the parsing of bodies and
// queries. A body is parsed once by a schema; what the schema does not know is refused in the words that Jira uses.

import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Clock } from '../../clock';
import type { Actor } from '../../product';
import type { EventBook } from '../events';
import { Renderer } from '../issue-json';
import type { Json } from '../issue-json';
import { badRequest, JiraError } from '../jira-error';
import type { JqlApps } from '../jql-apps';
import type { Meter } from '../limits';
import { visibleIssue } from '../permissions';
import type { SearchIndex } from '../search-index';
import type { HistorySeed } from '../seed';
import type { Issue, SiteState } from '../state';

export interface SiteParts {
  readonly state: SiteState;
  readonly index: SearchIndex;
  readonly apps: JqlApps;
  readonly meter: Meter;
  readonly events: EventBook;
  readonly clock: Clock;
  readonly siteUrl: () => string;
}

export interface Env {
  readonly Bindings: { readonly actor: Actor };
}
export type Routes = Hono<Env>;
export type Call = Context<Env>;

export function rendererOf(site: SiteParts, call: Call): Renderer {
  return new Renderer(site.state, call.env.actor, site.siteUrl());
}

/** The issue of the path, as the actor may see it. @throws JiraError 404 */
export function issueOfPath(site: SiteParts, call: Call): Issue {
  return visibleIssue(site.state, call.env.actor, call.req.param('issueIdOrKey') ?? '');
}

/** The same for a write, which also counts against the limit of writes to one issue. @throws JiraError 404 or 429 */
export function issueToWrite(site: SiteParts, call: Call): Issue {
  const issue = issueOfPath(site, call);
  site.meter.admitWrite(issue.id);
  return issue;
}

/** @throws JiraError 400 */
export async function jsonOf(call: Call): Promise<unknown> {
  const text = await call.req.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Only the syntax is judged here, and a RangeError is a nesting too deep for the parser.
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw badRequest('There was an error parsing JSON. Check that your request body is valid.');
    }
    throw error;
  }
}

/** @throws JiraError 400 */
export async function bodyOf<S extends v.GenericSchema>(call: Call, schema: S): Promise<v.InferOutput<S>> {
  const parsed = v.safeParse(schema, await jsonOf(call));
  if (!parsed.success) throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  return parsed.output;
}

interface Page {
  readonly startAt: number;
  readonly maxResults: number;
}

export function pageOf(call: Call, defaultMaxResults: number, most = 1_000): Page {
  const number = (name: string, otherwise: number) => {
    const text = call.req.query(name);
    if (text !== undefined && !/^\d{1,9}$/.test(text)) throw badRequest(`The value of ${name} must be a number.`);
    return text === undefined ? otherwise : Number(text);
  };
  return { startAt: number('startAt', 0), maxResults: Math.min(most, number('maxResults', defaultMaxResults)) };
}

/** A page of values in the shape that most lists of Jira share. */
export function pageJson<T>(self: string, all: readonly T[], page: Page, toJson: (one: T) => Json): Json {
  const { startAt, maxResults } = page;
  const values = all.slice(startAt, startAt + maxResults);
  return {
    self,
    maxResults,
    startAt,
    total: all.length,
    isLast: startAt + values.length >= all.length,
    values: values.map(toJson),
  };
}

/** `fields=a,b&fields=c` and the like. */
export function listOf(call: Call, name: string): readonly string[] | undefined {
  return call.req.queries(name)?.flatMap((value) =>
    value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );
}

export type HistoryItem = HistorySeed['items'][number];

export function historyItem(fieldId: string, fromText: string | null, toText: string | null): HistoryItem {
  return { field: fieldId, fieldId, from: null, fromString: fromText, to: null, toString: toText };
}

/** Replaces an issue, writes its history and tells the listeners, in that order: who is told can read the change. */
export function changeIssue(
  site: SiteParts,
  call: Call,
  issue: Issue,
  change: Partial<Issue>,
  items: readonly HistoryItem[],
): Issue {
  const { actor } = call.env;
  const nowMs = site.clock.now();
  const entry: HistorySeed = {
    id: site.state.nextId(),
    author: actor.kind === 'user' ? actor.accountId : null,
    created: new Date(nowMs).toISOString(),
    items,
  };
  const changed: Issue = {
    ...issue,
    ...change,
    updatedMs: nowMs,
    history: items.length === 0 ? issue.history : [...issue.history, entry],
  };
  site.state.putIssue(changed);
  site.events.issue('updated', changed, actor, rendererOf(site, call), entry);
  return changed;
}

export const idOrKey = v.union([v.string(), v.number()]);

/** What the stand-in does not know is said loudly, so that nobody takes silence for an answer. */
export function notKnown(what: string): JiraError {
  return new JiraError(501, [`The local Jira does not know ${what}. Add it to local/jira/operations, with a test.`]);
}
