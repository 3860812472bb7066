// Fetches the official description of Jira's REST API, against which tests hold every request and answer. It is
// Atlassian's file and not committed; without it a small table of our own does the same work less strictly.

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchedOpenApiFolder } from '../local/jira/contract';

const address = 'https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json';
const timeoutMs = 60_000;

interface Description {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, unknown>>;
}

function isDescription(value: unknown): value is Description {
  return (
    typeof value === 'object' &&
    value !== null &&
    'info' in value &&
    'paths' in value &&
    '/rest/api/3/search/jql' in (value.paths as object)
  );
}

async function fetchDescription(): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const text = await response.text();
  const description: unknown = JSON.parse(text);
  if (!isDescription(description)) throw new Error('what it sent is not the description of the REST API');
  mkdirSync(fetchedOpenApiFolder, { recursive: true });
  const file = join(fetchedOpenApiFolder, `jira-v3-${new Date().toISOString().slice(0, 10)}.json`);
  writeFileSync(`${file}.part`, text); // renamed when whole, so that an interrupted run leaves nothing that looks like one
  renameSync(`${file}.part`, file);
  return `${file}: version ${description.info.version}, ${Object.keys(description.paths).length} paths.`;
}

try {
  console.log(await fetchDescription());
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  console.error(
    `The description could not be fetched from ${address}: ${error instanceof Error ? error.message : String(error)}${cause}.`,
  );
  process.exitCode = 1;
}
