// Backup and restore on random states: what is restored into an empty store is what was backed up, a second time changes
// nothing, what is newer stays, and a damaged or newer file changes nothing at all.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checksumOf, readBackup } from '../../src/administration/backup';
import { restorePart } from '../../src/administration/restore';
import type { BackupPart, RestoreReport } from '../../src/contract';
import type { Review } from '../../src/duplicates/decision';
import { defaultMapping } from '../../src/duplicates/mapping';
import { defaultPreferences, defaultSettings } from '../../src/settings';
import { noteKept } from '../../src/administration/people';
import { noteSpace } from '../../src/storage/known-spaces';
import { createStores, type Stores, withPrevious } from '../../src/storage/stores';
import { memoryKv } from '../duplicates/memory-kv';

let ids = 0;
const emptyStores = (): Stores => createStores(memoryKv(), () => `id${ids++}`);

async function backupOf(stores: Stores): Promise<BackupPart[]> {
  const parts: BackupPart[] = [];
  for (let at: number | null = 0; at !== null;) {
    const { part, next }: Awaited<ReturnType<typeof readBackup>> = await readBackup(at, stores);
    // A space that was only analysed has nothing to bring back.
    if (part.body !== '[]') parts.push(part);
    at = next;
  }
  return parts;
}

const nowMs = () => Date.parse('2026-11-20T12:00:00Z');

async function restore(
  parts: readonly BackupPart[],
  stores: Stores,
  isDryRun = false,
  version = 2,
): Promise<RestoreReport> {
  const sum = { added: 0, changed: 0, unchanged: 0, newerHere: 0 };
  for (const part of parts) {
    const report = await restorePart(version, part, isDryRun, { stores, nowMs });
    for (const name of ['added', 'changed', 'unchanged', 'newerHere'] as const) sum[name] += report[name];
  }
  return sum;
}

const review = (atMs: number, verdict: Review['verdict']): Review => ({
  version: 1 + (atMs % 7),
  verdict,
  snoozedUntilMs: null,
  assignee: atMs % 3 === 0 ? 'ben' : null,
  by: 'ada',
  atMs,
  origin: 'person',
  askedAgainSinceMs: null,
  actionId: null,
  digests: null,
  seen: null,
});

const stateArbitrary = fc.record({
  threshold: fc.option(fc.integer({ min: 20, max: 95 })),
  groups: fc.option(fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 3 })),
  auditDays: fc.option(fc.integer({ min: 30, max: 3_650 })),
  spaceThreshold: fc.option(fc.integer({ min: 20, max: 95 })),
  templateNames: fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{1,12}$/), { maxLength: 3 }),
  guards: fc.option(fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{1,12}$/), { maxLength: 3 })),
  scopeNames: fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{1,12}$/), { maxLength: 3 }),
  schedules: fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[0-9a-f]{16}$/), hour: fc.integer({ min: 0, max: 23 }) }),
    {
      selector: ({ id }) => id,
      maxLength: 3,
    },
  ),
  summaryHour: fc.option(fc.integer({ min: 0, max: 23 })),
  teamNames: fc.uniqueArray(fc.stringMatching(/^[A-Za-z]{1,12}$/), { maxLength: 3 }),
  stopWords: fc.uniqueArray(fc.stringMatching(/^[a-z]{3,12}$/), { maxLength: 3 }),
  people: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 3 }),
  canonicals: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
  decisions: fc.uniqueArray(
    fc.record({
      a: fc.integer({ min: 1, max: 60 }),
      gap: fc.integer({ min: 1, max: 60 }),
      atMs: fc.integer({ min: 1, max: 1_000_000 }),
      verdict: fc.constantFrom('duplicate' as const, 'related' as const, 'not-duplicate' as const, null),
    }),
    { selector: ({ a, gap }) => `${a}-${gap}`, maxLength: 12 },
  ),
});
type State = typeof stateArbitrary extends fc.Arbitrary<infer T> ? T : never;

async function fill(state: State, stores: Stores): Promise<void> {
  const { threshold, groups, auditDays, spaceThreshold, templateNames, canonicals, decisions } = state;
  const { guards, scopeNames, schedules, summaryHour, teamNames, stopWords, people } = state;
  if (threshold !== null) {
    const words = { ...defaultSettings.words, stopWords };
    const settings = { ...defaultSettings, defaultThreshold: threshold / 100, words };
    await stores.settings.change((current) => withPrevious(settings, current));
  }
  if (groups !== null) await stores.roleRules.change(() => ({ managerGroupIds: groups, managerRoleIds: [7] }));
  if (auditDays !== null) await stores.retention.change(() => ({ auditDays, isOnHold: false }));
  await noteSpace(4, stores);
  const filters = { threshold: 0.4, tier: 'any' as const, state: 'any' as const };
  const templates = templateNames.map((name) => ({ name, columns: ['key' as const, 'match' as const], filters }));
  if (templates.length > 0) await stores.reportTemplates(4).change(() => ({ v: 1, templates }));
  if (canonicals.length > 0) await stores.chosenCanonicals.change(() => ({ v: 1, ids: canonicals }));
  if (spaceThreshold !== null) await stores.space(4).change(() => ({ threshold: spaceThreshold / 100 }));
  if (guards !== null) {
    const rules = guards.map((name) => ({ name, jql: `labels = ${name}` }));
    await stores.mapping(4).change(() => ({ ...defaultMapping, guards: rules }));
  }
  const narrowing = { typeIds: [], componentNames: [], sprint: null, teamId: null, backlogIds: [] };
  const scopes = scopeNames.map((name) => ({ id: `id-${name}`, name, projectIds: [4], jql: null, narrowing }));
  if (scopes.length > 0) await stores.scopes(4).change(() => ({ v: 1, scopes }));
  const wish = { every: 'week' as const, day: 2, timeZone: 'Europe/Berlin', isPaused: false };
  const items = schedules.map(({ id, hour }) => ({
    ...{ id, projectId: 4, scopeId: null, wish: { ...wish, hour }, dueMs: 7, last: null },
  }));
  if (items.length > 0) await stores.timetable.change(() => ({ v: 1, items }));
  if (summaryHour !== null) {
    const clock = { hour: summaryHour, weekday: 3, timeZone: 'Asia/Tokyo', isPaused: false };
    const digest = { projectId: 4, issueId: 77, ...clock, dueMs: 7, last: null };
    await stores.digests.change(() => ({ v: 1, digests: [digest] }));
  }
  const empty = { groupIds: [], roleIds: [], projectIds: [4], components: [], jql: null };
  const teams = teamNames.map((name) => ({ id: `team-${name}`, name, ...empty }));
  if (teams.length > 0) await stores.teams.change(() => ({ v: 1, teams, before: [] }));
  for (const accountId of people) {
    await noteKept(accountId, stores);
    await stores.person(accountId).change(() => ({ ...defaultPreferences, density: 'compact' }));
  }
  for (const { a, gap, atMs, verdict } of decisions) {
    await stores.reviews.change({ a, b: a + gap }, () => ({ review: review(atMs, verdict), event: 'decided' }));
  }
}

describe('a backup', () => {
  it('restored into an empty store gives the same backup, for 1,000 random states; twice is once', async () => {
    const nothing = await backupOf(emptyStores());
    await fc.assert(
      fc.asyncProperty(stateArbitrary, async (state) => {
        const stores = emptyStores();
        await fill(state, stores);
        const parts = await backupOf(stores);
        const other = emptyStores();
        const foreseen = await restore(parts, other, true);
        expect(await backupOf(other)).toEqual(nothing);
        const done = await restore(parts, other);
        expect(done).toEqual(foreseen);
        expect(await backupOf(other)).toEqual(parts);
        const again = await restore(parts, other);
        expect(again).toEqual({ added: 0, changed: 0, unchanged: done.added, newerHere: 0 });
      }),
      { numRuns: 1_000 },
    );
  }, 240_000);

  it('of many decisions has several parts, and brings each back', async () => {
    const stores = emptyStores();
    for (let a = 1; a <= 450; a++) {
      await stores.reviews.change({ a, b: 1_000 + a }, () => ({ review: review(a, 'duplicate'), event: 'decided' }));
    }
    const parts = await backupOf(stores);
    expect(parts.map(({ kind }) => kind)).toEqual(['settings', 'decisions', 'decisions', 'decisions']);
    const other = emptyStores();
    expect((await restore(parts, other)).added).toBe(450);
    expect(await backupOf(other)).toEqual(parts);
  });

  it('never overwrites what was decided after it was made', async () => {
    const stores = emptyStores();
    const pair = { a: 1, b: 2 };
    await stores.reviews.change(pair, () => ({ review: review(5, 'duplicate'), event: 'decided' }));
    const parts = await backupOf(stores);
    await stores.reviews.change(pair, () => ({ review: review(9, 'related'), event: 'decided' }));
    expect(await restore(parts, stores)).toMatchObject({ newerHere: 1, changed: 0 });
    expect((await stores.reviews.read(pair))?.verdict).toBe('related');
  });

  it.each<[string, number, (part: BackupPart) => BackupPart]>([
    ['a newer file', 3, (part) => part],
    ['a file that says it is older', 1, (part) => part],
    ['a changed body', 2, (part) => ({ ...part, body: part.body.replace('0.5', '0.6') })],
    ['a cut body', 2, (part) => ({ ...part, body: part.body.slice(0, -3) })],
    ['a part of another shape', 2, (part) => ({ ...part, body: '[7]', checksum: checksumOf(2, part.kind, '[7]') })],
    ['a part that says it is another one', 2, (part) => ({ ...part, kind: 'decisions' })],
  ])('%s is refused with one sentence and changes nothing', async (_name, version, change) => {
    const stores = emptyStores();
    await stores.settings.change((current) => withPrevious({ ...defaultSettings, defaultThreshold: 0.5 }, current));
    const [part] = await backupOf(stores);
    const other = emptyStores();
    const refused = restorePart(version, change(part!), false, { stores: other, nowMs });
    await expect(refused).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^This file .*\.$/),
    });
    expect(await other.settings.read()).toBeNull();
  });

  it('that the first version made can be restored for ever', async () => {
    const file = JSON.parse(readFileSync(join(__dirname, 'backup-v1.json'), 'utf8')) as { parts: BackupPart[] };
    const stores = emptyStores();
    expect(await restore(file.parts, stores, false, 1)).toEqual({ added: 5, changed: 0, unchanged: 0, newerHere: 0 });
    expect((await stores.readSettings()).defaultThreshold).toBe(0.55);
    expect((await stores.reviews.read({ a: 10_001, b: 10_007 }))?.verdict).toBe('not-duplicate');
  });

  it('of the second version can be restored for ever, too', async () => {
    const file = JSON.parse(readFileSync(join(__dirname, 'backup-v2.json'), 'utf8')) as { parts: BackupPart[] };
    expect(file.parts.map(({ kind }) => kind)).toEqual(['settings', 'spaces', 'decisions', 'people']);
    const stores = emptyStores();
    expect(await restore(file.parts, stores)).toEqual({ added: 10, changed: 0, unchanged: 0, newerHere: 0 });
    expect((await stores.readSettings()).words).toMatchObject({ stopWords: ['quokka'], leftOutLanguages: ['nl'] });
    expect((await stores.person('ada').read())?.value.density).toBe('compact');
    expect((await stores.mapping(4).read())?.value.guards).toEqual([{ name: 'Audit', jql: 'labels = audit' }]);
    const [schedule] = (await stores.timetable.read())?.value.items ?? [];
    expect((await stores.digests.read())?.value.digests ?? []).toEqual([]);
    // Six o'clock in Berlin on the Tuesday after it was restored.
    expect(new Date(schedule?.dueMs ?? 0).toISOString()).toBe('2026-11-24T05:00:00.000Z');
    expect((await stores.scopes(4).read())?.value.scopes.map(({ id }) => id)).toEqual([schedule?.scopeId]);
  });

  it('lets the summary of a space leave next when it is due from the restoring on', async () => {
    const stores = emptyStores();
    const clock = { hour: 6, weekday: 1, timeZone: 'Europe/Berlin', isPaused: false };
    const last = { atMs: 3, sent: 2, unsure: 0, problem: null };
    await noteSpace(4, stores);
    await stores.digests.change(() => ({
      v: 1,
      digests: [{ projectId: 4, issueId: 77, ...clock, dueMs: 7, last }],
    }));
    const parts = await backupOf(stores);
    const other = emptyStores();
    expect(await restore(parts, other)).toMatchObject({ added: 1 });
    const dueMs = Date.parse('2026-11-21T05:00:00Z');
    expect((await other.digests.read())?.value.digests).toEqual([
      { projectId: 4, issueId: 77, ...clock, dueMs, last: null },
    ]);
    expect(await restore(parts, stores)).toMatchObject({ added: 0, changed: 0 });
    expect((await stores.digests.read())?.value.digests[0]).toMatchObject({ dueMs: 7, last });
  });

  it('leaves schedules and scopes that were made since, and gives those of the file back', async () => {
    const stores = emptyStores();
    const item = (id: string, hour: number) => {
      const wish = { every: 'day' as const, day: 1, hour, timeZone: 'UTC', isPaused: false };
      return { id, projectId: 4, scopeId: null, wish, dueMs: 1, last: null };
    };
    await noteSpace(4, stores);
    await stores.timetable.change(() => ({ v: 1, items: [item('old', 6)] }));
    const parts = await backupOf(stores);
    await stores.timetable.change(() => ({ v: 1, items: [item('old', 9), item('new', 7)] }));
    expect(await restore(parts, stores)).toMatchObject({ added: 0, changed: 1 });
    const items = (await stores.timetable.read())?.value.items ?? [];
    expect(items.map(({ id, wish }) => [id, wish.hour])).toEqual([
      ['old', 6],
      ['new', 7],
    ]);
  });
});
