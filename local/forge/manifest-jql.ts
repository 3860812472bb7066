// What the manifest adds to Jira's query language: short names for what apps keep with an issue, and functions. The host
// hands both to the product, which asks back for what a function comes to.

import { array, looseObject, minLength, optional, parse, picklist, pipe, string } from 'valibot';

const modulesSchema = looseObject({
  'jira:entityProperty': optional(
    array(
      looseObject({
        propertyKey: string(),
        entityType: string(),
        values: array(
          looseObject({
            path: string(),
            type: picklist(['number', 'string', 'text', 'user', 'date']),
            searchAlias: optional(string()),
          }),
        ),
      }),
    ),
    [],
  ),
  'jira:jqlFunction': optional(
    array(
      looseObject({
        key: string(),
        name: string(),
        types: pipe(array(string()), minLength(1)),
        operators: pipe(array(string()), minLength(1)),
      }),
    ),
    [],
  ),
});

export interface PropertyAlias {
  readonly alias: string;
  readonly propertyKey: string;
  readonly path: string;
  readonly type: 'number' | 'string';
}

export interface JqlFunction {
  readonly moduleKey: string;
  readonly name: string;
  /** Of the fields that it stands beside, such as `issue`. */
  readonly types: readonly string[];
  readonly operators: readonly string[];
}

export interface JqlOfManifest {
  readonly aliases: readonly PropertyAlias[];
  readonly functions: readonly JqlFunction[];
}

export function parseJqlModules(modules: unknown): JqlOfManifest {
  const known = parse(modulesSchema, modules);
  return {
    aliases: known['jira:entityProperty'].flatMap(({ propertyKey, entityType, values }) =>
      values.flatMap(({ path, type, searchAlias }): PropertyAlias[] => {
        if (searchAlias === undefined || entityType !== 'issue') return [];
        if (type !== 'number' && type !== 'string') {
          throw new Error(`manifest: the local host does not know the type ${type} of the alias ${searchAlias}.`);
        }
        return [{ alias: searchAlias, propertyKey, path, type }];
      }),
    ),
    functions: known['jira:jqlFunction'].map(({ key, name, types, operators }) => ({
      moduleKey: key,
      name,
      types,
      operators,
    })),
  };
}
