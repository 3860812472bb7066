// What an answer rests on, as one viewer may know it, and what to say when there is nothing to rest on yet. How many
// issues the analysis has read in all is never told: that total counts issues which this person may not see.

import type { Coverage, ScanProgress, SiteSettings } from '../contract';
import { type ControlContext, latestScan } from '../scan/control';
import { isMadeWith, scanOptions } from '../scan/scan-options';
import { ENGINE_VERSION } from '../similarity/version';
import type { CoverageRecord } from '../storage/stores';

type WithoutCoverage =
  | { readonly state: 'never-scanned'; readonly canStart: boolean }
  | { readonly state: 'indexing'; readonly progress: ScanProgress };

export function coverageView(
  coverage: CoverageRecord,
  comparedIssues: number | null,
  settings: SiteSettings,
): Coverage {
  return {
    scanId: coverage.scanId,
    engineVersion: coverage.results.engineVersion,
    comparedIssues,
    finishedAt: new Date(coverage.finishedAtMs).toISOString(),
    isPartial: coverage.isPartial,
    isStale: coverage.results.engineVersion !== ENGINE_VERSION,
    haveSettingsChanged: !isMadeWith(coverage, scanOptions(settings)),
  };
}

/** A failed first analysis is shown as what it is; a cancelled one is as good as none. */
export async function withoutCoverage(projectId: number, context: ControlContext): Promise<WithoutCoverage> {
  const { progress, canStart } = await latestScan(projectId, context);
  if (progress === null || progress.state === 'cancelled') return { state: 'never-scanned', canStart };
  return { state: 'indexing', progress };
}
