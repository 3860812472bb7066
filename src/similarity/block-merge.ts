// Many small blocks become few full ones: changes arrive as a tail of small blocks, and every block is a read when an
// index is loaded. Nothing is lost by merging twice or by being interrupted, since the old blocks say the same.

import { copyEntries, estimateBytes, latestEntries, type Block, type BlockEntry } from './block';
import { encodeBlock } from './block-bytes';
import { TermTable } from './term-table';

/**
 * The same issues in few blocks by ascending id, each at most `maxBytes` once encoded. Removals may be dropped only
 * when no earlier block stays behind.
 */
export function mergeBlocks(blocks: readonly Block[], maxBytes: number, removals: 'keep' | 'drop' = 'keep'): Block[] {
  const entries = latestEntries(blocks).filter(({ block, index }) => removals === 'keep' || !block.isRemoved[index]);
  const merged: Block[] = [];
  let terms = new TermTable();
  let start = 0;
  let postingCount = 0;
  entries.forEach((entry, at) => {
    postingCount += internTerms(entry, terms);
    if (at === start || estimateBytes(at + 1 - start, terms.size, postingCount) <= maxBytes) return;
    merged.push(...copyFitting(entries.slice(start, at), maxBytes));
    terms = new TermTable();
    start = at;
    postingCount = internTerms(entry, terms);
  });
  if (start < entries.length) merged.push(...copyFitting(entries.slice(start), maxBytes));
  return merged;
}

function internTerms({ block, index }: BlockEntry, terms: TermTable): number {
  const start = block.termStarts[index]!;
  const end = block.termStarts[index + 1]!;
  for (let posting = start; posting < end; posting++) terms.intern(block.termHashes[block.terms[posting]!]!);
  return end - start;
}

/** The estimate may be wrong: halve until each part fits. A single issue does, because its terms are limited. */
function copyFitting(entries: readonly BlockEntry[], maxBytes: number): Block[] {
  const block = copyEntries(entries);
  if (entries.length === 1 || encodeBlock(block).length <= maxBytes) return [block];
  const middle = entries.length >> 1;
  return [...copyFitting(entries.slice(0, middle), maxBytes), ...copyFitting(entries.slice(middle), maxBytes)];
}
