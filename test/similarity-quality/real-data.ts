// Real issues with known duplicates lie outside the repository, in the folder that BACKLOG_DATA names. Without it
// these tests say so in one line and test nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';

export function describeOnData(name: string, sets: readonly string[], body: (folder: string) => void): void {
  const folder = process.env['BACKLOG_DATA'] ?? '';
  const isThere = folder !== '' && sets.every((set) => existsSync(join(folder, `${set}.jsonl`)));
  describe(name, () => {
    if (isThere) return body(folder);
    it('is left out', () => {
      console.log(
        `Skipped: ${name}. Set BACKLOG_DATA to a folder with ${sets.map((set) => `${set}.jsonl`).join(', ')}.`,
      );
      expect(isThere).toBe(false);
    });
  });
}
