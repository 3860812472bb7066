// A block is what the engine keeps of some issues: facts, and for every term how often it stands in which field. It
// holds no text and refers to nothing outside itself, so pages can be read in any order and by several invocations at
// once without a shared dictionary. Among blocks the later one wins, issue by issue, and a removal counts as an entry.

import type { IssueFacts, IssueInput, IssueText } from './document';
import { NumberList } from './number-list';
import { TermTable } from './term-table';
import type { TermSink } from './tokenize';

/** Columns, one entry for each issue unless said otherwise. `…Starts` have one more: where the issue's part begins. */
export interface Block {
  readonly issueCount: number;
  /** Strictly ascending. */
  readonly ids: Float64Array;
  /** 1 where the issue is gone: it hides the issue in earlier blocks and has no terms. */
  readonly isRemoved: Uint8Array;
  readonly createdMs: Float64Array;
  readonly projectIds: Float64Array;
  readonly parentIds: Float64Array;
  readonly isSubtask: Uint8Array;
  readonly isResolved: Uint8Array;
  readonly typeHashes: Uint32Array;
  readonly reporterHashes: Uint32Array;
  readonly componentStarts: Uint32Array;
  readonly componentHashes: Uint32Array;
  readonly linkStarts: Uint32Array;
  readonly linkedIds: Float64Array;
  readonly fingerprintStarts: Uint32Array;
  readonly fingerprints: Uint32Array;
  /** Three for each issue, in the order of `fields`: how many terms the field had, repeats included. */
  readonly fieldLengths: Uint32Array;
  /** The block's own dictionary. */
  readonly termHashes: Uint32Array;
  readonly termStarts: Uint32Array;
  /** Positions in `termHashes`; within an issue each at most once, in no promised order. */
  readonly terms: Uint32Array;
  /** Three for each entry of `terms`, in the order of `fields`, at most 255. */
  readonly termCounts: Uint8Array;
}

/** What a builder needs of the tokenizer. */
export interface TermSource {
  tokenize(text: IssueText, sink: TermSink): readonly number[];
}

/** Distinct terms beyond this are dropped, so that one hostile text still fits into one stored value. */
export const maxTermsPerIssue = 16_384;

export class BlockBuilder {
  private readonly columns = emptyColumns();
  private readonly table = new TermTable();
  private terms = new Uint32Array(1 << 12);
  private counts = new Uint8Array(3 << 12);
  private postingCount = 0;
  private firstPosting = 0; // of the issue that is being added
  // For every term: its posting in the last issue that had it, or -1. Saves a set for each issue.
  private lastPosting = new Int32Array(1 << 12).fill(-1);
  private readonly lengths = new Uint32Array(3);
  private readonly sink: TermSink = { add: (termHash, field) => this.addTerm(termHash, field) };

  constructor(private readonly tokenizer: TermSource) {}

  get issueCount(): number {
    return this.columns.ids.length;
  }

  /** A careful estimate of the encoded size, so that a caller knows when to start the next block. */
  get approximateBytes(): number {
    return estimateBytes(this.issueCount, this.table.size, this.postingCount);
  }

  /** The text is read once and not kept. The same issue added again replaces what was added before. */
  add(input: IssueInput): void {
    this.lengths.fill(0);
    const fingerprints = this.tokenizer.tokenize(input.text, this.sink);
    this.close(input.id, 0, input.facts, this.lengths, fingerprints);
  }

  remove(issueId: number): void {
    this.close(issueId, 1, noFacts, [0, 0, 0], []);
  }

  /** Takes one entry over from another block. */
  copy(block: Block, index: number): void {
    for (let from = block.termStarts[index]!; from < block.termStarts[index + 1]!; from++) {
      const at = this.openPosting(this.table.intern(block.termHashes[block.terms[from]!]!)) * 3;
      for (let field = 0; field < 3; field++) this.counts[at + field] = block.termCounts[from * 3 + field]!;
    }
    this.close(
      block.ids[index]!,
      block.isRemoved[index]!,
      factsOf(block, index),
      block.fieldLengths.subarray(index * 3, index * 3 + 3),
      block.fingerprints.subarray(block.fingerprintStarts[index], block.fingerprintStarts[index + 1]),
    );
  }

  build(): Block {
    const { columns } = this;
    const block: Block = {
      issueCount: columns.ids.length,
      ids: columns.ids.finish(),
      isRemoved: columns.isRemoved.finish(),
      createdMs: columns.createdMs.finish(),
      projectIds: columns.projectIds.finish(),
      parentIds: columns.parentIds.finish(),
      isSubtask: columns.isSubtask.finish(),
      isResolved: columns.isResolved.finish(),
      typeHashes: columns.typeHashes.finish(),
      reporterHashes: columns.reporterHashes.finish(),
      componentStarts: columns.componentStarts.finish(),
      componentHashes: columns.componentHashes.finish(),
      linkStarts: columns.linkStarts.finish(),
      linkedIds: columns.linkedIds.finish(),
      fingerprintStarts: columns.fingerprintStarts.finish(),
      fingerprints: columns.fingerprints.finish(),
      fieldLengths: columns.fieldLengths.finish(),
      termHashes: this.table.allHashes().slice(),
      termStarts: columns.termStarts.finish(),
      terms: this.terms.slice(0, this.postingCount),
      termCounts: this.counts.slice(0, this.postingCount * 3),
    };
    return isStrictlyAscending(block.ids) ? block : copyEntries(latestEntries([block]));
  }

  private addTerm(termHash: number, field: 0 | 1 | 2): void {
    this.lengths[field]!++;
    const isFull = this.postingCount - this.firstPosting >= maxTermsPerIssue;
    const term = isFull ? this.table.find(termHash) : this.table.intern(termHash);
    const posting = term >= 0 && term < this.lastPosting.length ? this.lastPosting[term]! : -1;
    if (posting >= this.firstPosting) {
      const at = posting * 3 + field;
      if (this.counts[at]! < 255) this.counts[at]!++;
    } else if (!isFull) {
      // First the place, then the array: opening a posting may have replaced the array by a larger one.
      const at = this.openPosting(term) * 3 + field;
      this.counts[at] = 1;
    }
  }

  /** Appends a posting with all counts at zero and returns its position. */
  private openPosting(term: number): number {
    if (term >= this.lastPosting.length) this.growTerms();
    if (this.postingCount === this.terms.length) this.growPostings();
    const posting = this.postingCount++;
    this.lastPosting[term] = posting;
    this.terms[posting] = term;
    return posting;
  }

  private close(
    id: number,
    removed: number,
    facts: IssueFacts,
    lengths: ArrayLike<number>,
    fingerprints: ArrayLike<number>,
  ): void {
    const { columns } = this;
    columns.ids.push(id);
    columns.isRemoved.push(removed);
    columns.createdMs.push(facts.createdMs);
    columns.projectIds.push(facts.projectId);
    // Nothing is its own parent. Whoever says so has none, which is also what the stored form can say.
    columns.parentIds.push(facts.parentId === id ? 0 : facts.parentId);
    columns.isSubtask.push(Number(facts.isSubtask));
    columns.isResolved.push(Number(facts.isResolved));
    columns.typeHashes.push(facts.typeHash);
    columns.reporterHashes.push(facts.reporterHash);
    columns.componentHashes.pushAll(facts.componentHashes);
    columns.componentStarts.push(columns.componentHashes.length);
    columns.linkedIds.pushAll(facts.linkedIds);
    columns.linkStarts.push(columns.linkedIds.length);
    columns.fingerprints.pushAll(fingerprints);
    columns.fingerprintStarts.push(columns.fingerprints.length);
    columns.fieldLengths.pushAll(lengths);
    columns.termStarts.push(this.postingCount);
    this.firstPosting = this.postingCount;
  }

  private growTerms(): void {
    const lastPosting = new Int32Array(Math.max(this.lastPosting.length * 2, this.table.size)).fill(-1);
    lastPosting.set(this.lastPosting);
    this.lastPosting = lastPosting;
  }

  private growPostings(): void {
    const terms = new Uint32Array(this.terms.length * 2);
    terms.set(this.terms);
    const counts = new Uint8Array(terms.length * 3);
    counts.set(this.counts);
    this.terms = terms;
    this.counts = counts;
  }
}

/** The facts of one issue as they were given to the builder. */
export function factsOf(block: Block, index: number): IssueFacts {
  return {
    createdMs: block.createdMs[index]!,
    projectId: block.projectIds[index]!,
    parentId: block.parentIds[index]!,
    isSubtask: block.isSubtask[index] === 1,
    isResolved: block.isResolved[index] === 1,
    typeHash: block.typeHashes[index]!,
    reporterHash: block.reporterHashes[index]!,
    componentHashes: [
      ...block.componentHashes.subarray(block.componentStarts[index], block.componentStarts[index + 1]),
    ],
    linkedIds: [...block.linkedIds.subarray(block.linkStarts[index], block.linkStarts[index + 1])],
  };
}

export interface BlockEntry {
  readonly block: Block;
  readonly index: number;
}

/** The entry that counts for each issue, removals included, by ascending id: the last one in the last block. */
export function latestEntries(blocks: readonly Block[]): BlockEntry[] {
  const latest = new Map<number, BlockEntry>();
  for (const block of blocks) block.ids.forEach((id, index) => latest.set(id, { block, index }));
  return [...latest].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

export function copyEntries(entries: readonly BlockEntry[]): Block {
  const builder = new BlockBuilder({ tokenize: () => [] });
  for (const { block, index } of entries) builder.copy(block, index);
  return builder.build();
}

/**
 * Some 15 % above what real issues take, so that blocks of this size nearly always fit: 4 bytes for an entry of the
 * dictionary, 1.25 for a posting, 16 for facts.
 */
export function estimateBytes(issueCount: number, distinctTerms: number, postingCount: number): number {
  return 64 + issueCount * 16 + distinctTerms * 4 + Math.ceil(postingCount * 1.25);
}

function emptyColumns() {
  return {
    ids: new NumberList(Float64Array),
    isRemoved: new NumberList(Uint8Array),
    createdMs: new NumberList(Float64Array),
    projectIds: new NumberList(Float64Array),
    parentIds: new NumberList(Float64Array),
    isSubtask: new NumberList(Uint8Array),
    isResolved: new NumberList(Uint8Array),
    typeHashes: new NumberList(Uint32Array),
    reporterHashes: new NumberList(Uint32Array),
    componentStarts: new NumberList(Uint32Array, [0]),
    componentHashes: new NumberList(Uint32Array),
    linkStarts: new NumberList(Uint32Array, [0]),
    linkedIds: new NumberList(Float64Array),
    fingerprintStarts: new NumberList(Uint32Array, [0]),
    fingerprints: new NumberList(Uint32Array),
    fieldLengths: new NumberList(Uint32Array),
    termStarts: new NumberList(Uint32Array, [0]),
  };
}

/** Facts of an issue of which nothing is known but its text. */
export const noFacts: IssueFacts = {
  createdMs: 0,
  projectId: 0,
  parentId: 0,
  isSubtask: false,
  isResolved: false,
  typeHash: 0,
  reporterHash: 0,
  componentHashes: [],
  linkedIds: [],
};

function isStrictlyAscending(ids: Float64Array): boolean {
  for (let index = 1; index < ids.length; index++) if (ids[index]! <= ids[index - 1]!) return false;
  return true;
}
