// A loaded index for questions about one text: what is like the issue that is being typed, or that was just created.
// Terms are looked up in an inverted index, so a question costs the issues that share its words, not all text. Issues
// that changed since it was loaded stand in a short tail; their words do not change what others weigh until the next
// load, which moves a cosine by less than a hundredth.

import { BlockBuilder, noFacts, type Block, type TermSource } from './block';
import type { IssueText } from './document';
import { buildModel, termWeight, type Model } from './model';
import { idf, type ScoreSettings } from './score';
import { TermTable } from './term-table';

export interface Match {
  readonly id: number;
  readonly cosine: number;
}

interface QueryOptions {
  /** How many matches at most. */
  readonly top: number;
  /** Matches below this cosine are left out. */
  readonly floor: number;
  /** An issue that is not to be found: the one that is asked about. */
  readonly exceptId?: number;
}

interface TailRow {
  readonly id: number;
  readonly weights: ReadonlyMap<number, number>;
}

export class SearchIndex {
  private readonly model: Model;
  private readonly columns: TermTable;
  private readonly postingStarts: Uint32Array;
  private readonly postingRows: Uint32Array;
  private readonly postingWeights: Float32Array;
  private readonly sums: Float32Array;
  private readonly rowOf = new Map<number, number>();
  private readonly isHidden: Uint8Array;
  private readonly tail = new Map<number, TailRow>();

  constructor(
    blocks: readonly Block[],
    private readonly settings: ScoreSettings,
    private readonly tokenizer: TermSource,
  ) {
    const model = buildModel(blocks, settings);
    this.model = model;
    this.columns = new TermTable(model.columnCount);
    for (const hash of model.termHashes) this.columns.intern(hash);
    this.postingStarts = new Uint32Array(model.columnCount + 1);
    this.postingRows = new Uint32Array(model.columns.length);
    this.postingWeights = new Float32Array(model.columns.length);
    this.invert();
    this.sums = new Float32Array(model.rowCount);
    this.isHidden = new Uint8Array(model.rowCount);
    model.ids.forEach((id, row) => this.rowOf.set(id, row));
  }

  /** The issues most like the text, best first. */
  search(text: IssueText, options: QueryOptions): Match[] {
    const builder = new BlockBuilder(this.tokenizer);
    builder.add({ id: 1, text, facts: noFacts });
    return this.nearest(builder.build(), 0, options);
  }

  /** The issues most like one entry of a block, best first. */
  nearest(block: Block, index: number, { top, floor, exceptId }: QueryOptions): Match[] {
    const query = this.weightsOf(block, index, (hash) => this.columns.find(hash));
    const matches = new TopMatches(top, floor);
    const { sums, postingStarts, postingRows, postingWeights } = this;
    for (const [column, weight] of query) {
      if (column >= this.model.columnCount) continue;
      const end = postingStarts[column + 1]!;
      for (let at = postingStarts[column]!; at < end; at++) sums[postingRows[at]!]! += weight * postingWeights[at]!;
    }
    for (let row = 0; row < sums.length; row++) {
      const sum = sums[row]!;
      if (sum === 0) continue;
      sums[row] = 0;
      if (sum >= matches.least && this.isHidden[row] === 0) this.offer(matches, this.model.ids[row]!, sum, exceptId);
    }
    for (const { id, weights } of this.tail.values()) this.offer(matches, id, productOf(query, weights), exceptId);
    return matches.finish();
  }

  /** Takes the entries of a later block in: new, changed and removed issues. Costs nothing for all others. */
  append(block: Block): void {
    for (let index = 0; index < block.issueCount; index++) {
      const id = block.ids[index]!;
      const row = this.rowOf.get(id);
      if (row !== undefined) this.isHidden[row] = 1;
      if (block.isRemoved[index] === 1) this.tail.delete(id);
      else this.tail.set(id, { id, weights: this.weightsOf(block, index, (hash) => this.columns.intern(hash)) });
    }
  }

  private offer(matches: TopMatches, id: number, cosine: number, exceptId: number | undefined): void {
    if (id !== exceptId) matches.add({ id, cosine });
  }

  /** Weights of length 1 by column. Terms that no issue has match nothing, but count for the length. */
  private weightsOf(block: Block, index: number, columnOf: (termHash: number) => number): Map<number, number> {
    const { averageLengths, documentFrequencies, rowCount } = this.model;
    const weights = new Map<number, number>();
    let squares = 0;
    for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
      const column = columnOf(block.termHashes[block.terms[at]!]!);
      const rarity = idf(Math.max(1, rowCount), documentFrequencies[column] ?? 1);
      const weight = termWeight(block, index, at, averageLengths, this.settings.fieldWeights) * rarity;
      if (column >= 0) weights.set(column, weight);
      squares += weight * weight;
    }
    const norm = Math.sqrt(squares);
    if (norm > 0) for (const [column, weight] of weights) weights.set(column, weight / norm);
    return weights;
  }

  private invert(): void {
    const { rowCount, rowStarts, columns, weights, columnCount, documentFrequencies } = this.model;
    for (let column = 0; column < columnCount; column++) {
      this.postingStarts[column + 1] = this.postingStarts[column]! + documentFrequencies[column]!;
    }
    const next = this.postingStarts.slice();
    for (let row = 0; row < rowCount; row++) {
      for (let at = rowStarts[row]!; at < rowStarts[row + 1]!; at++) {
        const posting = next[columns[at]!]!++;
        this.postingRows[posting] = row;
        this.postingWeights[posting] = weights[at]!;
      }
    }
  }
}

/** The best few of many, by cosine and then by id. */
class TopMatches {
  private readonly kept: Match[] = [];

  constructor(
    private readonly top: number,
    private readonly floor: number,
  ) {}

  /** What a match has to reach. */
  get least(): number {
    return this.kept.length < this.top ? this.floor : this.kept[this.kept.length - 1]!.cosine;
  }

  add(match: Match): void {
    if (this.top === 0 || match.cosine < this.least || match.cosine <= 0) return;
    let at = this.kept.length;
    while (at > 0 && isBetter(match, this.kept[at - 1]!)) at--;
    this.kept.splice(at, 0, match);
    if (this.kept.length > this.top) this.kept.pop();
  }

  finish(): Match[] {
    return this.kept;
  }
}

function isBetter(a: Match, b: Match): boolean {
  return a.cosine > b.cosine || (a.cosine === b.cosine && a.id < b.id);
}

function productOf(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [column, weight] of a) sum += weight * (b.get(column) ?? 0);
  return sum;
}
