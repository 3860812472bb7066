// What other settings would say about one real pair, before they are saved: the two work items are read as the person who
// asks and scored twice with the figures of the last analysis. A new analysis counts again how rare each word is, so its
// score may differ a little from the one foreseen here.

import type { PairPreview, SiteSettings } from '../contract';
import { AppError } from '../errors';
import { engineInputOf, type Issue, type Visible } from '../issue';
import type { ViewerJira } from '../jira/gateway';
import { scanOptions, scoreSettingsOf } from '../scan/scan-options';
import type { Results } from '../scan/scan-record';
import { textSettingsOf } from '../scan/word-rules';
import { explain } from '../similarity/explain';
import { decodeStatistics } from '../similarity/statistics-bytes';
import type { Stores } from '../storage/stores';

interface PreviewContext {
  readonly stores: Pick<Stores, 'coverage' | 'results'>;
  readonly viewer: Pick<ViewerJira, 'issueByKey'>;
}

export async function previewPair(
  { settings, keys }: { readonly settings: SiteSettings; readonly keys: readonly [string, string] },
  { stores, viewer }: PreviewContext,
): Promise<PairPreview> {
  const [a, b] = await Promise.all([visibleIssue(keys[0], viewer), visibleIssue(keys[1], viewer)]);
  if (a.id === b.id) {
    throw new AppError('BAD_INPUT', 'keys: must name two different work items.');
  }
  const coverage = (await stores.coverage(a.project.id).read())?.value ?? null;
  if (coverage === null) throw new AppError('BAD_INPUT', `The space of ${a.key} has not been analyzed yet.`);
  const statistics = decodeStatistics(await stores.results.read(coverage.results.statistics));
  const seenWith = (options: Pick<Results, 'fieldWeights' | 'words'>) => {
    const { score, evidence } = explain(
      engineInputOf(a, 0),
      engineInputOf(b, 0),
      statistics,
      scoreSettingsOf(options),
      textSettingsOf(options),
    );
    return { score, terms: [...new Set(evidence.flatMap(({ terms }) => terms))] };
  };
  return { now: seenWith(coverage.results), then: seenWith(scanOptions(settings)) };
}

async function visibleIssue(key: string, viewer: PreviewContext['viewer']): Promise<Visible<Issue>> {
  const issue = await viewer.issueByKey(key);
  if (issue === null) throw new AppError('BAD_INPUT', `${key} does not exist, or you may not see it.`);
  return issue;
}
