// What the app may ask of the product through `@forge/bridge`, as a table: the commands that the stand-in knows. The
// caller reports any other one on the screen.

import type { Boot, ShellModule } from './boot';
import { createRequestOf } from './create-request';
import { historyBelow } from './page-history';
import { addressOf, goTo, openBeside, routeOf } from './routes';
import { invoke, type OpenedFrame } from './server-api';
import type { ShellSettings } from './settings';
import type { ShellParts } from './shell-parts';

type Payload = Record<string, unknown>;
type Command = (payload: Payload) => unknown;

interface Wiring {
  readonly boot: Boot;
  readonly module: ShellModule;
  readonly opened: OpenedFrame;
  /** What is true at the moment of a call. */
  readonly now: () => {
    readonly settings: ShellSettings;
    readonly parts: ShellParts;
    readonly modal: { readonly close: (payload: unknown) => void } | null | undefined;
    /** Takes what a page saves for its place, such as a gadget's settings. */
    readonly submit: ((payload: unknown) => unknown) | undefined;
  };
  /** Ends when the frame is taken down. */
  readonly signal: AbortSignal;
  readonly setHeightPx: (heightPx: number) => void;
  /** Draws a UI Kit tree. */
  readonly draw: (document: unknown) => void;
}

export function bridgeCommands({
  boot,
  module,
  opened,
  now,
  signal,
  setHeightPx,
  draw,
}: Wiring): ReadonlyMap<string, Command> {
  const { person, siteUrl } = boot;
  const context = () => ({
    accountId: person.accountId,
    cloudId: 'local',
    siteUrl,
    localId: `local/${module.key}`,
    locale: now().settings.locale ?? person.locale ?? 'en-US',
    timezone: person.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    moduleKey: module.key,
    environmentId: 'local',
    environmentType: 'DEVELOPMENT',
    theme: { colorMode: now().settings.colorMode },
    extension: opened.extension,
  });
  const addressIn = (payload: Payload): string => {
    if (typeof payload['url'] === 'string') return payload['url'];
    if (payload['target'] === 'issue') return `/browse/${String(payload['issueKey'])}`;
    if (payload['target'] === 'module') return addressOfModule(boot, payload);
    throw new Error(`The stand-in cannot navigate to the target "${String(payload['target'])}".`);
  };
  /** False tells the genuine bridge that nothing can be saved here. */
  const submitted = (payload: Payload): boolean => {
    const { submit } = now();
    void submit?.(payload);
    return submit !== undefined;
  };
  return new Map<string, Command>([
    ['getContext', context],
    ['invoke', ({ functionKey, payload }) => invoke(opened.frameId, String(functionKey), payload)],
    [
      'fetchProduct',
      ({ restPath, fetchRequestInit }) => fetchProduct(String(restPath), (fetchRequestInit ?? {}) as Payload),
    ],
    ['enableTheming', () => ({ colorMode: now().settings.colorMode })],
    ['showFlag', (flag) => now().parts.showFlag(flag)],
    ['closeFlag', ({ id }) => now().parts.closeFlag(String(id))],
    ['openModal', (payload) => now().parts.openModal(module, payload)],
    ['openIssueCreateModal', ({ data }) => now().parts.openCreate(createRequestOf(data))],
    ['submit', (payload) => submitted(payload)],
    ['close', (payload) => now().modal?.close(payload)],
    [
      'navigate',
      (payload) => (payload['type'] === 'new-tab' ? openBeside(addressIn(payload)) : goTo(addressIn(payload))),
    ],
    ['getUrl', (payload) => new URL(addressIn(payload), siteUrl).href],
    ['reload', () => location.reload()],
    ['on', ({ event, callback }) => now().parts.subscribe(String(event), callback as (payload: unknown) => unknown)],
    ['emit', ({ event, payload }) => now().parts.emit(String(event), payload)],
    ['createHistory', () => historyBelow(addressOfPage(module), signal)],
    ['changeWindowTitle', ({ title }) => void (document.title = String(title))],
    ['emitReadyEvent', () => undefined],
    ['reconcile', ({ forgeDoc }) => draw(forgeDoc)],
    ['onError', ({ error }) => now().parts.reportError(error instanceof Error ? error.message : String(error))],
    ['$height', (heightPx) => setHeightPx(Number(heightPx))],
  ]);
}

function addressOfModule(boot: Boot, { moduleKey, projectKey, path }: Payload): string {
  const wanted = boot.modules.find(({ key }) => key === moduleKey);
  if (wanted?.type !== 'jira:projectPage' || typeof projectKey !== 'string')
    throw new Error(
      `The stand-in cannot navigate to the module "${String(moduleKey)}": it leads to pages of spaces only.`,
    );
  return addressOf.projectPage(projectKey) + (typeof path === 'string' && path !== '/' ? path : '');
}

function addressOfPage({ type }: ShellModule): string {
  const route = routeOf(location.pathname);
  if (type !== 'jira:projectPage' || route.view !== 'project-page')
    throw new Error(`The stand-in gives an address to pages of spaces only, not to a ${type}.`);
  return addressOf.projectPage(route.projectKey);
}

/** The frame asks Jira as the signed-in person; the server decides who that is. */
async function fetchProduct(restPath: string, init: Payload): Promise<unknown> {
  const headers = Object.fromEntries((init['headers'] as [string, string][] | undefined) ?? []);
  const method = String(init['method'] ?? 'GET');
  const answer = await fetch(`/api/jira${restPath}`, {
    method,
    headers: { 'content-type': headers['content-type'] ?? 'application/json' },
    body: method === 'GET' ? null : String(init['body'] ?? ''),
  });
  const { status, statusText } = answer;
  return {
    body: await answer.text(),
    headers: Object.fromEntries(answer.headers),
    status,
    statusText,
    isAttachment: false,
  };
}
