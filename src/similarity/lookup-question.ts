// One question to a lookup: the terms of a text, which parts to read for them, and what is found there. Issues that
// changed since the lookup was made are given as a block and answer for themselves.

import { BlockBuilder, noFacts, type Block } from './block';
import type { IssueText } from './document';
import { type LookupHead, partOfTerm, type Postings, postingsIn } from './lookup';
import { termWeight } from './model';
import { idf, type ScoreSettings } from './score';
import type { Tokenizer } from './tokenize';

export interface LookupMatch {
  readonly id: number;
  readonly cosine: number;
}

/** Terms that are looked up at most, strongest first: what the rest adds does not change who comes first. */
export const maxLookedUpTerms = 24;

interface QueryTerm {
  readonly hash: number;
  /** Before rarity. */
  readonly mentions: number;
}

export class LookupQuestion {
  private readonly terms: readonly QueryTerm[];
  private readonly strongest: readonly number[];
  /** For each term the other terms of the words that it was made from. */
  private readonly siblings: ReadonlyMap<number, ReadonlySet<number>>;
  private readonly postings = new Map<number, Postings>();

  constructor(
    private readonly text: IssueText,
    private readonly head: LookupHead,
    private readonly settings: ScoreSettings,
    private readonly tokenizer: Tokenizer,
  ) {
    const builder = new BlockBuilder(tokenizer);
    builder.add({ id: 1, text, facts: noFacts });
    this.terms = this.termsOf(builder.build(), 0);
    this.siblings = siblingsOf(text, tokenizer);
    this.strongest = [...this.terms]
      .sort((x, y) => this.guessOf(y) - this.guessOf(x) || x.hash - y.hash)
      .slice(0, maxLookedUpTerms)
      .map(({ hash }) => hash);
  }

  /** The parts to read, ascending. */
  parts(): number[] {
    const parts = this.strongest.map((hash) => partOfTerm(this.head, hash)).filter((part) => part !== null);
    return [...new Set(parts)].sort((x, y) => x - y);
  }

  /** @throws DamagedValueError */
  read(part: number, bytes: Uint8Array): void {
    const wanted = new Set(this.terms.map(({ hash }) => hash));
    for (const [hash, postings] of postingsIn(this.head, part, bytes, wanted)) this.postings.set(hash, postings);
  }

  /** Best first. `changed` replaces what the lookup says of its issues; removed ones are not found. */
  matches(changed: Block, options: { readonly top: number; readonly floor: number }): LookupMatch[] {
    const weights = this.queryWeights();
    const sums = new Map<number, number>();
    for (const [hash, { issueIds, weights: theirs }] of this.postings) {
      const weight = weights.get(hash) ?? 0;
      issueIds.forEach((id, at) => sums.set(id, (sums.get(id) ?? 0) + weight * theirs[at]!));
    }
    for (let index = 0; index < changed.issueCount; index++) {
      const id = changed.ids[index]!;
      if (changed.isRemoved[index] === 1) sums.delete(id);
      else sums.set(id, productOf(weights, this.scaled(this.termsOf(changed, index))));
    }
    return [...sums]
      .filter(([, cosine]) => cosine >= options.floor)
      .sort(([idOfX, x], [idOfY, y]) => y - x || idOfX - idOfY)
      .slice(0, options.top)
      .map(([id, cosine]) => ({ id, cosine: Math.min(1, cosine) }));
  }

  /** The words of the question that another text shares, as they were typed, strongest first. */
  sharedWords(other: IssueText, maxWords: number): string[] {
    const theirs = new Set<number>();
    this.tokenizer.visit(other, { add: (hash) => void theirs.add(hash) });
    const weights = this.queryWeights();
    const words = new Map<string, number>();
    this.tokenizer.visit(this.text, {
      add: (hash, field, from, to) => {
        if (!theirs.has(hash)) return;
        const word = (field === 0 ? this.text.summary : this.text.description).slice(from, to);
        words.set(word, Math.max(words.get(word) ?? 0, weights.get(hash) ?? 0));
      },
    });
    const strongest = [...words].sort(([, x], [, y]) => y - x).map(([word]) => word);
    return [...new Map(strongest.reverse().map((word) => [word.toLowerCase(), word])).values()]
      .reverse()
      .slice(0, maxWords);
  }

  private queryWeights(): ReadonlyMap<number, number> {
    return this.scaled(this.terms.filter(({ hash }) => !this.isIdle(hash)));
  }

  /**
   * A form of a word that no issue has, while another form of that word is known: the trigrams of a short title, the
   * whole of a compound. Counting it would make a short question unlike everything. Unknown words themselves count.
   */
  private isIdle(hash: number): boolean {
    if (this.isKnown(hash) || !this.strongest.includes(hash)) return false;
    return [...(this.siblings.get(hash) ?? [])].some((sibling) => this.isKnown(sibling));
  }

  private isKnown(hash: number): boolean {
    return this.postings.has(hash) || this.head.commonTerms.has(hash);
  }

  /** To length 1. */
  private scaled(terms: readonly QueryTerm[]): Map<number, number> {
    const weights = new Map(
      terms.map((term) => [term.hash, term.mentions * this.rarityOf(this.frequencyOf(term.hash))]),
    );
    const norm = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
    if (norm > 0) for (const [hash, weight] of weights) weights.set(hash, weight / norm);
    return weights;
  }

  private termsOf(block: Block, index: number): QueryTerm[] {
    const terms: QueryTerm[] = [];
    for (let at = block.termStarts[index]!; at < block.termStarts[index + 1]!; at++) {
      const mentions = termWeight(block, index, at, this.head.averageLengths, this.settings.fieldWeights);
      terms.push({ hash: block.termHashes[block.terms[at]!]!, mentions });
    }
    return terms;
  }

  /** Before anything is read: a term that is not common weighs as much as the rarest of the common ones at least. */
  private guessOf({ hash, mentions }: QueryTerm): number {
    return mentions * this.rarityOf(this.head.commonTerms.get(hash) ?? 1);
  }

  private frequencyOf(hash: number): number {
    return this.postings.get(hash)?.documentFrequency ?? this.head.commonTerms.get(hash) ?? 1;
  }

  private rarityOf(documentFrequency: number): number {
    return idf(Math.max(1, this.head.issueCount), documentFrequency);
  }
}

function siblingsOf(text: IssueText, tokenizer: Tokenizer): ReadonlyMap<number, ReadonlySet<number>> {
  const words = new Map<string, number[]>();
  tokenizer.visit(text, {
    add: (hash, field, from) => {
      const word = `${field} ${from}`;
      words.set(word, [...(words.get(word) ?? []), hash]);
    },
  });
  const siblings = new Map<number, Set<number>>();
  for (const hashes of words.values()) {
    if (hashes.length === 1) continue;
    for (const hash of hashes) {
      const others = siblings.get(hash) ?? new Set();
      siblings.set(hash, others);
      for (const other of hashes) if (other !== hash) others.add(other);
    }
  }
  return siblings;
}

function productOf(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [hash, weight] of a) sum += weight * (b.get(hash) ?? 0);
  return sum;
}
