// What somebody would write or install instead, on the same texts: every issue searched against all others. Only some
// issues are asked about, and the time for all is extrapolated; the table says so.

import { createRequire } from 'node:module';
import type MiniSearchClass from 'minisearch';
import { readIssues } from './read-issues';
import { cpuMs } from './stopwatch';

/** Indexes the texts; the function that comes back asks about one of them and is timed. */
type Peer = (texts: readonly string[]) => (asked: number) => unknown;

export const peerNames = ['naive double loop', 'minisearch', 'natural', 'wink-bm25'] as const;
export type PeerName = (typeof peerNames)[number];

const require = createRequire(import.meta.url);

const peers: Readonly<Record<PeerName, Peer>> = {
  'naive double loop': naive,
  minisearch(texts) {
    const MiniSearch = require('minisearch') as typeof MiniSearchClass;
    const index = new MiniSearch({ fields: ['text'] });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return (asked) => index.search(texts[asked]!).slice(0, 10);
  },
  natural(texts) {
    // The package's main file reads .env files and prints advertising; this part of it does not.
    const { TfIdf } = require('natural/lib/natural/tfidf') as { TfIdf: new () => NaturalTfIdf };
    const index = new TfIdf();
    for (const text of texts) index.addDocument(text);
    return (asked) => index.tfidfs(texts[asked]!);
  },
  'wink-bm25'(texts) {
    const index = (require('wink-bm25-text-search') as () => WinkSearch)();
    index.defineConfig({ fldWeights: { text: 1 } });
    index.definePrepTasks([(text) => text.toLowerCase().match(/\w\w+/g) ?? []]);
    texts.forEach((text, id) => index.addDoc({ text }, id));
    index.consolidate();
    return (asked) => index.search(texts[asked]!, 10);
  },
};

interface NaturalTfIdf {
  addDocument(text: string): void;
  tfidfs(text: string): number[];
}

interface WinkSearch {
  defineConfig(config: { fldWeights: Record<string, number> }): void;
  definePrepTasks(tasks: ((text: string) => string[])[]): void;
  addDoc(document: { text: string }, id: number): void;
  consolidate(): void;
  search(text: string, limit: number): unknown;
}

export async function measurePeer(name: PeerName, file: string, queries: number) {
  const texts: string[] = [];
  for await (const { text } of readIssues(file)) texts.push(`${text.summary}\n${text.description}`);
  const startMs = cpuMs();
  const ask = peers[name](texts);
  const buildMs = cpuMs() - startMs;
  const askedMs = cpuMs();
  for (let at = 0; at < queries; at++) ask(Math.floor((at * texts.length) / queries));
  const queryMs = (cpuMs() - askedMs) / queries;
  return { issues: texts.length, queryMs, estimatedMs: buildMs + queryMs * texts.length };
}

/** TF-IDF in a Map for each text, and the products of all pairs. Asking about one costs half of the others. */
function naive(texts: readonly string[]): (asked: number) => unknown {
  const documents = texts.map((text) => {
    const counts = new Map<string, number>();
    for (const word of text.toLowerCase().match(/\w\w+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  });
  const issuesWith = new Map<string, number>();
  for (const counts of documents) {
    for (const word of counts.keys()) issuesWith.set(word, (issuesWith.get(word) ?? 0) + 1);
  }
  for (const counts of documents) {
    let squares = 0;
    for (const [word, count] of counts) {
      const weight = count * Math.log(1 + texts.length / issuesWith.get(word)!);
      counts.set(word, weight);
      squares += weight * weight;
    }
    for (const [word, weight] of counts) counts.set(word, weight / Math.sqrt(squares));
  }
  return (asked) => {
    let pairs = 0;
    for (let other = 0; other < documents.length; other += 2) {
      let sum = 0;
      for (const [word, weight] of documents[asked]!) sum += weight * (documents[other]!.get(word) ?? 0);
      if (sum >= 0.5) pairs++;
    }
    return pairs;
  };
}
