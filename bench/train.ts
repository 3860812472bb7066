// Learns the coefficients of `judgePair` from labelled sets. Sets weigh by the root of how many known pairs they hold, so that the largest one does not
// decide alone. `npm run train -- --issues A.jsonl,B.jsonl --pairs A.pairs.tsv,B.pairs.tsv [--write]`.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { featuresOf, judgeFeatures } from '../src/similarity/judge';
import { readArguments } from './evaluate-arguments';
import { readLabelledSet, UnreadableInput } from './evaluate-corpus';
import type { LabelledSet } from './evaluate-corpus';
import { visitPairs } from './evaluate-pairs';
import { fitLogistic } from './train-logistic';
import type { Example } from './train-logistic';

function examplesOf(sets: readonly LabelledSet[]): Example[] {
  const bySet = sets.map((set) => {
    const examples: Omit<Example, 'weight'>[] = [];
    visitPairs(set, (_a, _b, signals, isLabelled) => examples.push({ features: featuresOf(signals), isLabelled }));
    return { examples, labelled: examples.filter(({ isLabelled }) => isLabelled).length };
  });
  const most = Math.max(...bySet.map(({ labelled }) => labelled));
  return bySet.flatMap(({ examples, labelled }) => {
    const weight = labelled === 0 ? 0 : Math.sqrt(most / labelled);
    return examples.map((example) => ({ ...example, weight }));
  });
}

async function train(): Promise<void> {
  const { issues, pairs, flags } = readArguments(process.argv.slice(2));
  const sets: LabelledSet[] = [];
  for (const [index, path] of issues.entries()) sets.push(await readLabelledSet(path, pairs[index] ?? ''));
  const examples = examplesOf(sets);
  const { constant, weights } = fitLogistic(examples);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  judgeFeatures.forEach((name, index) =>
    console.log(
      `${round(weights[index] ?? 0)
        .toFixed(3)
        .padStart(8)}  ${name}`,
    ),
  );
  console.log(`${round(constant).toFixed(3).padStart(8)}  constant`);
  if (!flags.has('write')) return;
  const provenance = sets.map(({ name, issues: all }, index) => {
    const digest = createHash('sha256')
      .update(readFileSync(issues[index] ?? ''))
      .digest('hex')
      .slice(0, 12);
    return `${name} (${all.length} issues, sha256 ${digest})`;
  });
  const source = `// Written by \`npm run train -- --write\`; change it by training again, never by hand.
// Learned from ${provenance.join(', ')}:
// ${examples.length} pairs from cosine 0.3 on, ${examples.filter(({ isLabelled }) => isLabelled).length} of them known duplicates.

export const judgeCoefficients = {
  constant: ${round(constant)},
  // ${judgeFeatures.join(', ')}
  weights: [${weights.map(round).join(', ')}],
} as const;
`;
  const path = join(__dirname, '../src/similarity/coefficients.ts');
  const options = { parser: 'typescript', singleQuote: true, printWidth: 120, trailingComma: 'all' } as const;
  writeFileSync(path, await format(source, options));
}

train().catch((error: unknown) => {
  if (!(error instanceof UnreadableInput)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
