// The local Jira: a site that keeps its state in memory and answers the REST operations that the product uses, as Jira
// answers them. It stands behind the same `Product` door as the proxy to a real site, and can also be reached over HTTP.
// What it does not know it refuses loudly with 501; FIDELITY.md says what it knows, row by row.

import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { TextAnswer, textRequest } from '../answer';
import type { Clock } from '../clock';
import type { Actor, Product, ProductEvent, ProductRequest } from '../product';
import { shallowEnough } from './adf';
import { EventBook } from './events';
import { Renderer } from './issue-json';
import { JiraError } from './jira-error';
import { JqlApps } from './jql-apps';
import { documentedLimits, Meter } from './limits';
import type { Limits, Method } from './limits';
import { attention } from './operations/attention';
import type { Mail } from './operations/attention';
import { catalog } from './operations/catalog';
import { comments } from './operations/comments';
import { issues } from './operations/issues';
import { links } from './operations/links';
import { historyItem, notKnown } from './operations/operation';
import type { Call, Env, Routes, SiteParts } from './operations/operation';
import { people } from './operations/people';
import { permissionChecks } from './operations/permission-checks';
import { precomputations } from './operations/precomputations';
import { projectRoles } from './operations/project-roles';
import { projects } from './operations/projects';
import { properties } from './operations/properties';
import { remoteLinks } from './operations/remote-links';
import { searching } from './operations/searching';
import { transitions } from './operations/transitions';
import { uiModifications } from './operations/ui-modifications';
import type { UiModification } from './operations/ui-modifications';
import { SearchIndex } from './search-index';
import type { IndexOptions } from './search-index';
import type { PersonSeed, ProjectSeed, SiteSeed } from './seed';
import { snapshotOf } from './snapshot';
import { SiteState } from './state';

export interface SiteOptions {
  readonly clock: Clock;
  /** Of every request. Default 0. */
  readonly latencyMs?: number;
  /** Default: as documented. `noLimits` for a clock that stands still. */
  readonly limits?: Limits;
  readonly index?: IndexOptions;
  /** What `self` links begin with. Default `https://local.atlassian.net`, and the address once it listens. */
  readonly siteUrl?: string;
}

const root = '/rest/api/3';

export class JiraSite implements Product {
  readonly state: SiteState;
  /** Mails that were sent, oldest first. */
  readonly outbox: Mail[] = [];
  /** What was asked for and is not known here, such as `GET /rest/api/3/dashboard`. */
  readonly unknownOperations: string[] = [];
  /** What the installed app adds to JQL. */
  readonly apps: JqlApps;
  readonly uiModifications = new Map<string, UiModification>();
  private handled = 0;
  private address: string;
  private readonly meter: Meter;
  private readonly events: EventBook;
  private readonly parts: SiteParts;
  private readonly app: Routes;

  constructor(
    seed: SiteSeed,
    private readonly options: SiteOptions,
  ) {
    const { clock } = options;
    this.address = options.siteUrl ?? 'https://local.atlassian.net';
    this.state = new SiteState(shallowSeed(seed));
    this.meter = new Meter(clock, options.limits ?? documentedLimits);
    this.events = new EventBook(this.state, () => clock.now());
    this.apps = new JqlApps(clock);
    const index = new SearchIndex(this.state, clock, this.apps, options.index ?? {});
    this.parts = {
      state: this.state,
      index,
      apps: this.apps,
      meter: this.meter,
      events: this.events,
      clock,
      siteUrl: () => this.address,
    };
    this.app = this.routes();
  }

  get people(): readonly PersonSeed[] {
    return [...this.state.people.values()];
  }

  get requestsHandled(): number {
    return this.handled;
  }

  pointsUsed(): number {
    return this.meter.pointsUsed;
  }

  snapshot(): SiteSeed {
    return snapshotOf(this.state);
  }

  onEvent(listener: (event: ProductEvent) => void): () => void {
    return this.events.subscribe(listener);
  }

  async handle(request: ProductRequest, actor: Actor): Promise<Response> {
    const { clock, latencyMs = 0 } = this.options;
    if (latencyMs > 0) await clock.until(clock.now() + latencyMs);
    const { method, path, headers, body } = request;
    const url = new URL(path, 'http://local').href;
    return this.app.fetch(textRequest(method, url, headers, method === 'GET' ? '' : (body ?? '')), { actor });
  }

  /**
   * Serves the REST API over HTTP. Basic authentication names the person by mail address or account id; any password
   * will do, since there is nothing to protect. Port 0 takes a free one.
   */
  async listen(port: number): Promise<{ readonly url: string; close(): Promise<void> }> {
    const fetchAs = (request: Request) => {
      const actor = this.actorOf(request.headers.get('authorization'));
      return actor === null
        ? Response.json(
            { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} },
            { status: 401 },
          )
        : this.app.fetch(request, { actor });
    };
    return new Promise((resolve, reject) => {
      const server = serve({ fetch: fetchAs, port, hostname: '127.0.0.1' }, (info) => {
        this.address = `http://127.0.0.1:${info.port}`;
        const close = () => new Promise<void>((done) => server.close(() => done()));
        resolve({ url: this.address, close });
      });
      server.on('error', reject);
    });
  }

  /** Moves an issue to another project: it gets a new key, and the old one still leads to it. */
  moveIssue(idOrKey: string | number, projectKey: string, actor: Actor): string {
    const issue = this.state.issueOf(idOrKey);
    const project = this.state.projectOf(projectKey);
    if (issue === undefined || project === undefined)
      throw new Error(`There is no ${idOrKey} or no project ${projectKey} to move it to.`);
    const key = this.state.nextKey(project);
    const nowMs = this.options.clock.now();
    const from = this.state.projects.get(issue.projectId)?.key ?? null;
    const items = [historyItem('project', from, project.key), historyItem('Key', issue.key, key)];
    const entry = {
      id: this.state.nextId(),
      author: actor.kind === 'user' ? actor.accountId : null,
      created: new Date(nowMs).toISOString(),
      items,
    };
    const moved = {
      ...issue,
      key,
      projectId: project.id,
      formerKeys: [...issue.formerKeys, issue.key],
      updatedMs: nowMs,
      securityLevel: null,
      history: [...issue.history, entry],
    };
    this.state.putIssue(moved);
    this.events.issue('updated', moved, actor, new Renderer(this.state, actor, this.address), entry);
    return key;
  }

  /** Changes what an administrator changes: who browses a project, whether it is archived, its security levels. */
  changeProject(key: string, change: Partial<Omit<ProjectSeed, 'id' | 'key' | 'properties'>>): void {
    const project = this.state.projectOf(key);
    if (project === undefined) throw new Error(`There is no project ${key}.`);
    this.state.putProject({ ...project, ...change });
  }

  changePerson(accountId: string, change: Partial<Omit<PersonSeed, 'accountId'>>): void {
    const person = this.state.people.get(accountId);
    if (person === undefined) throw new Error(`There is no person ${accountId}.`);
    this.state.people.set(accountId, { ...person, ...change });
  }

  private routes(): Routes {
    const { parts } = this;
    const app = new Hono<Env>();
    app.use(async (call, next) => {
      this.handled += 1;
      call.json = jsonAnswer as Call['json'];
      const method = call.req.method as Method;
      const endpoint = endpointOf(call.req.path);
      this.meter.admit(method, endpoint, isWide(method, endpoint));
      this.meter.spend(1);
      await next();
      for (const [name, value] of Object.entries(this.meter.headers())) call.res.headers.set(name, value);
    });
    const all: readonly Routes[] = [
      searching(parts),
      properties(parts),
      issues(parts),
      comments(parts),
      links(parts),
      remoteLinks(parts),
      transitions(parts),
      attention(parts, this.outbox),
      permissionChecks(parts),
      projects(parts),
      people(parts),
      projectRoles(parts),
      catalog(parts),
      uiModifications(parts, this.uiModifications),
      precomputations(parts, this.apps.computed),
    ];
    for (const routes of all) app.route(root, routes);
    app.notFound((call) => {
      const operation = `${call.req.method} ${call.req.path}`;
      this.unknownOperations.push(operation);
      return refusal(notKnown(operation));
    });
    app.onError((error) => {
      if (error instanceof JiraError) return refusal(error);
      // A defect of the stand-in: it must be seen, and it must not look like an answer of Jira.
      console.error(error);
      return refusal(new JiraError(500, [`The local Jira failed: ${error.message}`]));
    });
    return app;
  }

  private actorOf(authorization: string | null): Actor | null {
    if (authorization === null) return { kind: 'anonymous' };
    const credentials = Buffer.from(authorization.replace(/^Basic /i, ''), 'base64').toString();
    const name = credentials.slice(0, Math.max(0, credentials.lastIndexOf(':'))); // account ids have colons of their own
    if (name === this.state.appUser.accountId) return { kind: 'app' };
    const person = this.people.find(
      ({ accountId, email }) => accountId === name || (email !== undefined && email === name),
    );
    return person === undefined ? null : { kind: 'user', accountId: person.accountId };
  }
}

function jsonAnswer(value: unknown, status = 200): Response {
  return TextAnswer.json(value, { status });
}

function refusal(error: JiraError): Response {
  const { status, errorMessages, errors, headers } = error;
  return TextAnswer.json({ errorMessages, errors }, { status, headers: { ...headers } });
}

/** The path with ids and keys taken out: what a burst limit is counted for. */
function endpointOf(path: string): string {
  return path.slice(root.length).replace(/\/(\d+|[A-Za-z][A-Za-z0-9_]*-\d+)(?=\/|$)/g, '/*');
}

function isWide(method: Method, endpoint: string): boolean {
  return (method === 'GET' && endpoint === '/issue/*') || endpoint === '/search/approximate-count';
}

/** No answer can be written from a document that is nested without end, so such a description keeps its words only. */
function shallowSeed(seed: SiteSeed): SiteSeed {
  const issues = seed.issues.map((issue) =>
    issue.description === undefined || issue.description === null || typeof issue.description === 'string'
      ? issue
      : { ...issue, description: shallowEnough(issue.description) },
  );
  return { ...seed, issues };
}
