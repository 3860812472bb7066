// Jira's contract as a gate: every request of a run and every answer to it are held against the official description of
// the REST API, and what does not fit is written down. The description itself is not ours to ship: it is found where
// BACKLOG_DATA points, or where `npm run fetch:openapi` put it; without it a small table of our own operations and the
// schemas of the jira.js package do the same work, less strictly, and the run says so.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, Product, ProductEvent, ProductRequest } from '../product';
import { documentProblem } from './adf';
import type { Contract } from './contract-shape';
import { openApiContract } from './contract-openapi';
import { tableContract } from './contract-table';

export type { Contract } from './contract-shape';

export interface CheckedProduct extends Product {
  /** One sentence for each thing that did not fit; a test that ends with any has failed. */
  readonly violations: string[];
  readonly operationsHit: Set<string>;
}

/** What the platform in front of Jira may answer to anything, though no operation declares it. */
const platformStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export function checkedProduct(product: Product, contract: Contract): CheckedProduct {
  const violations: string[] = [];
  const operationsHit = new Set<string>();
  return {
    violations,
    operationsHit,
    onEvent: (listener: (event: ProductEvent) => void) => product.onEvent(listener),
    async handle(request: ProductRequest, actor: Actor): Promise<Response> {
      const { method } = request;
      const { pathname: path, searchParams: query } = new URL(request.path, 'http://local');
      const note = (problem: string) => violations.push(`${method} ${path}: ${problem}`);
      const operation = contract.operationOf(method, path);
      if (operation !== null) operationsHit.add(operation);
      const body = parsedOr(request.body, () => note('the body of the request is not JSON'));
      for (const problem of contract.requestProblems({ method, path, query, body })) note(problem);
      for (const problem of documentProblems(path, body)) note(problem);
      const response = await product.handle(request, actor);
      const { status } = response;
      if (platformStatuses.has(status)) return response;
      const text = await response.clone().text();
      const answer = parsedOr(text === '' ? undefined : text, () => note('the body of the answer is not JSON'));
      for (const problem of contract.answerProblems({ method, path, status, body: answer }))
        note(`answered ${status}: ${problem}`);
      return response;
    },
  };
}

function parsedOr(text: string | undefined, onProblem: () => void): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Whatever the parser dislikes is the same violation.
    if (error instanceof Error) onProblem();
    return undefined;
  }
}

/** The API description leaves rich text open; Atlassian's document schema does not. */
function documentProblems(path: string, body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null) return [];
  const at = (value: unknown, member: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
  const documents: (readonly [where: string, value: unknown])[] = [];
  if (/\/issue\/[^/]+\/comment(\/[^/]+)?$/.test(path)) documents.push(['body', at(body, 'body') ?? null]);
  if (/\/issueLink$/.test(path) && at(body, 'comment') !== undefined)
    documents.push(['comment.body', at(at(body, 'comment'), 'body') ?? null]);
  if (/\/issue(\/[^/]+)?$/.test(path)) {
    for (const field of ['description', 'environment']) {
      const value = at(at(body, 'fields'), field);
      if (value !== undefined && value !== null) documents.push([`fields.${field}`, value]);
    }
  }
  return documents.flatMap(([where, value]) => {
    const problem = documentProblem(value);
    return problem === null ? [] : [`${where}: ${problem}`];
  });
}

/** Where `npm run fetch:openapi` puts the description. */
export const fetchedOpenApiFolder = join('.local-data', 'jira-openapi');

let found: Promise<Contract> | undefined; // reading the description takes a moment, and it is the same for every test of a file

/** The best contract at hand. Never fails: without the description there is the table. */
export function findContract(): Promise<Contract> {
  found ??= bestContract();
  return found;
}

async function bestContract(): Promise<Contract> {
  const file = newestOpenApiFile();
  return file === undefined ? tableContract() : openApiContract(file);
}

/** Of the data folder, or of what was fetched. */
export function newestOpenApiFile(): string | undefined {
  const data = process.env.BACKLOG_DATA;
  for (const folder of [...(data === undefined ? [] : [join(data, 'jira-openapi')]), fetchedOpenApiFolder]) {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
    const newest =
      files
        .filter((name) => name.startsWith('jira-v3'))
        .sort()
        .at(-1) ?? files.sort().at(-1);
    if (newest !== undefined) return join(folder, newest);
  }
  return undefined;
}
