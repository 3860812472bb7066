// `npm run contract:prism`: a second opinion on the local Jira, by a validator that nobody here wrote. Everything that the
// app asks in a tour through its doors goes over HTTP through Stoplight's Prism, which holds each request and each answer
// against Atlassian's OpenAPI file. Prism is fetched by npx and no dependency, since it brings 185 packages along.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { newestOpenApiFile } from '../local/jira/contract';
import { noLimits } from '../local/jira/limits';
import type { Actor, Product, ProductRequest } from '../local/product';
import { createWorld } from '../local/world';
import { tour, tourSite } from './prism/tour';
import { prismReadable } from './prism/description';

const prismPort = 4_011;
const patienceMs = 180_000;
const root = join(__dirname, '..');

async function main(): Promise<void> {
  const file = newestOpenApiFile();
  if (file === undefined)
    throw new Error('There is no OpenAPI file: run `npm run fetch:openapi`, or set BACKLOG_DATA.');
  const prepared = join(root, 'build', 'prism.json');
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(prepared, JSON.stringify(prismReadable(JSON.parse(readFileSync(file, 'utf8')))));
  const operations = new Set<string>();
  const problems: string[] = [];
  let requests = 0;
  const throughPrism = (product: Product): Product => ({
    onEvent: (listener) => product.onEvent(listener),
    handle: async ({ method, path, headers, body }, actor) => {
      const response = await fetch(`http://127.0.0.1:${prismPort}${path}`, {
        method,
        // Who it is travels beside what Prism looks at: it takes no name with a colon.
        headers: { ...headers, authorization: 'Basic YW55OmFueQ==', 'x-actor': JSON.stringify(actor) },
        ...(body === undefined ? {} : { body }),
      });
      const said = await response.clone().text();
      const operation = `${method} ${path.replace(/\?.*/, '').replace(/\/\d{2,}/g, '/{id}')}`;
      requests++;
      operations.add(operation);
      if (said.includes('stoplight.io/prism/errors')) problems.push(`${operation}: ${said.slice(0, 600)}`);
      return response;
    },
  });
  const world = await createWorld({
    seed: tourSite,
    clock: 'wall',
    site: { limits: noLimits },
    wrap: throughPrism,
  });
  const server = await servedWithActor(world.site);
  const prism = await startedPrism(prepared, server);
  try {
    await tour(world);
  } finally {
    prism.kill();
    server.close();
    await world.stop();
  }
  for (const problem of new Set(problems)) console.error(problem);
  console.log(`${requests} requests of ${operations.size} operations through Prism, ${problems.length} violations.`);
  process.exitCode = problems.length === 0 && requests > 0 ? 0 : 1;
}

function servedWithActor(site: Product): Promise<Server> {
  const server = createServer((request, response) => {
    void answered(site, request).then(async (answer) => {
      const body = await answer.text();
      const type = answer.headers.get('content-type');
      response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(body);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function answered(site: Product, request: IncomingMessage): Promise<Response> {
  const body = await text(request);
  return site.handle(
    {
      method: request.method as ProductRequest['method'],
      path: request.url ?? '/',
      headers: { accept: 'application/json', 'content-type': request.headers['content-type'] ?? 'application/json' },
      body: body === '' ? undefined : body,
    },
    JSON.parse(String(request.headers['x-actor'])) as Actor,
  );
}

async function startedPrism(file: string, server: Server) {
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const prism = spawn(
    'npx',
    ['--yes', '@stoplight/prism-cli@5.14.2', 'proxy', file, upstream, '-p', String(prismPort), '--errors'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const untilMs = performance.now() + patienceMs;
  let said = '';
  prism.stdout.on('data', (text: Buffer) => (said += text.toString()));
  while (!said.includes('Prism is listening')) {
    if (prism.exitCode !== null || performance.now() > untilMs) {
      prism.kill();
      throw new Error(`Prism did not start: ${said.slice(-400)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return prism;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
