// The schedules of a space as its managers see and change them. A schedule tells when and of which spaces an analysis
// runs; who may not start that analysis neither sees the schedule nor changes it.

import type { ScheduleRunState, SchedulesView, ScheduleWish } from '../contract';
import { AppError } from '../errors';
import { limits } from '../limits';
import { allowedToStart, type ControlContext, mayStart } from './control';
import { listScopes, savedScope } from './scopes';
import { emptyTimetable, nextDueMs, type Timetable, type TimetableItem } from './timetable';

export async function listSchedules(projectId: number, context: ControlContext): Promise<SchedulesView> {
  const { stores, viewer } = context;
  const { scopes, canChange } = await listScopes(projectId, context);
  const mayStartSpace = canChange || mayStart([projectId], await viewer.permissions([projectId]));
  const names = new Map(scopes.map(({ id, name }) => [id, name]));
  const items = ((await stores.timetable.read())?.value.items ?? []).filter(
    (item) => item.projectId === projectId && (item.scopeId === null ? mayStartSpace : names.has(item.scopeId)),
  );
  const scans = await stores.peekScans(items.flatMap(({ last }) => last?.scanId ?? []));
  const schedules = items.map(({ id, scopeId, wish, dueMs, last }) => ({
    id,
    scopeId,
    scopeName: scopeId === null ? null : (names.get(scopeId) ?? null),
    ...wish,
    nextRun: isoOf(dueMs),
    lastRun: last === null ? null : { at: isoOf(last.atMs), state: stateOf(last, scans) },
  }));
  return { schedules, canChange: mayStartSpace };
}

interface SaveRequest {
  readonly projectId: number;
  /** Without id: a new one. */
  readonly schedule: ScheduleWish & { readonly id: string | null; readonly scopeId: string | null };
}

/** @throws AppError NOT_ALLOWED, NOT_FOUND, BAD_INPUT */
export async function saveSchedule(
  { projectId, schedule }: SaveRequest,
  context: ControlContext,
): Promise<SchedulesView> {
  const { id, scopeId, ...wish } = schedule;
  await mustMayRun(projectId, scopeId, context);
  const known = id === null ? null : await knownItem(projectId, id, context);
  // What it ran on before is not taken from those who may start more than this person may.
  if (known !== null) await mustMayRun(projectId, known.scopeId, context);
  const newId = context.newId();
  await changed(context, (items) => {
    const before = items.find((item) => item.id === id);
    if (before === undefined && items.length >= limits.maxSchedules) {
      throw new AppError('BAD_INPUT', `At most ${limits.maxSchedules} schedules can be saved on a site.`);
    }
    const dueMs = nextDueMs(wish, context.nowMs());
    const item = { id: before?.id ?? newId, projectId, scopeId, wish, dueMs, last: before?.last ?? null };
    return [...items.filter((one) => one !== before), item];
  });
  return listSchedules(projectId, context);
}

/** @throws AppError NOT_ALLOWED, NOT_FOUND */
export async function removeSchedule(
  { projectId, scheduleId }: { readonly projectId: number; readonly scheduleId: string },
  context: ControlContext,
): Promise<SchedulesView> {
  const known = await knownItem(projectId, scheduleId, context);
  await mustMayRun(projectId, known.scopeId, context);
  await changed(context, (items) => items.filter(({ id }) => id !== scheduleId));
  return listSchedules(projectId, context);
}

async function knownItem(projectId: number, scheduleId: string, { stores }: ControlContext): Promise<TimetableItem> {
  const items = (await stores.timetable.read())?.value.items ?? [];
  const found = items.find((item) => item.id === scheduleId && item.projectId === projectId);
  if (found === undefined) throw new AppError('NOT_FOUND', 'This schedule does not exist any more.');
  return found;
}

async function mustMayRun(projectId: number, scopeId: string | null, context: ControlContext): Promise<void> {
  const scope = await savedScope(projectId, scopeId, context);
  await allowedToStart([...new Set([projectId, ...(scope?.projectIds ?? [])])], context);
  if (scopeId !== null && scope === null) {
    throw new AppError('NOT_FOUND', 'schedule.scopeId: this saved scope does not exist any more.');
  }
}

async function changed(
  { stores }: ControlContext,
  next: (items: Timetable['items']) => Timetable['items'],
): Promise<void> {
  await stores.timetable.change((table) => ({ v: 1, items: next((table ?? emptyTimetable).items) }));
}

function stateOf(
  { scanId, problem = 'no-scope' }: NonNullable<TimetableItem['last']>,
  scans: Awaited<ReturnType<ControlContext['stores']['peekScans']>>,
): ScheduleRunState {
  if (scanId === null) return problem;
  const phase = scans.get(scanId)?.phase;
  switch (phase) {
    case undefined:
      return 'forgotten';
    case 'finished':
    case 'cancelled':
    case 'failed':
      return phase;
    default:
      return 'under-way';
  }
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
