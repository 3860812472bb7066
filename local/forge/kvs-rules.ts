// The documented rules of Forge storage for keys, values, lifetimes and conditions, with the error codes of its
// reference. Pure: each function answers or throws a StorageError, which the endpoint turns into `{code, message}`.
// source: Forge documentation, "KVS and Custom Entity Store limits" and "Error handling for the Key-Value Store".

import type { Entity, EntityAttributeType } from './manifest';

export class StorageError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const storageLimits = {
  maxKeyLength: 500,
  maxValueBytes: 240 * 1024,
  maxDepth: 31,
  maxBatch: 25,
  maxBatchBytes: 4 * 1024 * 1024,
  maxPage: 100,
  defaultPage: 10,
  unitBytes: 10 * 1024,
  maxConditions: 100,
  maxTtlMs: 366 * 86_400_000,
} as const;

/** Written as the reference prints it: `\s-#` is a space class, a hyphen and a hash. */
const keyPattern = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || key.length === 0)
    throw new StorageError(400, 'KEY_TOO_SHORT', 'The provided key needs at least one character.');
  if (key.length > storageLimits.maxKeyLength)
    throw new StorageError(400, 'KEY_TOO_LONG', `The key has ${key.length} characters; 500 are allowed.`);
  if (!keyPattern.test(key))
    throw new StorageError(
      400,
      'INVALID_KEY',
      `The key ${JSON.stringify(key)} has a character that keys may not have.`,
    );
  return key;
}

/** Answers the serialised value. */
export function checkValue(value: unknown): string {
  if (value === undefined || value === null)
    throw new StorageError(400, 'INVALID_VALUE', 'A value must be an array, boolean, number, object or string.');
  const depth = depthOf(value);
  if (depth > storageLimits.maxDepth)
    throw new StorageError(400, 'MAX_DEPTH', `The value is nested ${depth} deep; 31 are allowed.`);
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes > storageLimits.maxValueBytes)
    throw new StorageError(
      400,
      'MAX_SIZE',
      `The value has ${bytes} bytes; ${storageLimits.maxValueBytes} are allowed.`,
    );
  return text;
}

/** A scalar has depth 0, `[]` has 1. Iterative, since the value may be nested deeper than the stack. */
function depthOf(value: unknown): number {
  let deepest = 0;
  const pending: (readonly [value: unknown, depth: number])[] = [[value, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [member, depth] = next;
    if (typeof member !== 'object' || member === null) continue;
    deepest = Math.max(deepest, depth + 1);
    for (const child of Object.values(member)) pending.push([child, depth + 1]);
  }
  return deepest;
}

const unitMs = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;

export function ttlMs(ttl: unknown): number | undefined {
  if (ttl === undefined) return undefined;
  const { value, unit } = (ttl ?? {}) as { readonly value?: unknown; readonly unit?: unknown };
  const factor = typeof unit === 'string' && unit in unitMs ? unitMs[unit as keyof typeof unitMs] : undefined;
  if (factor === undefined || typeof value !== 'number' || !Number.isInteger(value) || value <= 0) {
    throw new StorageError(
      400,
      'INVALID_TTL',
      'A ttl is a positive whole value with a unit SECONDS, MINUTES, HOURS or DAYS.',
    );
  }
  if (value * factor > storageLimits.maxTtlMs) throw new StorageError(400, 'INVALID_TTL', 'A ttl is at most one year.');
  return value * factor;
}

export function checkEntityValue(entity: Entity, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new StorageError(400, 'INVALID_ENTITY_VALUE', `A value of entity ${entity.name} must be an object.`);
  }
  for (const [name, member] of Object.entries(value)) {
    const type = entity.attributes.get(name);
    if (type === undefined)
      throw new StorageError(400, 'INVALID_ENTITY_VALUE', `Entity ${entity.name} has no attribute ${name}.`);
    if (!isOfType(member, type))
      throw new StorageError(
        400,
        'INVALID_ENTITY_VALUE',
        `Attribute ${name} of entity ${entity.name} must be of type ${type}.`,
      );
  }
}

function isOfType(value: unknown, type: EntityAttributeType): boolean {
  if (type === 'any') return true;
  if (type === 'integer') return Number.isInteger(value) && Math.abs(value as number) <= 0x7fff_ffff;
  if (type === 'float') return typeof value === 'number' && Number.isFinite(value);
  return typeof value === type;
}

interface Condition {
  readonly property: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

export interface ConditionGroup {
  readonly and?: readonly Condition[];
  readonly or?: readonly Condition[];
}

export function checkConditions(group: ConditionGroup): void {
  const all = group.and ?? group.or ?? [];
  if (group.and !== undefined && group.or !== undefined) {
    throw new StorageError(
      400,
      'INVALID_FILTER_OPERATORS_COMBINATION',
      'The operators "and" and "or" cannot be at the same level.',
    );
  }
  if (all.length === 0)
    throw new StorageError(400, 'EMPTY_FILTER_OPERATOR', 'The operators "and" and "or" cannot be empty.');
  if (all.length > storageLimits.maxConditions)
    throw new StorageError(400, 'INVALID_FILTER_CONDITION', 'At most 100 conditions are allowed.');
}

/** @param value the stored attributes; undefined when there is no such key, which has no attribute at all. */
export function meetsAll(group: ConditionGroup, value: unknown): boolean {
  const meets = ({ property, condition, values }: Condition) =>
    meetsCondition(attributeOf(value, property), condition, values);
  return group.or === undefined ? (group.and ?? []).every(meets) : group.or.some(meets);
}

export function attributeOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

export function meetsCondition(actual: unknown, condition: string, values: readonly unknown[]): boolean {
  const [first, second] = values;
  switch (condition) {
    case 'EXISTS':
      return actual !== undefined;
    case 'NOT_EXISTS':
      return actual === undefined;
    case 'EQUAL_TO':
      return actual === first;
    case 'NOT_EQUAL_TO':
      return actual !== first;
    case 'BEGINS_WITH':
      return typeof actual === 'string' && actual.startsWith(String(first));
    case 'CONTAINS':
      return contains(actual, first);
    case 'NOT_CONTAINS':
      return actual !== undefined && !contains(actual, first);
    case 'GREATER_THAN':
      return compare(actual, first) > 0;
    case 'GREATER_THAN_EQUAL_TO':
      return compare(actual, first) >= 0;
    case 'LESS_THAN':
      return compare(actual, first) < 0;
    case 'LESS_THAN_EQUAL_TO':
      return compare(actual, first) <= 0;
    case 'BETWEEN':
      if (values.length < 2) throw new StorageError(400, 'INSUFFICIENT_FILTER_VALUES', 'BETWEEN needs two values.');
      return compare(actual, first) >= 0 && compare(actual, second) <= 0;
    default:
      throw new StorageError(400, 'INVALID_FILTER_CONDITION', `The condition ${condition} is not supported.`);
  }
}

function contains(actual: unknown, part: unknown): boolean {
  if (typeof actual === 'string') return actual.includes(String(part));
  return Array.isArray(actual) && actual.includes(part);
}

/** Values of different types never compare: NaN makes every comparison false. */
export function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  return NaN;
}
