// A site's own words: what it calls by two names ("k8s" is "kubernetes"), and what it says so often that it means
// nothing. Applied to the terms of a word when the word is seen for the first time, so a glossary of any length costs
// nothing per mention, and an inflected form is found by its stem.

export interface GlossarySettings {
  /** The first word is read as the second one. Single words; a replacement is not replaced again. */
  readonly synonyms?: readonly (readonly [word: string, readAs: string])[] | undefined;
  readonly stopWords?: readonly string[] | undefined;
}

type TermsOfText = (text: string, language: number) => readonly string[];

export class Glossary {
  /** Per language, since stems differ. */
  private readonly replacements = new Map<number, ReadonlyMap<string, readonly string[]>>();

  constructor(
    private readonly settings: GlossarySettings,
    private readonly termsOf: TermsOfText,
  ) {}

  get isEmpty(): boolean {
    const { synonyms = [], stopWords = [] } = this.settings;
    return synonyms.length === 0 && stopWords.length === 0;
  }

  /** What is counted instead of the terms of one word. */
  apply(terms: readonly string[], language: number): readonly string[] {
    const replacements = this.replacementsIn(language);
    const replaced = terms.flatMap((term) => replacements.get(term) ?? [term]);
    return replaced.length > terms.length ? [...new Set(replaced)] : replaced;
  }

  private replacementsIn(language: number): ReadonlyMap<string, readonly string[]> {
    const known = this.replacements.get(language);
    if (known !== undefined) return known;
    const { synonyms = [], stopWords = [] } = this.settings;
    const made = new Map<string, readonly string[]>();
    for (const [word, readAs] of synonyms) this.put(made, word, this.termsOf(readAs, language), language);
    for (const word of stopWords) this.put(made, word, [], language);
    this.replacements.set(language, made);
    return made;
  }

  private put(made: Map<string, readonly string[]>, word: string, readAs: readonly string[], language: number): void {
    // The whole word is the first of its terms; the parts of an identifier are words of their own.
    const [term] = this.termsOf(word, language);
    if (term !== undefined) made.set(term, readAs);
  }
}
