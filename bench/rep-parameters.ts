// What `tuneRep` finds on gitbugs_hadoop (2,503 issues, 66 questions), kept so that REP can be measured on other sets
// as a stranger to them. A test tunes again and compares.

/** In the order of `repParameterNames`. */
export const repTunedOnHadoop: readonly number[] = [
  0.6446, 0.0842, 2, 0, 0.7, 0.1099, 0, 3.0123, 0.4214, 0.5299, 1, 2.1476, 0.3833, 3.0055, 0.9518, 0.502, 0.9832,
  2.0146, 0.0481,
];
