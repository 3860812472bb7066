// Written by `npm run train -- --write`; change it by training again, never by hand.
// Learned from titanium (24554 issues, sha256 dfe5ee4ee764), gitbugs_hadoop (2503 issues, sha256 0b77097f6a0f), seamonkey (1076 issues, sha256 5815eaa97a5d):
// 566021 pairs from cosine 0.3 on, 970 of them known duplicates.

export const judgeCoefficients = {
  constant: -1.824,
  // ln cosine, ln(1 + days), component, ln better rank, ln worse rank, both without description, same reporter differs, title slot, ln(0.05 + larger hub)
  weights: [2.667, -0.148, 0.411, -0.725, -0.505, -1.852, -0.872, -0.112, -1.723],
} as const;
