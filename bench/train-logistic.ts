// Logistic regression by Newton's method: exact, without randomness, the same answer for the same input.

import type { JudgeCoefficients } from '../src/similarity/judge';

export interface Example {
  readonly features: readonly number[];
  readonly isLabelled: boolean;
  readonly weight: number;
}

const shrinkage: number = 1;
const rounds = 25;

/** Newton's method on standardised features; the constant is not shrunk. */
export function fitLogistic(examples: readonly Example[]): JudgeCoefficients {
  const size = (examples[0]?.features.length ?? 0) + 1;
  const { means, deviations } = moments(examples, size - 1);
  const rows = examples.map(({ features }) => [
    1,
    ...features.map((feature, index) => (feature - (means[index] ?? 0)) / (deviations[index] ?? 1)),
  ]);
  let solution = new Array<number>(size).fill(0);
  for (let round = 0; round < rounds; round++) {
    const gradient: number[] = solution.map((value, index) => (index === 0 ? 0 : -shrinkage * value));
    const curvature = solution.map((_, row) =>
      solution.map((_, column) => (row === column && row > 0 ? shrinkage : 0)),
    );
    examples.forEach(({ isLabelled, weight }, at) => {
      const row = rows[at] ?? [];
      const z = row.reduce((sum, value, index) => sum + value * (solution[index] ?? 0), 0);
      const probability = 1 / (1 + Math.exp(-z));
      const residual = weight * (Number(isLabelled) - probability);
      const spread = weight * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        const value = row[i] ?? 0;
        gradient[i] = (gradient[i] ?? 0) + residual * value;
        const line = curvature[i] ?? [];
        for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + spread * value * (row[j] ?? 0);
      }
    });
    const step = solve(curvature, gradient);
    solution = solution.map((value, index) => value + (step[index] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  const weights = solution.slice(1).map((value, index) => value / (deviations[index] ?? 1));
  const constant = weights.reduce((sum, weight, index) => sum - weight * (means[index] ?? 0), solution[0] ?? 0);
  return { constant, weights };
}

function moments(examples: readonly Example[], size: number): { means: number[]; deviations: number[] } {
  const indexes = Array.from({ length: size }, (_, index) => index);
  const mean = (of: (example: Example) => number): number =>
    examples.reduce((sum, example) => sum + of(example), 0) / Math.max(1, examples.length);
  const means = indexes.map((index) => mean(({ features }) => features[index] ?? 0));
  const deviations = indexes.map(
    (index) => Math.sqrt(mean(({ features }) => ((features[index] ?? 0) - (means[index] ?? 0)) ** 2)) || 1,
  );
  return { means, deviations };
}

/** Gauss with pivots. A singular matrix cannot occur: the diagonal is shrunk. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(cell(row, pivot)) > Math.abs(cell(best, pivot))) best = row;
    }
    [rows[pivot], rows[best]] = [rows[best] ?? [], rows[pivot] ?? []];
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(pivot, column));
    }
  }
  return rows.map((_, row) => cell(row, size) / cell(row, row));
}
