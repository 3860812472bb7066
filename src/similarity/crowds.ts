// How alike each issue is to its own surroundings: the mean score of its candidates, in one byte. Whoever asks about a
// new text needs it to tell a real likeness from that of a template, and should not read all lists of candidates for it.

import { ByteReader, ByteWriter, DamagedValueError, seal, unseal } from './bytes';
import type { CandidateLists } from './results';

const formatVersion = 1;
const issuesPerPart = 40_000;

/** `size` is how many candidates a full list has; missing ones count as 0. */
export function encodeCrowds({ issueIds, starts, scores }: CandidateLists, size: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let first = 0; first < issueIds.length; first += issuesPerPart) {
    const last = Math.min(issueIds.length, first + issuesPerPart);
    const writer = new ByteWriter();
    writer.varint(last - first);
    for (let at = first, id = 0; at < last; id = issueIds[at++]!) writer.varint(issueIds[at]! - id);
    for (let at = first; at < last; at++) {
      const sum = scores.subarray(starts[at], starts[at + 1]).reduce((total, score) => total + score, 0);
      writer.byte(Math.round((Math.min(size, sum) / size) * 255));
    }
    parts.push(seal('crowds', formatVersion, writer.finish()));
  }
  return parts;
}

/** In [0, 1]; 0 for an issue that is not known. @throws DamagedValueError */
export function decodeCrowds(parts: readonly Uint8Array[]): (issueId: number) => number {
  const crowds = new Map<number, number>();
  for (const part of parts) {
    const reader = new ByteReader(unseal('crowds', formatVersion, part));
    const ids = new Float64Array(reader.count(2));
    for (let at = 0, id = 0; at < ids.length; at++) ids[at] = id += reader.varint();
    for (const id of ids) crowds.set(id, reader.byte() / 255);
    if (!reader.isAtEnd) throw new DamagedValueError('A list of crowds goes on after its end.');
  }
  return (issueId) => crowds.get(issueId) ?? 0;
}
