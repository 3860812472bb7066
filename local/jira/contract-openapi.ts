// The contract by the official OpenAPI description. Stricter than the description reads, where leniency would hide a
// mistake: a query name or a member of a body that is not declared is a problem, and so is a status that is not.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { CheckedAnswer, CheckedRequest, Contract } from './contract-shape';

type Schema = Readonly<Record<string, unknown>>;
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[] };
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content>>;
  readonly 'x-atlassian-oauth2-scopes'?: readonly {
    readonly scheme: string;
    readonly state: string;
    readonly scopes: readonly string[];
  }[];
}
interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, OperationObject>> & { readonly parameters?: readonly Parameter[] }>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly name: string;
  readonly pattern: RegExp;
  readonly placeholders: number;
  readonly object: OperationObject;
  readonly parameters: readonly Parameter[];
}

/** Still described, but Jira answers 410 there. */
const removedPaths: ReadonlySet<string> = new Set(['/rest/api/3/search']);

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

export function openApiContract(file: string): Contract {
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const operations = operationsOf(description);
  const problemsOf = schemaChecker(description.components.schemas);
  const find = (method: string, path: string) => operations.get(method)?.find(({ pattern }) => pattern.test(path));
  const schemaOf = (content: Content | undefined) => content?.content?.['application/json']?.schema;

  return {
    source: `Requests and answers are held against ${basename(file)}, the official description of Jira's REST API.`,
    operationOf: (method, path) => find(method, path)?.name ?? null,
    scopesOf(method, path) {
      const operation = find(method, path);
      if (operation === undefined) return null;
      const scopes = operation.object['x-atlassian-oauth2-scopes'] ?? [];
      return scopes.find(({ scheme, state }) => scheme === 'OAuth2' && state === 'Current')?.scopes ?? [];
    },
    requestProblems({ method, path, query, body }: CheckedRequest) {
      const operation = find(method, path);
      if (operation === undefined) return ['there is no such operation'];
      const problems = queryProblems(operation, query);
      const { requestBody } = operation.object;
      if (requestBody === undefined) return body === undefined ? problems : [...problems, 'no body is expected'];
      const schema = schemaOf(requestBody);
      if (body === undefined) return requestBody.required === true ? [...problems, 'the body is missing'] : problems;
      return schema === undefined ? problems : [...problems, ...problemsOf(schema, body)];
    },
    answerProblems({ method, path, status, body }: CheckedAnswer) {
      const operation = find(method, path);
      if (operation === undefined) return ['there is no such operation'];
      const answer = operation.object.responses[String(status)] ?? operation.object.responses.default;
      if (answer === undefined) return ['this status is not declared'];
      const schema = schemaOf(answer);
      return schema === undefined || body === undefined ? [] : problemsOf(schema, body);
    },
  };
}

/** By method; those with fewer placeholders first, so that `/project/search` is not taken for a project. */
function operationsOf({ paths }: Description): ReadonlyMap<string, readonly Operation[]> {
  const operations = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(paths)) {
    if (removedPaths.has(path)) continue;
    const source = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    for (const method of methods) {
      const object = item[method];
      if (object === undefined) continue;
      const name = `${method.toUpperCase()} ${path}`;
      const of = operations.get(method.toUpperCase()) ?? [];
      operations.set(method.toUpperCase(), of);
      of.push({
        name,
        pattern: new RegExp(`^${source}$`),
        placeholders: path.split('{').length,
        object,
        parameters: [...(item.parameters ?? []), ...(object.parameters ?? [])],
      });
    }
  }
  for (const of of operations.values()) of.sort((a, b) => a.placeholders - b.placeholders);
  return operations;
}

function queryProblems({ parameters }: Operation, query: URLSearchParams): readonly string[] {
  const declared = parameters.filter((parameter) => parameter.in === 'query');
  const problems: string[] = [];
  for (const [name, value] of query) {
    const parameter = declared.find((one) => one.name === name);
    if (parameter === undefined) problems.push(`the query name '${name}' is not declared`);
    else if (parameter.schema?.type === 'integer' && !/^-?\d+$/.test(value))
      problems.push(`the query ${name} must be an integer`);
    else if (parameter.schema?.type === 'boolean' && !/^(true|false)$/.test(value))
      problems.push(`the query ${name} must be a boolean`);
    else if (parameter.schema?.enum?.includes(value) === false)
      problems.push(`the query ${name} does not know '${value}'`);
  }
  for (const { name, required } of declared)
    if (required === true && !query.has(name)) problems.push(`the query ${name} is missing`);
  return problems;
}

/** Schemas are compiled when they are first met: the description has a thousand, a run meets thirty. */
function schemaChecker(
  schemas: Readonly<Record<string, Schema>>,
): (schema: Schema, value: unknown) => readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
  addFormats(ajv);
  // Jira writes offsets without a colon.
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/);
  ajv.addSchema({ $id: 'jira', definitions: jsonSchemaOf(schemas) });
  const compiled = new Map<Schema, ValidateFunction>();
  const resolved = (schema: Schema): Schema => {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
    return name === undefined ? schema : (schemas[name] ?? schema);
  };
  return (schema, value) => {
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile(jsonSchemaOf(schema) as Schema);
      compiled.set(schema, validate);
    }
    const problems = validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`.trim());
    return [...problems, ...undeclaredMembers(resolved(schema), value)];
  };
}

function undeclaredMembers({ properties, additionalProperties }: Schema, value: unknown): readonly string[] {
  const isOpen = typeof additionalProperties === 'object';
  if (
    isOpen ||
    typeof properties !== 'object' ||
    properties === null ||
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value)
  )
    return [];
  return Object.keys(value).flatMap((member) =>
    Object.hasOwn(properties, member) ? [] : [`the member '${member}' is not declared`],
  );
}

const annotations = new Set(['example', 'xml', 'externalDocs', 'discriminator', 'description']);

/** OpenAPI 3.0 as JSON Schema: references lead to our own root, `nullable` becomes a type. */
function jsonSchemaOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonSchemaOf);
  if (typeof value !== 'object' || value === null) return value;
  const schema: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    // A property may be called `description`; an annotation of that name is a text.
    if (name.startsWith('x-') || (annotations.has(name) && (name !== 'description' || typeof inner === 'string')))
      continue;
    schema[name] =
      name === '$ref' ? String(inner).replace('#/components/schemas/', 'jira#/definitions/') : jsonSchemaOf(inner);
  }
  if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  delete schema.nullable;
  return schema;
}
