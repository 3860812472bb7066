// Jira's search, which is not its database: a change becomes findable only after a while, and for a moment an issue may
// not be found at all. Both are options here, so that tests can hold the product to it. Pages are cut with a token;
// order by id is walked from the last id on, and any other order from a sorted list that is kept for the next page.

import { createHash } from 'node:crypto';
import type { Clock } from '../clock';
import type { Actor } from '../product';
import { badRequest } from './jira-error';
import type { JqlApps } from './jql-apps';
import { compileJql } from './jql-compile';
import type { CompiledQuery } from './jql-compile';
import { parseJql } from './jql-parse';
import type { Query } from './jql-parse';
import { visibilityFor } from './permissions';
import { ascendingFrom, descendingFrom, SortedIds } from './sorted-ids';
import type { Issue, SiteState } from './state';

export interface IndexOptions {
  /** How long a change stays unfindable. Default 0. */
  readonly lagMs?: number;
  /** Makes an issue vanish from single searches: the index is not monotonic. */
  readonly isHidden?: (issueId: number, searchNumber: number) => boolean;
  /** Fewer issues than asked on a page; may be 0, and the token still leads on. */
  readonly pageLimit?: (asked: number, searchNumber: number) => number;
  /** Default seven days, as Jira's. */
  readonly tokenLifetimeMs?: number;
}

interface SearchRequest {
  readonly jql: string;
  readonly actor: Actor;
  readonly limit: number;
  readonly token: string | undefined;
  /** Issues whose newest version counts, whatever the index knows. */
  readonly reconcileIds: readonly number[];
}

interface SearchPage {
  readonly issues: readonly Issue[];
  /** Null on the last page. */
  readonly nextToken: string | null;
}

const keptLists = 8;
const keptQueries = 500;
/** Of all sites: what a query says does not depend on who asks where, and tests make thousands of sites that ask alike. */
const parsed = new Map<string, Query>();
const defaultTokenLifetimeMs = 7 * 86_400_000;

export class SearchIndex {
  private readonly indexed = new Map<number, Issue>();
  private readonly idsOfProject = new Map<number, SortedIds>();
  private readonly waiting: { readonly issueId: number; readonly dueMs: number }[] = [];
  private readonly sortedLists = new Map<string, readonly number[]>();
  private searches = 0;
  private version = 0;

  constructor(
    private readonly state: SiteState,
    private readonly clock: Clock,
    private readonly apps: JqlApps,
    private readonly options: IndexOptions,
  ) {
    for (const id of state.issues.keys()) this.refresh(id);
    state.onIssueChange = (issueId) => {
      this.waiting.push({ issueId, dueMs: clock.now() + (options.lagMs ?? 0) });
    };
  }

  /** @throws JiraError 400 for a query or a token that Jira refuses. */
  search(request: SearchRequest): SearchPage {
    this.catchUp();
    this.searches += 1;
    const compiled = this.compile(request.jql, request.actor);
    const position = request.token === undefined ? null : this.positionOf(request.token, request.jql);
    const limit = Math.max(
      0,
      Math.min(request.limit, this.options.pageLimit?.(request.limit, this.searches) ?? request.limit),
    );
    const isMatch = this.matcher(compiled, request);
    const found: Issue[] = [];
    let next: number | null = position ?? 0;
    if (typeof compiled.order === 'function') {
      const ids = this.sortedList(request, compiled, isMatch);
      for (; next < ids.length && found.length < limit; next++) this.push(found, ids[next], request);
      if (next >= ids.length) next = null;
    } else {
      const isUp = compiled.order === 'ascending';
      let isMore = false;
      for (const id of this.walk(compiled, position)) {
        if (!isMatch(id)) continue;
        if (found.length === limit) {
          isMore = true;
          break;
        }
        this.push(found, id, request);
        next = isUp ? id + 1 : id - 1;
      }
      if (!isMore) next = null;
      else if (found.length === 0 && position === null) next = isUp ? compiled.firstId : compiled.lastId;
    }
    return { issues: found, nextToken: next === null ? null : this.tokenOf(next, request.jql) };
  }

  count(jql: string, actor: Actor): number {
    this.catchUp();
    const compiled = this.compile(jql, actor);
    const isMatch = this.matcher(compiled, { actor, reconcileIds: [] });
    let count = 0;
    for (const id of this.walk({ ...compiled, order: 'ascending' }, null)) if (isMatch(id)) count += 1;
    return count;
  }

  /** Parses, and looks up every name. @throws JiraError 400 */
  compile(jql: string, actor: Actor): CompiledQuery {
    return compileJql(this.parse(jql), {
      state: this.state,
      apps: this.apps,
      actor,
      nowMs: this.clock.now(),
    });
  }

  parse(jql: string): Query {
    const known = parsed.get(jql);
    if (known !== undefined) return known;
    const query = parseJql(jql);
    keep(parsed, jql, query, keptQueries);
    return query;
  }

  private push(found: Issue[], id: number | undefined, request: SearchRequest): void {
    const issue = id === undefined ? undefined : this.versionOf(id, request.reconcileIds);
    if (issue !== undefined) found.push(issue);
  }

  private versionOf(id: number, reconcileIds: readonly number[]): Issue | undefined {
    return reconcileIds.includes(id) ? this.state.issues.get(id) : this.indexed.get(id);
  }

  /** Matches by what the index knows; may be seen by what is true now. */
  private matcher(
    compiled: CompiledQuery,
    request: Pick<SearchRequest, 'actor' | 'reconcileIds'>,
  ): (id: number) => boolean {
    const canSee = visibilityFor(this.state, request.actor);
    const { isHidden } = this.options;
    return (id) => {
      const issue = this.versionOf(id, request.reconcileIds);
      if (issue === undefined || !compiled.matches(issue)) return false;
      const now = this.state.issues.get(id);
      return now !== undefined && canSee(now) && isHidden?.(id, this.searches) !== true;
    };
  }

  private walk(compiled: CompiledQuery, position: number | null): Iterable<number> {
    const lists = [...this.idsOfProject].flatMap(([id, ids]) => (compiled.projectIds?.has(id) === false ? [] : [ids]));
    const { firstId, lastId } = compiled;
    if (compiled.order === 'ascending') {
      return until(ascendingFrom(lists, Math.max(firstId, position ?? 0)), (id) => id > lastId);
    }
    return until(
      descendingFrom(lists, Math.min(lastId, position ?? Number.MAX_SAFE_INTEGER - 1)),
      (id) => id < firstId,
    );
  }

  private sortedList(
    request: SearchRequest,
    compiled: CompiledQuery,
    isMatch: (id: number) => boolean,
  ): readonly number[] {
    const { actor, jql, reconcileIds } = request;
    const key = JSON.stringify([this.version, jql, actor, reconcileIds]);
    const known = request.token === undefined ? undefined : this.sortedLists.get(key);
    if (known !== undefined || typeof compiled.order !== 'function') return known ?? [];
    const issues: Issue[] = [];
    for (const id of this.walk({ ...compiled, order: 'ascending' }, null)) {
      const issue = isMatch(id) ? this.versionOf(id, reconcileIds) : undefined;
      if (issue !== undefined) issues.push(issue);
    }
    const ids = issues.sort(compiled.order).map(({ id }) => id);
    keep(this.sortedLists, key, ids, keptLists);
    return ids;
  }

  private catchUp(): void {
    const nowMs = this.clock.now();
    while ((this.waiting[0]?.dueMs ?? Infinity) <= nowMs) {
      const change = this.waiting.shift();
      if (change !== undefined) this.refresh(change.issueId);
    }
  }

  private refresh(id: number): void {
    this.version += 1;
    const before = this.indexed.get(id);
    const now = this.state.issues.get(id);
    if (before !== undefined && before.projectId !== now?.projectId)
      this.idsOfProject.get(before.projectId)?.remove(id);
    if (now === undefined) {
      this.indexed.delete(id);
      return;
    }
    this.indexed.set(id, now);
    const ids = this.idsOfProject.get(now.projectId) ?? new SortedIds();
    this.idsOfProject.set(now.projectId, ids);
    ids.add(id);
  }

  private tokenOf(position: number, jql: string): string {
    const expiresMs = this.clock.now() + (this.options.tokenLifetimeMs ?? defaultTokenLifetimeMs);
    return Buffer.from(JSON.stringify([position, hashOf(jql), expiresMs])).toString('base64url');
  }

  private positionOf(token: string, jql: string): number {
    const text = Buffer.from(token, 'base64url').toString();
    const match = /^\[(\d+),"([0-9a-f]+)",(\d+)\]$/.exec(text);
    if (match === null || match[2] !== hashOf(jql)) throw badRequest('The nextPageToken is not valid for this query.');
    if (Number(match[3]) < this.clock.now()) throw badRequest('The nextPageToken has expired.');
    return Number(match[1]);
  }
}

function* until(ids: Iterable<number>, isBeyond: (id: number) => boolean): Generator<number> {
  for (const id of ids) {
    if (isBeyond(id)) return;
    yield id;
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.set(key, value);
  const oldest = map.size > most ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('hex').slice(0, 16);
}
