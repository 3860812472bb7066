// External backlogs as people see them: which are attached to a space, and which of their work items are like one here.
// A match is shown only when this viewer may see the work item; its other half everybody sees who may browse the space.

import * as v from 'valibot';
import type { ExternalBacklog, ExternalMatch, ExternalRow, ExternalsView } from '../contract';
import { after, keyText, type SortKey } from '../duplicates/keyset';
import type { DecisionContext } from '../duplicates/review-context';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import { externalRowsSchema, matchesSchema, rowsOf, type StoredBacklog, type StoredMatch } from './external-record';
import { backlogOf } from './import-backlog';

export interface ExternalContext extends DecisionContext {
  readonly pushExternal: (projectId: number) => Promise<void>;
}

/** A delivery that got lost is asked for again after so long. */
const askAgainAfterMs = 300_000;

export async function listBacklogs(projectId: number, context: ExternalContext): Promise<ExternalsView> {
  const { stores, viewer } = context;
  const permissions = await viewer.permissions([projectId]);
  mustBrowse([projectId], permissions);
  const scanId = (await stores.coverage(projectId).read())?.value.scanId ?? null;
  const backlogs = (await stores.externals(projectId).read())?.value.backlogs ?? [];
  if (scanId !== null && backlogs.some((one) => isStale(one, scanId)))
    await askForComparison(projectId, scanId, context);
  return {
    isAnalysed: scanId !== null,
    canImport: permissions.isSiteAdmin || permissions.administered.has(projectId),
    backlogs: backlogs.map((one) => backlogView(one, scanId)),
  };
}

function isStale({ isComplete, comparison }: StoredBacklog, scanId: string): boolean {
  return isComplete && comparison?.scanId !== scanId;
}

function backlogView(backlog: StoredBacklog, scanId: string | null): ExternalBacklog {
  const { id, name, originUrl, fingerprint, isComplete, parts, importedAtMs, comparison } = backlog;
  const waits = scanId !== null && isStale(backlog, scanId);
  return {
    backlogId: id,
    name,
    originUrl,
    fingerprint,
    state: !isComplete ? 'uploading' : waits ? 'comparing' : 'ready',
    rows: rowsOf(backlog),
    partsUploaded: parts.length,
    importedAt: new Date(importedAtMs).toISOString(),
    comparedAt: comparison === null ? null : new Date(comparison.finishedAtMs).toISOString(),
  };
}

/** Whoever looks notices that a newer analysis has come; asking twice does no harm and is rare. */
async function askForComparison(projectId: number, scanId: string, context: ExternalContext): Promise<void> {
  const nowMs = context.nowMs();
  let isDue = false;
  await context.stores.externals(projectId).change((current) => {
    const waiting = (current?.backlogs ?? []).filter((one) => isStale(one, scanId));
    isDue = waiting.some(({ askedAtMs }) => nowMs - askedAtMs > askAgainAfterMs);
    if (!isDue || current === null) return null;
    return {
      v: 1,
      backlogs: current.backlogs.map((one) => (isStale(one, scanId) ? { ...one, askedAtMs: nowMs } : one)),
    };
  });
  if (isDue) await context.pushExternal(projectId);
}

interface MatchesRequest {
  readonly projectId: number;
  readonly backlogId: string;
  readonly cursor: string | null;
  readonly limit: number;
}

export async function listMatches(
  { projectId, backlogId, cursor, limit }: MatchesRequest,
  context: DecisionContext,
): Promise<{ rows: ExternalMatch[]; nextCursor: string | null }> {
  const { stores, viewer } = context;
  mustBrowse([projectId], { browsable: await viewer.browsableProjects([projectId]) });
  const [record, { defaultThreshold }] = await Promise.all([stores.externals(projectId).read(), stores.readSettings()]);
  const backlog = backlogOf(record?.value ?? null, backlogId);
  const wanted = await likelyMatches(backlog, defaultThreshold, context);
  const found: StoredMatch[] = [];
  const rest = after(wanted, keyOf, cursor);
  for (let from = 0; from < rest.length && found.length <= limit; from += limits.issuesPerPage) {
    const some = rest.slice(from, from + limits.issuesPerPage);
    const issues = await viewer.readIssues(some.map(({ issueId }) => issueId));
    found.push(...some.filter(({ issueId }) => issues.has(issueId)));
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const rows = await readRows(backlog, new Set(shown.map(({ row }) => row)), context);
  return {
    rows: shown.flatMap(({ row, issueId, score, tier }) => {
      const external = rows.get(row);
      return external === undefined ? [] : [{ external: externalView(external, backlog), issueId, score, tier }];
    }),
    nextCursor: found.length > limit && last !== undefined ? keyText(keyOf(last)) : null,
  };
}

/** Of everything that was compared, what a list shows. */
export async function likelyMatches(
  { comparison }: StoredBacklog,
  threshold: number,
  { stores }: Pick<DecisionContext, 'stores'>,
): Promise<readonly StoredMatch[]> {
  const stored = (await stores.texts.read(comparison?.keys ?? [])).flatMap((text) => v.parse(matchesSchema, text));
  return stored.filter(({ score, tier }) => score >= threshold && tier !== 'none');
}

export function externalView(
  { key, title, status }: ExternalRow,
  { originUrl }: StoredBacklog,
): ExternalMatch['external'] {
  return { key, title, status, url: originUrl === '' ? null : `${originUrl}/browse/${encodeURIComponent(key)}` };
}

function keyOf({ score, row, issueId }: StoredMatch): SortKey {
  return [-score, row, issueId];
}

/** Only the parts that hold a wanted row are read. */
export async function readRows(
  { parts }: StoredBacklog,
  wanted: ReadonlySet<number>,
  { stores }: Pick<DecisionContext, 'stores'>,
): Promise<ReadonlyMap<number, ExternalRow>> {
  let first = 0;
  const places = parts.map(({ key, rows }) => ({ key, first: (first += rows) - rows, rows }));
  const needed = places.filter((place) =>
    [...wanted].some((row) => row >= place.first && row < place.first + place.rows),
  );
  const texts = await stores.texts.read(needed.map(({ key }) => key));
  return new Map(
    needed.flatMap((place, at) =>
      v.parse(externalRowsSchema, texts[at] ?? '[]').map((row, index) => [place.first + index, row] as const),
    ),
  );
}
