// The surest pairs that no analysis before had found: what people want to hear of when an analysis has ended. The first
// analysis of a space has none, since everything would be new.

import { limits } from '../limits';
import type { Pair } from '../storage/reviews';
import type { Stores } from '../storage/stores';
import { decodeRun, type RunPair } from './run-pairs';
import type { Scan } from './scan-record';

export async function freshPairs(
  scan: Pick<Scan, 'id' | 'projectIds'>,
  pairs: readonly RunPair[],
  stores: Pick<Stores, 'coverage' | 'runs'>,
): Promise<Pair[]> {
  const asked = scan.projectIds.slice(0, limits.maxSpacesLookedBack);
  const records = await Promise.all(asked.map((projectId) => stores.coverage(projectId).read()));
  const before = new Map(
    records.flatMap((record) => (record === null ? [] : [[record.value.scanId, record.value] as const])),
  );
  before.delete(scan.id);
  const known = new Set<string>();
  for (const { scanId, scannedProjectIds } of before.values()) {
    const bytes = await stores.runs.read(scanId);
    // Without what was found before, nobody can say what is new.
    if (bytes === null) return [];
    for (const pair of decodeRun(bytes, scannedProjectIds).pairs) if (isSure(pair)) known.add(nameOf(pair));
  }
  if (before.size === 0) return [];
  return pairs
    .filter((pair) => isSure(pair) && !pair.isOfSeries && !known.has(nameOf(pair)))
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
    .slice(0, limits.maxFreshPairs)
    .map(({ a, b }) => ({ a, b }));
}

const isSure = ({ tier }: RunPair): boolean => tier === 'very-likely';
const nameOf = ({ a, b }: Pair): string => `${a} ${b}`;
