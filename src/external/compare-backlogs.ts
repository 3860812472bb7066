// One delivery of the comparison of a space's external backlogs with what was analysed: ranked and judged as work items
// that are new, never with each other. Results are written before the record that names them; a kill in between leaves
// values that nobody names, and the next delivery does all of it again, which takes seconds.

import { loadCorpus } from '../scan/corpus';
import { scoreSettingsOf } from '../scan/scan-options';
import { emptyTail } from '../scan/tail';
import { textSettingsOf } from '../scan/word-rules';
import * as v from 'valibot';
import type { ExternalRow } from '../contract';
import { limits } from '../limits';
import { type Block, BlockBuilder } from '../similarity/block';
import { noCalibration } from '../similarity/calibrate';
import { candidatesOfNewcomers } from '../similarity/newcomers';
import { Tokenizer } from '../similarity/tokenize';
import type { CoverageRecord, Stores } from '../storage/stores';
import { externalInput, firstExternalId } from './external-input';
import { externalRowsSchema, isStale, keyDigestOf, type StoredBacklog, type StoredMatch } from './external-record';
import { withBacklog } from './import-backlog';

export interface ComparisonContext {
  readonly stores: Stores;
  readonly nowMs: () => number;
}

const mostPerRow = 3;
const matchesPerValue = 1_500;

/** The number of backlogs that were compared. Doing it again changes nothing. */
export async function compareBacklogs(projectId: number, context: ComparisonContext): Promise<number> {
  const { stores } = context;
  const coverage = (await stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) return 0;
  const backlogs = (await stores.externals(projectId).read())?.value.backlogs ?? [];
  const stale = backlogs.filter((one) => isStale(one, coverage));
  for (const backlog of stale) {
    const matches = await matchesOf(backlog, coverage, stores);
    await keep(projectId, backlog, coverage.scanId, matches, context);
  }
  return stale.length;
}

async function matchesOf(backlog: StoredBacklog, coverage: CoverageRecord, stores: Stores): Promise<StoredMatch[]> {
  const tail = (await stores.tail.read())?.value ?? emptyTail;
  const corpus = await loadCorpus(coverage, tail, stores);
  const texts = await stores.texts.read(backlog.parts.map(({ key }) => key));
  const rows = texts.flatMap((text) => v.parse(externalRowsSchema, text));
  const block = blockOf(rows, new Tokenizer(textSettingsOf(coverage.results)));
  const ids = rows.map((_, row) => firstExternalId + row);
  const keyDigests = rows.map(keyDigestOf);
  const candidates = candidatesOfNewcomers(ids, [...corpus.blocks, block], {
    score: scoreSettingsOf(coverage.results),
    top: mostPerRow,
    floor: limits.candidateFloor,
    storedList: corpus.storedList,
    calibration: coverage.results.calibration ?? noCalibration,
  });
  return ids
    .flatMap((id, row) =>
      (candidates.get(id) ?? []).map(({ id: issueId, score, tier }) => ({
        ...{ row, issueId, score, tier },
        keyDigest: keyDigests[row],
      })),
    )
    .sort((x, y) => y.score - x.score || x.row - y.row || x.issueId - y.issueId);
}

function blockOf(rows: readonly ExternalRow[], tokenizer: Tokenizer): Block {
  const builder = new BlockBuilder(tokenizer);
  rows.forEach((row, at) => builder.add(externalInput(row, at)));
  return builder.build();
}

async function keep(
  projectId: number,
  { id }: StoredBacklog,
  scanId: string,
  matches: readonly StoredMatch[],
  { stores, nowMs }: ComparisonContext,
): Promise<void> {
  const parts = Array.from({ length: Math.ceil(matches.length / matchesPerValue) }, (_, part) =>
    JSON.stringify(matches.slice(part * matchesPerValue, (part + 1) * matchesPerValue)),
  );
  const keys = await stores.texts.write('externalMatches', parts);
  let replaced: readonly string[] = [];
  await stores.externals(projectId).change((current) => {
    const backlog = current?.backlogs.find((one) => one.id === id);
    // Removed meanwhile: then it is our values that go.
    replaced = backlog === undefined ? keys : (backlog.comparison?.keys ?? []);
    if (backlog === undefined) return null;
    return withBacklog(current, { ...backlog, comparison: { scanId, finishedAtMs: nowMs(), keys } });
  });
  if (replaced.length > 0) await stores.texts.delete(replaced);
}
