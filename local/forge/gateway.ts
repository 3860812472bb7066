// The one door through which app code leaves an invocation. Each call passes here: it is counted, may meet a fault,
// costs time on a virtual clock, and is handed to storage, queue or Jira as the right person. What the host does not
// know throws and is remembered as a problem, so that code which swallows the error is found all the same.

import { TextAnswer } from '../answer';
import type { Actor, Product } from '../product';
import { accountReport } from './account-reports';
import { faultAt, type Fault, type FaultLayer, type FaultPoint, type Faults } from '../faults';
import { never, outsideInvocation, type FetchInit, type FetchMeta, type Invocation } from './invocation';
import { noLanguageModel, type LanguageModel } from './language-model';
import type { KvsEndpoints } from './kvs-endpoints';
import type { Manifest } from './manifest';
import type { Meters } from './meters';
import type { Queue } from './queue';

export interface GatewayParts {
  readonly installationId: string;
  readonly manifest: Manifest;
  readonly product: Product;
  readonly kvs: KvsEndpoints;
  readonly queue: Queue;
  readonly languageModel: LanguageModel;
  readonly meters: Meters;
  readonly faults: Faults;
  nowMs(): number;
  untilMs(atMs: number): Promise<void>;
  /** Waits for the turn of this call, and lets a virtual clock move by what such a call takes. */
  pass(layer: FaultLayer): Promise<void>;
  problem(text: string): void;
  changed(): void;
}

interface Call {
  readonly layer: FaultLayer;
  readonly operation: string;
  readonly perform: (fault: Fault | undefined) => Promise<Response>;
}

const languageModelPath = /^https:\/\/llm(?:\/([^/]+))?$/;
const kvsPath = /^\/api\/v1\//;
const queuePath =
  /^\/webhook\/queue\/(publish|stats|cancel)\/\{contextAri\}\/\{environmentId\}\/\{appId\}\/\{appVersion\}$/;

export async function request(
  parts: GatewayParts,
  invocation: Invocation,
  meta: FetchMeta,
  path: string,
  init: FetchInit,
): Promise<Response> {
  const call = route(parts, invocation, meta, path, init);
  const point = {
    layer: call.layer,
    operation: call.operation,
    installationId: parts.installationId,
    functionKey: invocation.identity.functionKey,
  };
  return through(parts, invocation, point, call.perform);
}

/** Also asked at the start and the end of an invocation, where there is nothing to perform. */
export async function through(
  parts: Pick<GatewayParts, 'faults' | 'nowMs' | 'untilMs' | 'pass' | 'problem'>,
  invocation: Invocation,
  point: FaultPoint,
  perform: (fault: Fault | undefined) => Promise<Response>,
): Promise<Response> {
  await parts.pass(point.layer);
  if (invocation.isOver) return never();
  const fault = faultAt(parts.faults, point, parts.problem);
  if (fault?.kind === 'kill' && fault.when === 'before') {
    invocation.finish({ kind: 'killed' });
    return never();
  }
  if (fault?.kind === 'delay') await parts.untilMs(parts.nowMs() + fault.ms);
  if (invocation.isOver) return never();
  if (fault?.kind === 'answer')
    return new TextAnswer(fault.body ?? '', { status: fault.status, headers: fault.headers ?? {} });
  const answer = await outsideInvocation(() => perform(fault));
  if (fault?.kind === 'kill') invocation.finish({ kind: 'killed' });
  if (invocation.isOver) return never();
  if (fault?.kind === 'lose-answer') return new TextAnswer('The answer was lost.', { status: fault.status });
  return fault?.kind === 'alter' ? fault.alter(answer) : answer;
}

function route(parts: GatewayParts, invocation: Invocation, meta: FetchMeta, path: string, init: FetchInit): Call {
  const body = bodyOf(init);
  if (meta.type === 'kvs' && kvsPath.test(path)) {
    if (!parts.manifest.scopes.includes('storage:app'))
      return unknown(parts, 'Storage was used without the scope storage:app');
    return {
      layer: 'kvs',
      operation: path.replace(kvsPath, ''),
      perform: (fault) => {
        const bend = {
          ...(fault?.kind === 'stale' ? { staleMs: fault.ms } : {}),
          ...(fault?.kind === 'partial' ? { keep: fault.keep } : {}),
        };
        return parts.kvs.handle(path, body ?? '', bend).catch((error: unknown) => unknown(parts, String(error)));
      },
    };
  }
  if (meta.type === 'fpp' && meta.remote === 'stargate' && meta.provider === 'app' && path === '/app/report-accounts') {
    if (!parts.manifest.scopes.includes('report:personal-data'))
      return unknown(parts, 'Accounts were reported without the scope report:personal-data');
    return { layer: 'jira', operation: 'report-accounts', perform: () => accountReport(parts.product, body ?? '') };
  }
  const queueCall =
    meta.type === 'fpp' && meta.remote === 'stargate' && meta.provider === 'app'
      ? queuePath.exec(path)?.[1]
      : undefined;
  if (queueCall !== undefined) return queueRequest(parts, invocation, queueCall, body ?? '');
  const llmCall = meta.type === 'llm' ? languageModelPath.exec(path) : null;
  if (llmCall !== null) return languageModelRequest(parts, llmCall[1], body ?? '');
  if (meta.type === 'fpp' && meta.remote === 'jira' && meta.contextAri === undefined)
    return jiraRequest(parts, invocation, meta, path, init, body);
  return unknown(
    parts,
    `The local host does not know the request ${meta.type} ${meta.remote ?? ''} ${init.method ?? 'GET'} ${path}`,
  );
}

function languageModelRequest(parts: GatewayParts, model: string | undefined, body: string): Call {
  const perform = async () => {
    if (!parts.manifest.hasLanguageModel) return noLanguageModel();
    return model === undefined ? parts.languageModel.list() : parts.languageModel.chat(decodeURIComponent(model), body);
  };
  return { layer: 'llm', operation: model === undefined ? 'list' : 'chat', perform };
}

function queueRequest(parts: GatewayParts, invocation: Invocation, call: string, body: string): Call {
  if (call === 'stats') return { layer: 'queue', operation: 'stats', perform: () => parts.queue.stats(body) };
  if (call === 'cancel') return { layer: 'queue', operation: 'cancel', perform: () => parts.queue.cancel(body) };
  return {
    layer: 'queue',
    operation: 'push',
    perform: async (fault) => {
      const answer = await parts.queue.push(
        body,
        invocation.identity.chainId,
        fault?.kind === 'partial' ? fault.keep : undefined,
      );
      parts.changed();
      return answer;
    },
  };
}

function jiraRequest(
  parts: GatewayParts,
  invocation: Invocation,
  meta: FetchMeta,
  path: string,
  init: FetchInit,
  body: string | undefined,
): Call {
  const method = (init.method ?? 'GET').toUpperCase();
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT' && method !== 'DELETE')
    return unknown(parts, `The local host does not know the method ${method}`);
  const operation = `${method} ${path.split('?')[0]}`;
  const actor = actorOf(parts.manifest, invocation, meta);
  if (actor === undefined) {
    // The shape from which @forge/api makes its NeedsAuthenticationError.
    const answer = () =>
      new Response(null, { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } });
    return { layer: 'jira', operation, perform: async () => answer() };
  }
  return {
    layer: 'jira',
    operation,
    perform: () => {
      parts.meters.jiraRequests++;
      return parts.product.handle({ method, path, headers: headersOf(init.headers), body }, actor);
    },
  };
}

/** Undefined when there is nobody to act as. */
function actorOf(manifest: Manifest, invocation: Invocation, meta: FetchMeta): Actor | undefined {
  if (meta.provider === 'app') return { kind: 'app' };
  if (meta.provider === 'none') return { kind: 'anonymous' };
  if (meta.accountId !== undefined)
    return manifest.canImpersonate ? { kind: 'user', accountId: meta.accountId } : undefined;
  const { accountId } = invocation.identity;
  return accountId === undefined ? undefined : { kind: 'user', accountId };
}

function unknown(parts: GatewayParts, text: string): never {
  parts.problem(text);
  throw new Error(`${text}.`);
}

function bodyOf({ body }: FetchInit): string | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body !== 'string') throw new Error('The local host carries text bodies only.');
  return body;
}

function headersOf(headers: unknown): Record<string, string> {
  return Object.fromEntries(new Headers((headers ?? {}) as Record<string, string>));
}
