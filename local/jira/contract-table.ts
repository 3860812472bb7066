// The contract without the official description: our own table of the operations that the product uses, and for answers
// the schemas of the jira.js package, which its author holds against a real site. It finds a wrong name, a missing member
// and a wrong status; types inside a request it leaves to the stand-in, which refuses them.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { Contract } from './contract-shape';
import { rows } from './operation-table';

/** Those with fewer placeholders win: `/project/search` is no project. */
const byPlaceholders = [...rows].sort((a, b) => a.placeholders - b.placeholders);

export function tableContract(): Contract {
  const find = (method: string, path: string) =>
    byPlaceholders.find((one) => one.method === method && one.pattern.test(path));
  const models = modelsOfJiraJs();
  return {
    source:
      `The official description of Jira's REST API was not found: requests are held against our own table of ` +
      `${rows.length} operations, answers against the schemas of jira.js.`,
    operationOf: (method, path) => find(method, path)?.name ?? null,
    scopesOf: (method, path) => find(method, path)?.scopes ?? null,
    requestProblems({ method, path, query, body }) {
      const operation = find(method, path);
      if (operation === undefined) return ['there is no such operation in the table'];
      const { bodyMembers, queryNames } = operation;
      const problems = [...query.keys()]
        .filter((name) => !queryNames.has(name))
        .map((name) => `the query name '${name}' is not declared`);
      if (bodyMembers === null) return body === undefined ? problems : [...problems, 'no body is expected'];
      if (bodyMembers === 'any') return problems;
      if (typeof body !== 'object' || body === null || Array.isArray(body)) return [...problems, 'the body is missing'];
      const unknown = Object.keys(body).filter((member) => !bodyMembers.has(member));
      return [...problems, ...unknown.map((member) => `the member '${member}' is not declared`)];
    },
    answerProblems({ method, path, status, body }) {
      const operation = find(method, path);
      if (operation === undefined) return ['there is no such operation in the table'];
      if (!operation.statuses.has(String(status))) return ['this status is not declared'];
      if (status >= 300 || operation.model === null || body === undefined) return [];
      const isList = operation.model.endsWith('[]');
      if (isList && !Array.isArray(body)) return ['a list is expected'];
      const validate = models(isList ? operation.model.slice(0, -2) : operation.model);
      return (isList && Array.isArray(body) ? body : [body]).flatMap(validate);
    },
  };
}

type Validate = (value: unknown) => readonly string[];
interface ZodSchema {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: {
      readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
    };
  };
}

/**
 * The schemas of jira.js for the models of the table. The package is ESM only, and not every place that needs it (Jest)
 * can load ESM, so esbuild, as a process of its own, bundles the few models into a script.
 */
function modelsOfJiraJs(): (model: string) => Validate {
  const models = [...new Set(rows.flatMap(({ model }) => model?.replace('[]', '') ?? []))];
  const require = createRequire(join(process.cwd(), 'package.json'));
  const folder = join(dirname(require.resolve('jira.js/package.json')), 'dist', 'cloud', 'models');
  const contents = models
    .map((model) => `export * as ${model} from ${JSON.stringify(join(folder, `${model}.js`))};`)
    .join('\n');
  const esbuild = join(dirname(require.resolve('esbuild/package.json')), 'bin', 'esbuild');
  const options = ['--bundle', '--format=iife', '--global-name=models', '--log-level=error'];
  const script = execFileSync(process.execPath, [esbuild, ...options], {
    input: contents,
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const bundled = runInNewContext(`${script}; models`, { URL }) as Readonly<
    Record<string, Readonly<Record<string, ZodSchema>>>
  >;
  return (model) => {
    const wanted = `${model}schema`.toLowerCase();
    const schema = Object.entries(bundled[model] ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];
    if (schema === undefined) throw new Error(`jira.js has no schema for ${model}.`);
    return (value) =>
      schema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()) ?? [];
  };
}
