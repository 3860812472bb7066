// One behaviour for both backends, against a plain sorted list; and one clear sentence for a folder that cannot be used.

import fc from 'fast-check';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterPrefix, memory, openDisk, type Change, type KeyValueBackend } from '../../local/forge/disk';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'backend-'))));
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});

const key = fc.oneof(
  fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', '/', 'ä', '\uffee', '😀') }),
  fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme' }),
);
const changes = fc.array(fc.tuple(key, fc.option(fc.string(), { nil: undefined })), { maxLength: 8 });
const bytes = (text: string) => Buffer.from(text, 'utf8');

async function agreesWithAList(
  backend: KeyValueBackend,
  batches: readonly (readonly Change[])[],
  from: string,
  before: string,
  limit: number,
): Promise<void> {
  const rows: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const batch of batches) {
    await backend.write(batch);
    for (const [changed, value] of batch) {
      if (value === undefined) delete rows[changed];
      else rows[changed] = value;
    }
  }
  const all = Object.entries(rows).sort(([one], [other]) => Buffer.compare(bytes(one), bytes(other)));
  for (const [name, value] of all) expect(await backend.get(name)).toBe(value);
  expect(await backend.get('never written')).toBeUndefined();
  const inside = all.filter(
    ([name]) => Buffer.compare(bytes(name), bytes(from)) >= 0 && Buffer.compare(bytes(name), bytes(before)) < 0,
  );
  expect(await backend.range(from, before)).toEqual(inside);
  expect(await backend.range(from, before, limit)).toEqual(inside.slice(0, limit));
}

describe.each([
  ['memory', async () => memory()],
  ['disk', async () => openDisk(mkdtempSync(join(folder, 'level-')))],
] as const)('the backend %s', (_name, open) => {
  it('behaves like a list that is sorted by UTF-8 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(changes, { maxLength: 6 }),
        key,
        key,
        fc.integer({ min: 1, max: 5 }),
        async (batches, from, before, limit) => {
          const backend = await open();
          await agreesWithAList(backend, batches, from, before, limit);
          await backend.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds everything under a prefix and nothing else', async () => {
    const backend = await open();
    await backend.write([
      ['a/', '0'],
      ['a/1', '1'],
      ['a/\u{1F600}', '2'],
      ['a0', '3'],
      ['b/1', '4'],
    ]);
    const rows = await backend.range('a/', afterPrefix('a/'));
    expect(rows.map(([, value]) => value)).toEqual(['0', '1', '2']);
    await backend.close();
  });
});

describe('a folder', () => {
  it('keeps its values', async () => {
    const first = await openDisk(folder);
    await first.write([['a', 'kept']]);
    await first.close();
    const second = await openDisk(folder);
    expect(await second.get('a')).toBe('kept');
    await second.close();
  });

  it('that another copy uses is refused with one sentence', async () => {
    const first = await openDisk(folder);
    await expect(openDisk(folder)).rejects.toThrow(`The data folder ${folder} is in use by another running copy.`);
    await first.close();
  });

  it('that is a file is refused with one sentence', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(openDisk(file)).rejects.toThrow(`The data folder ${file} is a file.`);
    await expect(openDisk(join(file, 'below'))).rejects.toThrow(/is a file/);
  });

  it('that cannot be written to is refused with one sentence', async () => {
    // An administrator may write into any folder, so for that account a place stands in that the kernel keeps for itself.
    const isAdministrator = process.getuid?.() === 0;
    if (!isAdministrator) chmodSync(folder, 0o555);
    const place = isAdministrator ? '/sys/backlog-intelligence' : join(folder, 'below');
    await expect(openDisk(place)).rejects.toThrow(`The data folder ${place} cannot be written to.`);
  });
});
