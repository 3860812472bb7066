// Written by `npm run train -- --write`; change it by training again, never by hand.
// Learned from titanium (24554 issues, sha256 dfe5ee4ee764), gitbugs_hadoop (2503 issues, sha256 0b77097f6a0f), seamonkey (1076 issues, sha256 5815eaa97a5d):
// 548883 pairs from cosine 0.3 on, 963 of them known duplicates.

export const judgeCoefficients = {
  constant: -1.887,
  // ln cosine, ln(1 + days), component, ln better rank, ln worse rank, both without description, same reporter differs, title slot, ln(0.05 + larger hub)
  weights: [2.647, -0.149, 0.416, -0.707, -0.509, -1.843, -0.865, -0.09, -1.763],
} as const;
