// How much of each kind is stored, for the health page: the results that hold now, what people said, and the audit log.

import type { HealthView, StoredSizeKind } from '../contract';
import type { Stores } from '../storage/stores';
import { newestResults } from './change-settings';

type SizedStores = Pick<Stores, 'directory' | 'coverage' | 'scan' | 'results' | 'reviews' | 'audit'>;

export async function storedSizes(stores: SizedStores): Promise<HealthView['storage']> {
  const newest = await newestResults(stores);
  const scans = await Promise.all(newest.map(({ scanId }) => stores.scan(scanId).read()));
  const found = newest.map(({ results }) => results);
  const keys: Readonly<Record<Exclude<StoredSizeKind, 'decisions' | 'audit'>, readonly string[]>> = {
    texts: scans.flatMap((scan) => scan?.value.blocks.map(({ key }) => key) ?? []),
    lists: found.flatMap(({ lists }) => lists.map(({ key }) => key)),
    pairs: found.flatMap(({ pairs, pairProjects }) => [...pairs, ...pairProjects]),
    series: found.flatMap(({ series, seriesProjects }) => [...series, ...seriesProjects]),
    statistics: found.flatMap(({ statistics }) => statistics),
    crowds: found.flatMap(({ crowds }) => crowds),
  };
  const results = await Promise.all(
    (Object.keys(keys) as (keyof typeof keys)[]).map(async (kind) => ({
      kind,
      values: keys[kind].length,
      bytes: await stores.results.bytesOf(keys[kind]),
    })),
  );
  const [decisions, history, audit] = await Promise.all([
    stores.reviews.all(),
    stores.reviews.history(),
    stores.audit.all(),
  ]);
  const bytesOf = (value: unknown) => JSON.stringify(value).length;
  return [
    ...results,
    { kind: 'decisions', values: decisions.length, bytes: bytesOf(decisions) + bytesOf(history) },
    { kind: 'audit', values: audit.lines.length, bytes: bytesOf(audit.lines) },
  ];
}
