// The kinds of JQL fields: sets of values, names from a list, times and texts. Each turns one term into a test of an issue,
// with the operators that the kind takes and Jira's own sentences for what it refuses. jql-fields says which field is what.

import type { Actor } from '../product';
import { JiraError } from './jira-error';
import type { JqlApps } from './jql-apps';
import { timeOfFunction, timeOfText } from './jql-dates';
import type { Operator, Term, Value } from './jql-parse';
import { findNamed } from './state';
import type { Issue, Named, SiteState } from './state';

export interface JqlScope {
  readonly state: SiteState;
  readonly apps: JqlApps;
  readonly actor: Actor;
  readonly nowMs: number;
}

export type Test = (issue: Issue) => boolean;

export const equality: readonly Operator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
export const comparison: readonly Operator[] = [...equality, '<', '<=', '>', '>='];

export const isNegative = (operator: Operator) =>
  operator === '!=' || operator === 'not in' || operator === 'is not' || operator === '!~';

export function noSuchField(field: string): JiraError {
  return new JiraError(400, [`Field '${field}' does not exist or you do not have permission to view it.`]);
}

export function demandOperator(term: Term, allowed: readonly Operator[]): void {
  if (!allowed.includes(term.operator)) {
    throw new JiraError(400, [`The operator '${term.operator}' is not supported by the '${term.field}' field.`]);
  }
}

/** A query that names what is not there: refused when it is run, and no error when issues are only held against it. */
export class NoSuchValue extends JiraError {}

export function noSuchValue(term: Term, value: string): JiraError {
  return new NoSuchValue(400, [`The value '${value}' does not exist for the field '${term.field}'.`]);
}

export function noSuchFunction(value: Value & { readonly kind: 'function' }): JiraError {
  return new JiraError(400, [`Unable to find JQL function '${value.name}(${value.args.join(', ')})'.`]);
}

/**
 * A field that holds any number of plain values. `resolve` turns one written value into those that it stands for.
 * As in Jira, a negative operator does not match an issue that has nothing there, unless EMPTY is what is excluded.
 */
export function setTest(
  term: Term,
  has: (issue: Issue) => readonly string[],
  resolve: (value: string) => readonly string[],
): Test {
  demandOperator(term, equality);
  const wanted = new Set<string>();
  let isEmptyWanted = false;
  for (const value of term.values) {
    if (value.kind === 'empty') isEmptyWanted = true;
    else if (value.kind === 'function') throw noSuchFunction(value);
    else for (const one of resolve(value.text)) wanted.add(one);
  }
  if (isNegative(term.operator)) {
    return (issue) => {
      const values = has(issue);
      return values.length > 0 && !values.some((value) => wanted.has(value));
    };
  }
  return (issue) => {
    const values = has(issue);
    return values.length === 0 ? isEmptyWanted : values.some((value) => wanted.has(value));
  };
}

export const optional = (value: string | null) => (value === null ? [] : [value]);

export function namedTest(term: Term, all: readonly Named[], has: (issue: Issue) => readonly string[]): Test {
  return setTest(term, has, (value) => {
    const found = findNamed(all, value);
    if (found === undefined) throw noSuchValue(term, value);
    return [found.name];
  });
}

export const comparisons: Partial<Record<Operator, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

export function timeTest(term: Term, at: (issue: Issue) => number | null, { nowMs }: JqlScope): Test {
  demandOperator(term, comparison);
  const limits = term.values.map((value) => {
    if (value.kind === 'empty') return null;
    const ms = value.kind === 'text' ? timeOfText(value.text, nowMs) : timeOfFunction(value.name, value.args, nowMs);
    if (ms === null && value.kind === 'function') throw noSuchFunction(value);
    if (ms === null && value.kind === 'text') {
      throw new JiraError(400, [
        `Date value '${value.text}' for field '${term.field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', ` +
          `'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
      ]);
    }
    return ms;
  });
  const compare = comparisons[term.operator];
  if (compare === undefined) {
    return isNegative(term.operator)
      ? (issue) => at(issue) !== null && !limits.includes(at(issue))
      : (issue) => limits.includes(at(issue));
  }
  const limit = limits[0] ?? 0;
  return (issue) => {
    const ms = at(issue);
    return ms !== null && compare(ms - limit);
  };
}

export function textTest(term: Term, has: (issue: Issue) => string): Test {
  demandOperator(term, ['~', '!~', 'is', 'is not']);
  if (term.operator === 'is') return (issue) => has(issue) === '';
  if (term.operator === 'is not') return (issue) => has(issue) !== '';
  const value = term.values[0];
  const patterns = value?.kind === 'text' ? patternsOf(value.text) : [];
  if (patterns.length === 0) throw noSuchValue(term, '');
  const isWanted = term.operator === '~';
  return (issue) => {
    const text = has(issue);
    return patterns.every((pattern) => pattern.test(text)) === isWanted;
  };
}

/** Every word must be there, in a common English ending or another; a star ends a beginning, quotes hold a phrase. */
function patternsOf(query: string): readonly RegExp[] {
  const patterns: RegExp[] = [];
  for (const match of query.matchAll(/"([^"]*)"|([\p{L}\p{N}_]+)(\*?)/gu)) {
    const [, phrase, word, star] = match;
    const words = (phrase ?? word ?? '').match(/[\p{L}\p{N}_]+/gu) ?? [];
    if (words.length === 0) continue;
    const ending =
      phrase === undefined && star !== '*'
        ? '(?:e?s|e?d|ing)?(?![\\p{L}\\p{N}_])'
        : star === '*'
          ? ''
          : '(?![\\p{L}\\p{N}_])';
    patterns.push(new RegExp(`(?<![\\p{L}\\p{N}_])${words.join('[^\\p{L}\\p{N}_]+')}${ending}`, 'iu'));
  }
  return patterns;
}
