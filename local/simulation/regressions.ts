// Seeds that once broke a promise. They are run with every test, whatever else is drawn.

export const regressions: readonly { readonly seed: number; readonly why: string }[] = [
  { seed: 73, why: 'a bulk action was cancelled while its row in hand waited for Jira, and that row never ended' },
];
