// What people set for themselves, from outside: it is theirs alone, survives what other pages change in it, and refuses
// what no page would send.

import type { Preferences } from '../../src/contract';
import { admin, member, smallSite, visit, type Visit } from '../flow/small-site';

let site: Visit;
beforeAll(async () => {
  site = await visit(smallSite());
});
afterAll(() => site.world.stop());

const wanted: Preferences = {
  threshold: 0.6,
  isNotified: false,
  density: 'compact',
  language: 'ja-JP',
  showsKeys: false,
  mail: 'weekly',
  mailLanguage: 'ja-JP',
};

it('holds for one person and for nobody else, until it is set back', async () => {
  const before = await site.get(member, 'person.read', {});
  expect(before).toEqual({
    preferences: {
      ...{ threshold: null, isNotified: true, density: 'comfortable', language: null, showsKeys: true },
      ...{ mail: 'off', mailLanguage: 'en-US' },
    },
    siteThreshold: 0.4,
  });
  expect((await site.get(member, 'person.save', wanted)).preferences).toEqual(wanted);
  expect((await site.get(member, 'person.read', {})).preferences).toEqual(wanted);
  expect(await site.get(admin, 'person.read', {})).toEqual(before);
  await site.get(member, 'person.save', before.preferences);
  expect(await site.get(member, 'person.read', {})).toEqual(before);
});

it('keeps the rest when the panel keeps a minimum match', async () => {
  await site.get(member, 'person.save', wanted);
  await site.get(member, 'panel.keepThreshold', { threshold: 0.3 });
  expect((await site.get(member, 'person.read', {})).preferences).toEqual({ ...wanted, threshold: 0.3 });
});

it.each<[Record<string, unknown>, string]>([
  [{ threshold: 0.1 }, 'threshold: must be from 0.2 to 0.95'],
  [{ density: 'huge' }, 'density: must be comfortable or compact'],
  [{ language: 'tlh' }, 'language: must be en-US, de-DE or ja-JP'],
  [{ mail: 'hourly' }, 'mail: must be off, daily or weekly'],
  [{ accountId: 'ada' }, 'accountId'],
])('refuses %j in one sentence', async (part, sentence) => {
  const answer = await site.call(member, 'person.save', { ...wanted, ...part } as Preferences);
  expect(answer).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
  expect(answer.ok ? '' : answer.failure.message).toContain(sentence);
});

it('leaves with the person who is erased', async () => {
  await site.get(member, 'person.save', wanted);
  await site.get(admin, 'data.erasePerson', { accountId: member.accountId });
  expect((await site.get(member, 'person.read', {})).preferences.language).toBeNull();
  expect(JSON.stringify(await site.world.installation.storage.dump())).not.toContain('"ben"');
});
