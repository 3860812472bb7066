// What the stored index costs: how many values it takes, how long it takes to load, what a question to it costs, and
// what one changed issue costs against building everything anew.

import { BlockBuilder, type Block } from '../src/similarity/block';
import { decodeBlock, encodeBlock } from '../src/similarity/block-bytes';
import { mergeBlocks } from '../src/similarity/block-merge';
import { bytesOfText, maxBytesOfText, textOfBytes } from '../src/similarity/bytes';
import type { IssueInput } from '../src/similarity/document';
import { buildModel } from '../src/similarity/model';
import { SearchIndex } from '../src/similarity/query';
import { defaultScoreSettings } from '../src/similarity/score';
import { Tokenizer } from '../src/similarity/tokenize';
import { readIssues } from './read-issues';
import { cpuMs, percentile } from './stopwatch';

const maxValueBytes = 235 * 1024;
const queryCount = 1000;

export async function measureStorage(file: string) {
  const tokenizer = new Tokenizer();
  const builder = new BlockBuilder(tokenizer);
  const sample: IssueInput[] = [];
  let buildMs = 0;
  for await (const issue of readIssues(file)) {
    if (issue.id % 20 === 0 && sample.length < queryCount) sample.push(issue);
    const startMs = cpuMs();
    builder.add(issue);
    buildMs += cpuMs() - startMs;
  }
  const blocks = timed(() => mergeBlocks([builder.build()], maxBytesOfText(maxValueBytes), 'drop'));
  const encoded = timed(() => blocks.value.map((block) => textOfBytes(encodeBlock(block))));
  const loaded = timed(() => {
    const decoded = encoded.value.map((text) => decodeBlock(bytesOfText(text)));
    buildModel(decoded, defaultScoreSettings);
    return decoded;
  });
  const index = new SearchIndex(loaded.value, defaultScoreSettings, tokenizer);
  const queryMs = sample.map((issue) => timed(() => index.search(issue.text, { top: 10, floor: 0.2 })).ms);
  const typedMs = sample.map(({ text }) => {
    const summary = text.summary.split(' ').slice(0, 8).join(' ');
    return timed(() => index.search({ summary, description: '' }, { top: 10, floor: 0.2 })).ms;
  });
  const appendMs = sample.slice(0, 300).map((issue) => timed(() => appendOne(index, tokenizer, issue)).ms);
  return {
    issues: builder.issueCount,
    buildMs,
    mergeMs: blocks.ms,
    encodeMs: encoded.ms,
    values: encoded.value.length,
    textBytes: encoded.value.reduce((sum, text) => sum + text.length, 0),
    loadMs: loaded.ms,
    queryP50Ms: percentile(queryMs.slice(100), 0.5),
    queryP99Ms: percentile(queryMs.slice(100), 0.99),
    typedP50Ms: percentile(typedMs, 0.5),
    typedP99Ms: percentile(typedMs, 0.99),
    appendMs: percentile(appendMs, 0.5),
  };
}

/** A changed issue: cut it into terms, compare it with all, and make the value that is written. */
function appendOne(index: SearchIndex, tokenizer: Tokenizer, issue: IssueInput): void {
  const builder = new BlockBuilder(tokenizer);
  builder.add(issue);
  const block: Block = builder.build();
  index.append(block);
  index.nearest(block, 0, { top: 10, floor: 0.2, exceptId: issue.id });
  textOfBytes(encodeBlock(block));
}

function timed<T>(run: () => T): { value: T; ms: number } {
  const startMs = cpuMs();
  const value = run();
  return { value, ms: cpuMs() - startMs };
}
