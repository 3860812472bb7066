// Queries over a declared index of a custom entity. As on the platform, partition and range choose the rows, the page
// is cut from them, and only then do the filters apply: a page may be empty and still have a cursor.

import {
  array,
  looseObject,
  number,
  object,
  optional,
  picklist,
  pipe,
  integer,
  minValue,
  maxValue,
  safeParse,
  string,
  unknown,
} from 'valibot';
import {
  attributeOf,
  checkConditions,
  compare,
  meetsAll,
  meetsCondition,
  StorageError,
  storageLimits,
  type ConditionGroup,
} from './kvs-rules';
import type { StoredValue } from './kvs-store';
import type { Entity } from './manifest';

const conditionSchema = object({ property: string(), condition: string(), values: array(unknown()) });
const querySchema = looseObject({
  indexName: string(),
  partition: optional(array(unknown())),
  range: optional(object({ condition: string(), values: array(unknown()) })),
  filters: optional(object({ and: optional(array(conditionSchema)), or: optional(array(conditionSchema)) })),
  sort: optional(picklist(['ASC', 'DESC'])),
  cursor: optional(string()),
});
const limitSchema = optional(
  pipe(number(), integer(), minValue(1), maxValue(storageLimits.maxPage)),
  storageLimits.defaultPage,
);

interface EntityPage {
  readonly rows: readonly StoredValue[];
  readonly cursor: string | undefined;
}

export function queryEntity(entity: Entity, rows: readonly StoredValue[], request: unknown): EntityPage {
  const parsed = safeParse(querySchema, request);
  if (!parsed.success) throw new StorageError(400, 'INVALID_QUERY', parsed.issues[0].message);
  const query = parsed.output;
  const limit = safeParse(limitSchema, (request as { readonly limit?: unknown }).limit);
  if (!limit.success)
    throw new StorageError(400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE', 'The page limit must be between 1 and 100.');
  const index = entity.indexes.find((declared) => declared.name === query.indexName);
  if (index === undefined)
    throw new StorageError(400, 'INVALID_ENTITY_INDEX', `Entity ${entity.name} declares no index ${query.indexName}.`);
  const partition = query.partition ?? [];
  if (partition.length !== index.partition.length) {
    throw new StorageError(
      400,
      'INVALID_PARTITION',
      `Index ${index.name} is partitioned by ${index.partition.length} attributes, not ${partition.length}.`,
    );
  }
  const { range } = query;
  const rangeOf = (row: StoredValue) => (index.name === 'by-key' ? row.key : attributeOf(row.value, index.range));
  const direction = query.sort === 'DESC' ? -1 : 1;
  const selected = rows
    .filter(
      (row) =>
        rangeOf(row) !== undefined &&
        index.partition.every((attribute, place) => attributeOf(row.value, attribute) === partition[place]),
    )
    .filter((row) => range === undefined || meetsCondition(rangeOf(row), range.condition, range.values))
    .sort((one, other) => direction * (compare(rangeOf(one), rangeOf(other)) || compare(one.key, other.key)));
  const start = query.cursor === undefined ? 0 : selected.findIndex((row) => row.key === query.cursor) + 1;
  const page = selected.slice(start, start + limit.output);
  const hasMore = start + limit.output < selected.length;
  return {
    rows: filtered(page, query.filters as ConditionGroup | undefined),
    cursor: hasMore ? page.at(-1)?.key : undefined,
  };
}

function filtered(page: readonly StoredValue[], filters: ConditionGroup | undefined): readonly StoredValue[] {
  if (filters === undefined) return page;
  checkConditions(filters);
  return page.filter((row) => meetsAll(filters, row.value));
}
