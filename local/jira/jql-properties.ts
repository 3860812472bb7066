// Properties of issues in JQL: by their whole name, and by the short ones that an app's manifest declares, which take only
// the operators and values of their type.

import type { PropertyAlias } from '../forge/manifest-jql';
import { comparison, comparisons, demandOperator, equality, noSuchValue, setTest, textTest } from './jql-kinds';
import type { Test } from './jql-kinds';
import type { Term, Value } from './jql-parse';
import type { Issue } from './state';

/** `issue.property[key].path = value`, over the property as it is stored. */
export function propertyTest(term: Term, { key, path }: NonNullable<Term['property']>): Test {
  const read = (issue: Issue): unknown => {
    let value: unknown = issue.properties.get(key);
    for (const step of path === '' ? [] : path.split('.')) {
      value =
        typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[step] : undefined;
    }
    return value ?? null;
  };
  const compare = comparisons[term.operator];
  if (compare !== undefined) {
    const value = term.values[0];
    const limit = value?.kind === 'text' ? Number(value.text) : NaN;
    return (issue) => {
      const there = read(issue);
      return typeof there === 'number' && compare(there - limit);
    };
  }
  const has = (issue: Issue) => {
    const there = read(issue);
    return (Array.isArray(there) ? there : there === null ? [] : [there]).map((one) => String(one).toLowerCase());
  };
  return term.operator === '~' || term.operator === '!~'
    ? textTest(term, (issue) => has(issue).join(' '))
    : setTest(term, has, (value) => [value.toLowerCase()]);
}

/** The short name that a manifest gives a value of a property, with the operators and values of its type. */
export function aliasTest(term: Term, { propertyKey, path, type }: PropertyAlias): Test {
  demandOperator(term, type === 'number' ? comparison : equality);
  const values = term.values.map((value): Value => {
    if (type === 'string' || value.kind !== 'text') return value;
    if (!Number.isFinite(Number(value.text))) throw noSuchValue(term, value.text);
    return { kind: 'text', text: String(Number(value.text)) };
  });
  return propertyTest({ ...term, values }, { key: propertyKey, path });
}
