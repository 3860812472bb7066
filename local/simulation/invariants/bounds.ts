// I10, I11 and I15: the app asks for no more than it may, waits when it is told to, keeps everything small, and can read
// everything that it has written.

import { actionSchema } from '../../../src/duplicates/action';
import { bulkSchema } from '../../../src/duplicates/bulk-job';
import { scanSchema } from '../../../src/scan/scan-record';
import { type GenericSchema, safeParse } from 'valibot';
import type { PassedPoint } from '../history';
import type { Run } from '../simulate';
import { recordsOf } from '../stored';

const mostPointsPerHour = 10_000;
const mostValueBytes = 200_000;
const mostPushes = 50;
const mostLogLines = 50;
/** Requests that were on their way already. */
const inFlightMs = 50;

/** I10: nothing is asked of Jira before the time that Jira has named, and never more than an hour's budget. */
export function quota({ history, stage, stormMs }: Run): string[] {
  const hours = Math.max(1, (stage.now() - stormMs.from) / 3_600_000);
  const spent = stage.site.pointsUsed();
  const found = spent > mostPointsPerHour * hours ? [`${spent} points in ${hours} hours`] : [];
  for (const functionKey of ['scan-step', 'act-step']) {
    const asked = history.points.filter((point) => point.layer === 'jira' && point.functionKey === functionKey);
    for (const { atMs, waitMs } of refusals(asked)) {
      // A person who presses the button again knows nothing of the wait, and neither does the new analysis.
      const isPressed = history.calls.some(
        ({ method, endMs }) =>
          /startScan|resumeScan|bulkStart|bulkUndo/.test(method) && endMs > atMs && endMs < atMs + waitMs,
      );
      const early = asked.find((point) => point.atMs > atMs + inFlightMs && point.atMs < atMs + waitMs - inFlightMs);
      if (early !== undefined && !isPressed) {
        found.push(`${functionKey} asked Jira after ${early.atMs - atMs} ms, told to wait ${waitMs} ms`);
      }
    }
  }
  return found;
}

function refusals(points: readonly PassedPoint[]): { readonly atMs: number; readonly waitMs: number }[] {
  return points.flatMap(({ atMs, fault }) => {
    if (fault?.kind !== 'answer' || fault.status !== 429) return [];
    const seconds = Number(fault.headers?.['retry-after'] ?? 0);
    return seconds > 0 ? [{ atMs, waitMs: seconds * 1_000 }] : [];
  });
}

/** I11 */
export function bounded({ dump, history, stage }: Run): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(dump)) {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > mostValueBytes) found.push(`${key} has ${bytes} bytes`);
  }
  const scanPushes = history.points.filter(
    ({ operation, functionKey }) => operation === 'push' && (functionKey === 'scan-step' || functionKey === 'schedule'),
  ).length;
  if (scanPushes > mostPushes) found.push(`${scanPushes} messages were sent for one analysis`);
  const lines = new Map<string, number>();
  for (const { invocationId } of stage.installation.logs) lines.set(invocationId, (lines.get(invocationId) ?? 0) + 1);
  for (const [invocationId, count] of lines)
    if (count > mostLogLines) found.push(`${invocationId} logged ${count} lines`);
  return found;
}

const schemas: readonly (readonly [keyStart: string, GenericSchema])[] = [
  ['scan:', scanSchema],
  ['action:', actionSchema],
  ['bulk:', bulkSchema],
];

/** I15: whatever was interrupted when, every record that is left can be read. */
export function readable({ dump }: Run): string[] {
  return schemas.flatMap(([keyStart, schema]) =>
    recordsOf(dump, keyStart)
      .filter(({ value }) => !safeParse(schema, value).success)
      .map(({ rest }) => `the record ${keyStart}${rest} cannot be read`),
  );
}
