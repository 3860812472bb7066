// JQL text to a small tree of our own, by Atlassian's parser. Negation is pushed down to the operators here, as Jira
// does it: `NOT resolution = Fixed` means `resolution != Fixed`, and so leaves out what has no resolution.

import { JastBuilder, JQLSyntaxError } from '@atlaskit/jql-ast';
import type { Clause, Operand, OrderBy, Property } from '@atlaskit/jql-ast';
import { JiraError } from './jira-error';

export type Operator = '=' | '!=' | 'in' | 'not in' | '<' | '<=' | '>' | '>=' | '~' | '!~' | 'is' | 'is not';

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly string[] };

export interface Term {
  readonly kind: 'term';
  /** As written, for error messages. */
  readonly field: string;
  /** `issue.property[key].path`: the key and the path below it. */
  readonly property: { readonly key: string; readonly path: string } | null;
  readonly operator: Operator;
  /** More than one for `in` and `not in`. */
  readonly values: readonly Value[];
}

export type Condition = Term | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

export interface SortKey {
  readonly field: string;
  readonly isDescending: boolean;
}

export interface Query {
  readonly where: Condition | null;
  readonly orderBy: readonly SortKey[];
}

const opposites: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  in: 'not in',
  'not in': 'in',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '~': '!~',
  '!~': '~',
  is: 'is not',
  'is not': 'is',
};

// Atlassian's parser takes a millisecond for what is asked again and again; what a text means is the same on every site.
const remembered = new Map<string, Query>();
const mostRemembered = 1000;

/** @throws JiraError 400 with Jira's "Error in the JQL Query" and the place. */
export function parseJql(jql: string): Query {
  const known = remembered.get(jql);
  if (known !== undefined) return known;
  const query = parsed(jql);
  if (remembered.size === mostRemembered) remembered.clear();
  remembered.set(jql, query);
  return query;
}

function parsed(jql: string): Query {
  const { query, errors } = new JastBuilder().build(jql);
  const error = errors[0];
  if (error !== undefined || query === undefined) {
    const place =
      error instanceof JQLSyntaxError ? ` (line ${error.line}, character ${error.charPositionInLine + 1})` : '';
    throw new JiraError(400, [`Error in the JQL Query: ${error?.message ?? 'it cannot be read.'}${place}`]);
  }
  return {
    where: query.where === undefined ? null : conditionOf(query.where, false),
    orderBy: query.orderBy === undefined ? [] : sortKeysOf(query.orderBy),
  };
}

function conditionOf(clause: Clause, isNegated: boolean): Condition {
  switch (clause.clauseType) {
    case 'not':
      return conditionOf(clause.clause, !isNegated);
    case 'compound': {
      const isAnd = (clause.operator.value === 'and') !== isNegated;
      return { kind: isAnd ? 'and' : 'or', parts: clause.clauses.map((part) => conditionOf(part, isNegated)) };
    }
    case 'terminal': {
      const { field, operator, operand } = clause;
      if (operator === undefined || operand === undefined) throw incomplete(field.text);
      const known = operator.value in opposites ? (operator.value as Operator) : null;
      if (known === null || (clause.predicates?.length ?? 0) > 0) {
        throw new JiraError(501, [`The local Jira does not know the JQL operator '${operator.text}'.`]);
      }
      const property = field.properties?.[0];
      return {
        kind: 'term',
        field: field.value,
        property: property?.key ? { key: property.key.value, path: pathOf(property) } : null,
        operator: isNegated ? opposites[known] : known,
        values: valuesOf(operand, field.text),
      };
    }
  }
}

function pathOf({ path }: Property): string {
  const steps = (path ?? []).map(({ value }) => value).join('');
  return steps.startsWith('.') ? steps.slice(1) : steps;
}

function valuesOf(operand: Operand, field: string): readonly Value[] {
  switch (operand.operandType) {
    case 'value':
      return [{ kind: 'text', text: operand.value }];
    case 'keyword':
      return [{ kind: 'empty' }];
    case 'function':
      return [
        {
          kind: 'function',
          name: operand.function.value,
          args: operand.arguments.flatMap((argument) => (argument ? [argument.value] : [])),
        },
      ];
    case 'list':
      return operand.values.flatMap((value) => valuesOf(value, field));
    default:
      throw incomplete(field);
  }
}

function sortKeysOf(orderBy: OrderBy): readonly SortKey[] {
  return orderBy.fields.map(({ field, direction }) => ({
    field: field.value,
    isDescending: direction?.value?.toUpperCase() === 'DESC',
  }));
}

function incomplete(field: string): JiraError {
  return new JiraError(400, [`Error in the JQL Query: the clause of '${field}' is not complete.`]);
}
