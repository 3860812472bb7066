// Lines that a template or a habit puts into many issues ("Steps to reproduce:", "User Agent: ...") say nothing about
// any of them. The learner reads a project's texts once and names such lines; the tokenizer then leaves their words
// out. A line is known by its letters only, so that numbers and punctuation filled in do not hide it.

import { DIGIT, UPPER, unitKind } from './characters';
import type { IssueText } from './document';
import { hashText } from './hash';

interface BoilerplateLine {
  readonly hash: number;
  /** As one issue has it; for the administrator who reviews the list. */
  readonly sample: string;
  readonly issues: number;
}

interface BoilerplateSettings {
  /** A line counts as boilerplate in at least this share of a project's issues ... */
  readonly leastShare: number;
  /** ... and in at least this many. */
  readonly leastIssues: number;
}

const defaultBoilerplateSettings: BoilerplateSettings = { leastShare: 0.03, leastIssues: 25 };

/** The hash of the letters of a line; 0 when it has none. */
export function lineHash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  let letters = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const kind = unitKind(unit);
    if ((kind & ~DIGIT) === 0) continue;
    hash = Math.imul(hash ^ (kind === UPPER ? unit + 32 : unit), 0x01000193);
    letters++;
  }
  return letters === 0 ? 0 : (hash ^ (hash >>> 15)) >>> 0 || 1;
}

const longestSample = 200;
const mostLinesRead = 400;
/** Lines seen once are forgotten when more than this many are held, so that memory stays bounded. */
const mostLinesHeld = 200_000;

export class BoilerplateLearner {
  private readonly lines = new Map<number, { sample: string; issues: number }>();
  /** Equal descriptions count once: a thousand copies of one ticket are duplicates, not a template. */
  private readonly texts = new Set<number>();
  private issues = 0;

  constructor(private readonly settings: BoilerplateSettings = defaultBoilerplateSettings) {}

  add(text: IssueText): void {
    this.issues++;
    const textHash = hashText(text.description);
    if (text.description === '' || this.texts.has(textHash)) return;
    this.texts.add(textHash);
    const seen = new Set<number>();
    for (const line of text.description.split('\n', mostLinesRead)) {
      const hash = lineHash(line, 0, line.length);
      if (hash === 0 || seen.has(hash)) continue;
      seen.add(hash);
      const known = this.lines.get(hash);
      if (known === undefined) this.lines.set(hash, { sample: line.trim().slice(0, longestSample), issues: 1 });
      else known.issues++;
    }
    if (this.lines.size > mostLinesHeld) this.forgetSingles();
  }

  /** Most frequent first. */
  learned(): readonly BoilerplateLine[] {
    const least = Math.max(this.settings.leastIssues, this.settings.leastShare * this.issues);
    return [...this.lines]
      .filter(([, line]) => line.issues >= least)
      .map(([hash, line]) => ({ hash, ...line }))
      .sort((a, b) => b.issues - a.issues || a.hash - b.hash);
  }

  private forgetSingles(): void {
    for (const [hash, line] of this.lines) if (line.issues === 1) this.lines.delete(hash);
  }
}
