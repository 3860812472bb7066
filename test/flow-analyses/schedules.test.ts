// Analyses that repeat: when they are due, against a slow search through the clock; and a month of virtual time in which
// every due moment starts exactly one analysis, also when invocations are killed and the storage stumbles.

import * as fc from 'fast-check';
import { type Faults, noFaults, randomFaults, swarmRates } from '../../local/faults';
import { nextDueMs, scheduledScanId } from '../../src/scan/timetable';
import type { AnswerOf, ScheduleWish } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Tokyo',
];

const clockOf = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

/** What a clock on the wall there shows. */
function wallClock(ms: number, timeZone: string) {
  const [date = '', time = ''] = (clockOf.get(timeZone)?.format(ms) ?? '').split(' ');
  return { date, hour: Number(time.slice(0, 2)) };
}

it('is due at the first moment of the wished day at which the clocks there show the wished hour or, if they skip it, more', () => {
  const wish = fc
    .record({
      every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      hour: fc.integer({ min: 0, max: 23 }),
      day: fc.integer({ min: 1, max: 28 }),
      timeZone: fc.constantFrom(...zones),
    })
    .map((one) => ({
      ...one,
      day: one.every === 'week' ? ((one.day - 1) % 7) + 1 : one.every === 'day' ? 1 : one.day,
    }));
  // Around the days on which clocks change somewhere, and anywhere.
  const changes = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-10-04', '2026-10-25', '2026-11-01'];
  const moment = fc.oneof(
    fc
      .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * dayMs, max: dayMs }))
      .map(([day, ms]) => Date.parse(day) + ms),
    fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2029-01-01') }),
  );
  fc.assert(
    fc.property(wish, moment, ({ every, hour, day, timeZone }, afterMs) => {
      const isWished = (date: string): boolean => {
        const calendar = new Date(`${date}T00:00:00Z`);
        if (every === 'week') return (calendar.getUTCDay() || 7) === day;
        return every === 'day' || calendar.getUTCDate() === day;
      };
      const stepMs = hourMs / 4;
      let ms = Math.floor(afterMs / stepMs) * stepMs - dayMs;
      let last = '';
      for (; ; ms += stepMs) {
        const clock = wallClock(ms, timeZone);
        if (clock.date === last || !isWished(clock.date) || clock.hour < hour) continue;
        last = clock.date;
        if (ms > afterMs) break;
      }
      expect(nextDueMs({ every, hour, day, timeZone }, afterMs)).toBe(ms);
    }),
    { numRuns: 60 },
  );
});

const hours = { day: 3, week: 5, month: 7 } as const;
const wishOf = (every: ScheduleWish['every']): ScheduleWish => ({
  every,
  // Not the same one: two schedules of one scope at one moment start one analysis together.
  hour: hours[every],
  day: 1,
  timeZone: 'Europe/Berlin',
  isPaused: false,
});

/** A month with these schedules. Answers with the number of due moments, each of which has started one analysis. */
async function month(
  visited: Visit,
  everies: readonly ScheduleWish['every'][],
  faults: (isOn: boolean) => void = () => undefined,
): Promise<number> {
  const projectId = visited.projectId('ALPHA');
  for (const every of everies) {
    const schedule = { id: null, scopeId: null, ...wishOf(every) };
    await visited.get(admin, 'schedules.save', { projectId, schedule });
  }
  const startMs = visited.world.clock.now();
  faults(true);
  await visited.world.host.advance(31 * dayMs);
  faults(false);
  await visited.world.host.advance(6 * hourMs);
  const endMs = visited.world.clock.now();
  const { schedules } = await visited.get(admin, 'schedules.list', { projectId });
  const due = schedules.flatMap(({ id, every }) => {
    const moments: string[] = [];
    const wish = wishOf(every);
    for (let dueMs = nextDueMs(wish, startMs); dueMs <= endMs; dueMs = nextDueMs(wish, dueMs)) {
      moments.push(scheduledScanId({ id, dueMs }));
    }
    return moments;
  });
  const { analyses } = await visited.get(admin, 'analyses.list', { projectId });
  const scheduled = analyses.filter(({ startedBy }) => startedBy?.kind === 'schedule');
  expect(scheduled.map(({ progress }) => progress.scanId).sort()).toEqual([...due].sort());
  expect(new Set(scheduled.map(({ progress }) => progress.state))).toEqual(new Set(['finished']));
  for (const { lastRun, nextRun } of schedules) {
    expect(lastRun).toMatchObject({ state: 'finished' });
    expect(Date.parse(nextRun)).toBeGreaterThan(endMs);
  }
  await visited.world.stop();
  return due.length;
}

it('runs once at each moment of a month, by the day, the week and the month, and each analysis ends', async () => {
  const visited = await visit(smallSite({ issues: 12 }));
  expect(await month(visited, ['day', 'week', 'month'])).toBeGreaterThanOrEqual(31 + 4 + 1);
}, 120_000);

it('starts each due analysis exactly once while invocations are killed and the storage stumbles', async () => {
  let active: Faults = noFaults;
  const storm = randomFaults(11, swarmRates(11, 0.02));
  const visited = await visit(smallSite({ issues: 12 }), { faults: { at: (point) => active.at(point) } });
  // One schedule: late starts of several would fall together, and then one analysis serves them all.
  await month(visited, ['day'], (isOn) => {
    active = isOn ? storm : noFaults;
  });
  expect(visited.world.installation.meters.failedInvocations).toBeGreaterThan(0);
}, 120_000);

describe('a schedule', () => {
  let site: Visit;
  let projectId: number;
  beforeEach(async () => {
    site = await visit(smallSite({ issues: 12 }));
    projectId = site.projectId('ALPHA');
  });
  afterEach(() => site.world.stop());

  const list = (): Promise<AnswerOf<'schedules.list'>> => site.get(admin, 'schedules.list', { projectId });
  const save = (change: object, who = admin) =>
    site.call(who, 'schedules.save', { projectId, schedule: { id: null, scopeId: null, ...wishOf('day'), ...change } });
  const analysesStarted = async () => (await site.get(admin, 'analyses.list', { projectId })).analyses.length;

  it('that missed its moments for days is caught up once', async () => {
    let isSkipping = true;
    const resting = await visit(smallSite({ issues: 12 }), {
      faults: { at: ({ layer }) => (isSkipping && layer === 'schedule' ? { kind: 'skip' } : undefined) },
    });
    await resting.get(admin, 'schedules.save', { projectId, schedule: { id: null, scopeId: null, ...wishOf('day') } });
    await resting.world.host.advance(5 * dayMs);
    isSkipping = false;
    await resting.world.host.advance(2 * hourMs);
    expect((await resting.get(admin, 'analyses.list', { projectId })).analyses).toHaveLength(1);
    await resting.world.stop();
  });

  it('does not run while it is paused, and does not make up for that', async () => {
    await save({});
    const [schedule] = (await list()).schedules;
    if (schedule === undefined) throw new Error('The schedule is missing.');
    await save({ id: schedule.id, isPaused: true });
    await site.world.host.advance(3 * dayMs);
    expect(await analysesStarted()).toBe(0);
    await save({ id: schedule.id, isPaused: false });
    await site.world.host.advance(hourMs);
    expect(await analysesStarted()).toBe(0);
    await site.world.host.advance(dayMs);
    expect(await analysesStarted()).toBe(1);
  });

  it('runs what its saved scope says at that moment, and the scope cannot be deleted meanwhile', async () => {
    const narrowing = { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [] };
    const scope = { id: null, name: 'Recent', projectIds: [projectId], jql: 'created >= -3650d', narrowing };
    const { scopes } = await site.get(admin, 'scopes.save', { projectId, expectedVersion: 0, scope });
    const scopeId = scopes[0]?.id ?? '';
    await save({ scopeId });
    expect((await list()).schedules).toMatchObject([{ scopeId, scopeName: 'Recent', lastRun: null }]);
    expect(await site.call(admin, 'scopes.remove', { projectId, expectedVersion: 1, scopeId })).toMatchObject({
      failure: { code: 'CONFLICT', message: 'A schedule runs on this scope. Remove or change the schedule first.' },
    });
    await site.get(admin, 'scopes.save', {
      projectId,
      expectedVersion: 1,
      scope: { ...scope, id: scopeId, jql: 'created >= -3000d' },
    });
    await site.world.host.advance(dayMs);
    const { analyses } = await site.get(admin, 'analyses.list', { projectId });
    expect(analyses).toMatchObject([{ startedBy: { kind: 'schedule' }, progress: { jql: 'created >= -3000d' } }]);
  });

  it('follows the team of its scope, and says when that is gone or owns nothing any more', async () => {
    const team = { name: 'Shop', groupIds: [], roleIds: [], projectIds: [projectId], components: [], jql: null };
    const known = await site.get(admin, 'teams.save', { version: 0, teamId: null, team });
    const teamId = known.teams[0]?.id ?? '';
    const narrowing = { typeIds: [], componentNames: [], sprint: null, teamId, backlogIds: [] };
    const scope = { id: null, name: 'Ours', projectIds: [projectId], jql: 'type != Epic', narrowing };
    const { scopes } = await site.get(admin, 'scopes.save', { projectId, expectedVersion: 0, scope });
    await save({ scopeId: scopes[0]?.id ?? '' });
    await site.world.host.advance(dayMs);
    expect((await list()).schedules).toMatchObject([{ lastRun: { state: 'finished' } }]);
    const { analyses } = await site.get(admin, 'analyses.list', { projectId });
    expect(analyses[0]?.progress.jql).toBe(`((project in (${projectId}))) AND (type != Epic)`);

    const owningNothing = { ...team, projectIds: [site.projectId('BETA')] };
    await site.get(admin, 'teams.save', { version: known.version, teamId, team: owningNothing });
    await site.world.host.advance(dayMs);
    expect((await list()).schedules).toMatchObject([{ lastRun: { state: 'team-without-items' } }]);
    await site.get(admin, 'teams.remove', { version: known.version + 1, teamId });
    await site.world.host.advance(dayMs);
    expect((await list()).schedules).toMatchObject([{ lastRun: { state: 'no-team' } }]);
    expect(await analysesStarted()).toBe(1);
  });

  it('is refused with a sentence when it is wrong, and is nobody else’s business', async () => {
    expect(await save({ timeZone: 'Mars/Base' })).toMatchObject({
      failure: { code: 'BAD_INPUT', message: 'schedule.timeZone: must be the name of a time zone' },
    });
    expect(await save({ every: 'week', day: 9 })).toMatchObject({ failure: { code: 'BAD_INPUT' } });
    expect(await save({ scopeId: '0123456789abcdef' })).toMatchObject({ failure: { code: 'NOT_FOUND' } });
    expect(await save({}, member)).toMatchObject({ failure: { code: 'NOT_ALLOWED' } });
    await save({});
    expect(await site.get(member, 'schedules.list', { projectId })).toEqual({ schedules: [], canChange: false });
    const [schedule] = (await list()).schedules;
    await site.get(admin, 'schedules.remove', { projectId, scheduleId: schedule?.id ?? '' });
    expect((await list()).schedules).toEqual([]);
  });
});
