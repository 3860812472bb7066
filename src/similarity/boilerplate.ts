// Lines that a template or a habit puts into many issues ("Steps to reproduce:", "User Agent: ...") say nothing about
// any of them. The learner reads a project's texts once and names such lines; the tokenizer then leaves their words
// out. A line is known by its letters and digits: other punctuation does not hide it, but what is filled in does.

import { DIGIT, UPPER, unitKind } from './characters';
import type { IssueText } from './document';
import { hashText } from './hash';
import { splitDescription } from './split';

/** No text: whoever wants to show the line finds it again, by `lineWithHash`, in an issue that its reader may see. */
export interface BoilerplateLine {
  readonly hash: number;
  readonly projectId: number;
  /** The latest issue that has it. */
  readonly issueId: number;
  /** In how many of the project's issues it was seen. */
  readonly issues: number;
}

interface BoilerplateSettings {
  /** A line counts as boilerplate in at least this share of a project's issues ... */
  readonly leastShare: number;
  /** ... and in at least this many. */
  readonly leastIssues: number;
}

const defaultBoilerplateSettings: BoilerplateSettings = { leastShare: 0.02, leastIssues: 15 };

/** The hash of the letters and digits of a line; 0 when it has no letter. */
export function lineHash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5;
  let letters = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const kind = unitKind(unit);
    if (kind === 0) continue;
    hash = Math.imul(hash ^ (kind === UPPER ? unit + 32 : unit), 0x01000193);
    if (kind !== DIGIT) letters++;
  }
  return letters === 0 ? 0 : (hash ^ (hash >>> 15)) >>> 0 || 1;
}

/** Calls `visit` for each line of a stretch of text, its line break included. */
export function eachLine(text: string, from: number, to: number, visit: (from: number, to: number) => void): void {
  for (let line = from; line < to;) {
    const lineBreak = text.indexOf('\n', line);
    const next = lineBreak < 0 || lineBreak >= to ? to : lineBreak + 1;
    visit(line, next);
    line = next;
  }
}

/** The line of a description that has this hash, as it stands there; null when none has. */
export function lineWithHash(description: string, hash: number): string | null {
  let found: string | null = null;
  splitDescription(description, (from, to, isCode) => {
    if (isCode) return;
    eachLine(description, from, to, (line, next) => {
      if (found === null && lineHash(description, line, next) === hash) found = description.slice(line, next).trim();
    });
  });
  return found;
}

const mostCharactersRead = 50_000;
const mostLinesRead = 400;
/** Lines of one project seen once are forgotten when more than this many are held, so that memory stays bounded. */
const mostLinesHeld = 200_000;

interface KnownProject {
  readonly lines: Map<number, { issueId: number; issues: number }>;
  /** Equal descriptions count once: a thousand copies of one ticket are duplicates, not a template. */
  readonly texts: Set<number>;
  issues: number;
}

export class BoilerplateLearner {
  private readonly projects = new Map<number, KnownProject>();

  constructor(private readonly settings: BoilerplateSettings = defaultBoilerplateSettings) {}

  add(issueId: number, projectId: number, { description }: IssueText): void {
    const project = this.projects.get(projectId) ?? { lines: new Map(), texts: new Set(), issues: 0 };
    this.projects.set(projectId, project);
    project.issues++;
    const text = description.slice(0, mostCharactersRead);
    const textHash = hashText(text);
    if (text === '' || project.texts.has(textHash)) return;
    project.texts.add(textHash);
    for (const hash of proseLines(text)) {
      project.lines.set(hash, { issueId, issues: (project.lines.get(hash)?.issues ?? 0) + 1 });
    }
    if (project.lines.size > mostLinesHeld) forgetSingles(project);
  }

  /** Most frequent first. */
  learned(): readonly BoilerplateLine[] {
    const { leastIssues, leastShare } = this.settings;
    return [...this.projects]
      .flatMap(([projectId, { lines, issues: all }]) =>
        [...lines]
          .filter(([, { issues }]) => issues >= Math.max(leastIssues, leastShare * all))
          .map(([hash, { issueId, issues }]) => ({ hash, projectId, issueId, issues })),
      )
      .sort((a, b) => b.issues - a.issues || a.projectId - b.projectId || a.hash - b.hash);
  }
}

/** Hashes of the different lines of prose; lines of code and stack traces may well be all that two issues share. */
function proseLines(text: string): ReadonlySet<number> {
  const hashes = new Set<number>();
  splitDescription(text, (from, to, isCode) => {
    if (isCode) return;
    eachLine(text, from, to, (line, next) => {
      const hash = hashes.size < mostLinesRead ? lineHash(text, line, next) : 0;
      if (hash !== 0) hashes.add(hash);
    });
  });
  return hashes;
}

function forgetSingles({ lines }: KnownProject): void {
  for (const [hash, { issues }] of lines) if (issues === 1) lines.delete(hash);
}
