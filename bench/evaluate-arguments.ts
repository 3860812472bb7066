// The command line of evaluate and train: files by name, lists by comma, everything else a flag.

import { UnreadableInput } from './evaluate-corpus';

export interface Arguments {
  readonly issues: readonly string[];
  readonly pairs: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** `--show 30`: how many misses and unlabelled pairs to print. */
  readonly show: number;
}

const knownFlags = new Set(['json', 'peers', 'steps', 'write']);

/** @throws UnreadableInput with one sentence that says what is wrong. */
export function readArguments(words: readonly string[]): Arguments {
  const lists = new Map<string, readonly string[]>();
  const flags = new Set<string>();
  let show = 0;
  for (let at = 0; at < words.length; at++) {
    const name = (words[at] ?? '').replace(/^--/, '');
    if (name === 'issues' || name === 'pairs') lists.set(name, (words[++at] ?? '').split(',').filter(Boolean));
    else if (name === 'show') show = Number(words[++at] ?? 30) || 30;
    else if (knownFlags.has(name) && words[at]?.startsWith('--')) flags.add(name);
    else
      throw new UnreadableInput(
        `There is no option ${words[at] ?? ''}; known are --issues, --pairs, --json, --peers, --steps, --show.`,
      );
  }
  const issues = lists.get('issues') ?? [];
  const pairs = lists.get('pairs') ?? issues.map((path) => path.replace(/\.jsonl$/, '.pairs.tsv'));
  if (issues.length === 0)
    throw new UnreadableInput('Name the issues: --issues FILE.jsonl[,FILE.jsonl] --pairs FILE.tsv[,FILE.tsv].');
  if (issues.length !== pairs.length)
    throw new UnreadableInput(`${issues.length} files of issues need as many files of pairs, not ${pairs.length}.`);
  return { issues, pairs, flags, show };
}
