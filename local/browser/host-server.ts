// What the Jira-like page asks its server: who is signed in, Jira's data as that person, and the app's answers as that
// person. Only this page may ask: a request from another origin, the app's frames included, is refused.

import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { boolean, object, optional, parse, picklist, string, unknown, ValiError } from 'valibot';
import type { TourStop } from '../demo/tour';
import type { JiraSite } from '../jira/site';
import type { ProductRequest } from '../product';
import { FrameBook, PlaceNotVisible, type AskJira } from './frames';
import { sendFile } from './frame-server';
import type { PageManifest } from './modules';

interface Person {
  readonly accountId: string;
  readonly displayName: string;
  readonly isSiteAdmin?: boolean;
  /** Such as `de-DE`. */
  readonly locale?: string;
  readonly timeZone?: string;
}

interface Invocation {
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload: unknown;
  readonly accountId: string;
  readonly extension: Readonly<Record<string, unknown>>;
}

/** What the browser needs of a world: an installed app, the site's people, and the name of the site. */
export interface BrowserWorld {
  readonly installation: {
    invoke(invocation: Invocation): Promise<unknown>;
    requestAsUser: AskJira;
  };
  readonly people: readonly Person[];
  /** Absent in front of a real site, whose registrations only the app itself may read. */
  readonly site?: Pick<JiraSite, 'uiModifications' | 'outbox'>;
}

/** What can be done with a demo besides using it. */
export interface Demo {
  /** Puts what people would have done by now into the world that is shown. */
  fill(): Promise<void>;
  /** The world that is shown from then on. */
  startOver(): Promise<BrowserWorld>;
}

interface HostOptions {
  readonly world: BrowserWorld;
  readonly manifest: PageManifest;
  readonly builtFolder: string;
  /** HTML of the shell; its element `boot` is filled here. */
  readonly page: string;
  readonly origins: { readonly host: string; readonly frames: string };
  /** Stops of a guided tour; none where the site is not the demo. */
  readonly tour: readonly TourStop[];
  readonly demo: Demo | undefined;
}

const demoSchema = object({ change: picklist(['fill', 'start-over']) });
const personSchema = object({ accountId: string() });
const placeSchema = object({
  projectKey: optional(string()),
  issueKey: optional(string()),
  issueTypeId: optional(string()),
  gadget: optional(object({ id: string(), isEdited: boolean(), configuration: optional(unknown()) })),
});
const frameSchema = object({ moduleKey: string(), place: placeSchema, modal: optional(unknown()) });
const invokeSchema = object({ frameId: string(), functionKey: string(), payload: optional(unknown()) });
const methodSchema = picklist(['GET', 'POST', 'PUT', 'DELETE']);

export function hostApp({ manifest, builtFolder, page, origins, tour, demo, ...options }: HostOptions): Hono {
  const app = new Hono();
  let { world } = options;
  const frames = new FrameBook((accountId, request) => world.installation.requestAsUser(accountId, request));

  const personOf = (context: Context): Person => {
    const chosen = getCookie(context, 'person');
    const person = world.people.find((each) => each.accountId === chosen) ?? world.people[0];
    if (!person) throw new Error('The site has no people, so nobody can look at it.');
    return person;
  };

  app.onError((error, context) => {
    if (error instanceof PlaceNotVisible) return context.json({ message: error.message }, 404);
    const isAskedWrongly = error instanceof ValiError || error instanceof SyntaxError;
    if (!isAskedWrongly) console.error(error); // a defect of the host or the app: whoever started it wants the stack
    return context.json({ message: error.message }, isAskedWrongly ? 400 : 500);
  });
  app.use('/api/*', async (context, next) => {
    const origin = context.req.header('origin');
    const isSafe = context.req.method === 'GET' && context.req.header('sec-fetch-site') !== 'cross-site';
    if (origin ? origin !== origins.host : !isSafe)
      return context.json({ message: 'Only the page of this host may ask.' }, 403);
    context.header('cache-control', 'no-store');
    return next();
  });

  app.post('/api/person', async (context) => {
    const { accountId } = parse(personSchema, await context.req.json());
    if (!world.people.some((person) => person.accountId === accountId))
      return context.json({ message: 'Nobody here has that account.' }, 404);
    setCookie(context, 'person', accountId, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.body(null, 204);
  });

  app.post('/api/demo', async (context) => {
    if (demo === undefined) return context.json({ message: 'This site is no demo.' }, 404);
    const { change } = parse(demoSchema, await context.req.json());
    if (change === 'fill') await demo.fill();
    else world = await demo.startOver();
    return context.body(null, 204);
  });

  app.post('/api/frames', async (context) => {
    const { moduleKey, place, modal } = parse(frameSchema, await context.req.json());
    const module = manifest.modules.find((each) => each.key === moduleKey);
    if (!module) return context.json({ message: `The manifest has no page module "${moduleKey}".` }, 404);
    const person = personOf(context);
    const { frameId, extension } = await frames.open(module, place, person.accountId, modal);
    return context.json({ frameId, extension, url: `${origins.frames}/${module.resourceKey}/index.html` });
  });

  app.post('/api/invoke', async (context) => {
    const { frameId, functionKey, payload } = parse(invokeSchema, await context.req.json());
    const { accountId } = personOf(context);
    const frame = frames.of(frameId, accountId);
    if (!frame)
      return context.json({ message: 'This page was opened by somebody else or too long ago: load it again.' }, 409);
    const { module, extension } = frame;
    const value = await world.installation.invoke({
      moduleKey: module.key,
      functionKey,
      payload,
      accountId,
      extension,
    });
    return context.json({ value: value ?? null });
  });

  // Jira itself knows where an app is registered; nobody else may ask.
  app.get('/api/ui-modifications', (context) => {
    const { projectId, issueTypeId } = context.req.query();
    const fits = (wanted: string | null | undefined, is: string | undefined) => (wanted ?? is) === is;
    const all = [...(world.site?.uiModifications.values() ?? [])];
    const found = all.filter(({ contexts = [] }) =>
      contexts.some(
        (one) => fits(one.projectId, projectId) && fits(one.issueTypeId, issueTypeId) && fits(one.viewType, 'GIC'),
      ),
    );
    return context.json({ values: found.map(({ id, data }) => ({ id, ...(data === undefined ? {} : { data }) })) });
  });

  app.get('/api/mailbox', (context) => {
    const { accountId } = personOf(context);
    const mails = (world.site?.outbox ?? []).filter(({ to }) => to.includes(accountId));
    return context.json({ mails: mails.map(({ atMs, subject, textBody }) => ({ atMs, subject, textBody })).reverse() });
  });

  app.all('/api/jira/*', async (context) => {
    const { pathname, search } = new URL(context.req.url);
    const request: ProductRequest = {
      method: parse(methodSchema, context.req.method),
      path: pathname.slice('/api/jira'.length) + search,
      headers: { accept: 'application/json', 'content-type': context.req.header('content-type') ?? 'application/json' },
      body: context.req.method === 'GET' ? undefined : await context.req.text(),
    };
    return world.installation.requestAsUser(personOf(context).accountId, request);
  });

  app.get('/assets/*', (context) => sendFile(context, `${builtFolder}/shell`, context.req.path.slice(1)));
  app.get('/tokens.css', (context) => sendFile(context, builtFolder, 'tokens.css'));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('*', (context) => {
    const person = personOf(context);
    const boot = {
      people: world.people,
      person,
      modules: manifest.modules,
      framesOrigin: origins.frames,
      siteUrl: origins.host,
      tour,
      isDemo: demo !== undefined,
    };
    context.header('content-security-policy', shellPolicy(origins.frames));
    context.header('cache-control', 'no-store');
    return context.html(page.replace('START-DATA', () => JSON.stringify(boot).replaceAll('<', '\\u003c')));
  });
  return app;
}

/** Styles may be inline: parts of Atlaskit that only the product's own pages use write them at run time. */
const shellPolicy = (framesOrigin: string): string =>
  `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src ${framesOrigin}; object-src 'none'; base-uri 'none'`;
