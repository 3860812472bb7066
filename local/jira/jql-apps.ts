// What an installed app adds to JQL: short names for properties of issues, and functions. As in Jira, a function is asked
// once for each operator and set of arguments, without a person; what it came to is kept for everybody until the app
// replaces it, and stands in the query as if it had been written there.

import type { Clock } from '../clock';
import type { JqlFunction, JqlOfManifest, PropertyAlias } from '../forge/manifest-jql';
import { JiraError } from './jira-error';
import { type Condition, parseJql, type Query, type Term } from './jql-parse';

export interface Precomputation {
  readonly id: string;
  readonly functionKey: string;
  readonly functionName: string;
  readonly field: string;
  readonly operator: string;
  readonly args: readonly string[];
  readonly value: string | null;
  readonly error: string | null;
  readonly createdMs: number;
  readonly updatedMs: number;
}

interface AppInJql extends JqlOfManifest {
  /** The answer of the app's function, as it came. */
  compute(moduleKey: string, payload: unknown): Promise<unknown>;
}

interface FunctionCall {
  readonly known: JqlFunction;
  readonly args: readonly string[];
}

export class JqlApps {
  /** By id, as the app lists and replaces them. */
  readonly computed = new Map<string, Precomputation>();
  #app: AppInJql | null = null;

  constructor(private readonly clock: Clock) {}

  install(app: AppInJql): void {
    this.#app = app;
  }

  /** Of what a term calls its field; capitals do not matter. */
  aliasOf(field: string): PropertyAlias | undefined {
    return this.#app?.aliases.find(({ alias }) => alias.toLowerCase() === field.toLowerCase());
  }

  /** Asks the app for each function of the query that nobody has asked about before. What is wrong with it, running it says. */
  async prepare(jql: string): Promise<void> {
    for (const term of termsOf(queryOf(jql)?.where ?? null)) {
      const call = this.#callOf(term);
      if (call === null || !isAllowed(term, call) || this.#computationOf(term, call) !== undefined) continue;
      const { known, args } = call;
      const payload = { clause: { field: term.field, name: known.name, operator: term.operator, arguments: args } };
      const { jql: value = null, error = null } = answerOf(await this.#app?.compute(known.moduleKey, payload));
      const [id, nowMs] = [`computation-${this.computed.size + 1}`, this.clock.now()];
      const about = { functionKey: known.moduleKey, functionName: known.name, field: term.field };
      const times = { createdMs: nowMs, updatedMs: nowMs };
      this.computed.set(id, { id, ...about, operator: term.operator, args, value, error, ...times });
    }
  }

  /** What stands in the place of the term; null when it calls no app. @throws JiraError 400 when the app refused. */
  conditionOf(term: Term): Condition | null {
    const call = this.#callOf(term);
    if (call === null) return null;
    const { name } = call.known;
    if (!isAllowed(term, call)) {
      throw new JiraError(400, [`The function '${name}' cannot be used with '${term.field} ${term.operator}'.`]);
    }
    const computation = this.#computationOf(term, call);
    const { value, error } = computation ?? { value: null, error: null };
    const where = value === null ? null : parseJql(value).where;
    if (where === null) throw new JiraError(400, [error ?? `The function '${name}' has no answer yet.`]);
    return where;
  }

  #callOf({ values: [value] }: Term): FunctionCall | null {
    if (value?.kind !== 'function') return null;
    const known = this.#app?.functions.find(({ name }) => name.toLowerCase() === value.name.toLowerCase());
    return known === undefined ? null : { known, args: value.args };
  }

  #computationOf({ operator }: Term, { known, args }: FunctionCall): Precomputation | undefined {
    return [...this.computed.values()].find(
      (one) => one.functionName === known.name && one.operator === operator && one.args.join('\n') === args.join('\n'),
    );
  }
}

const issueFields = new Set(['issue', 'issuekey', 'key', 'id']);

function isAllowed({ field, operator }: Term, { known }: FunctionCall): boolean {
  const type = issueFields.has(field.toLowerCase()) ? 'issue' : field;
  return known.types.includes(type) && known.operators.includes(operator);
}

function queryOf(jql: string): Query | null {
  try {
    return parseJql(jql);
  } catch (error) {
    // Whoever runs it is told.
    if (error instanceof JiraError) return null;
    throw error;
  }
}

function termsOf(condition: Condition | null): readonly Term[] {
  if (condition === null) return [];
  return condition.kind === 'term' ? [condition] : condition.parts.flatMap(termsOf);
}

function answerOf(answer: unknown): { readonly jql?: string; readonly error?: string } {
  const { jql, error } = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  if (typeof jql === 'string') return { jql };
  return { error: typeof error === 'string' ? error : 'The app gave no answer.' };
}
