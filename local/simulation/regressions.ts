// Seeds that once broke a promise and keep it now. They are run with every test, whatever else is drawn.

export const regressions: readonly { readonly seed: number; readonly why: string }[] = [
  { seed: 73, why: 'a bulk action was cancelled while its row in hand waited for Jira, and that row never ended' },
  { seed: 807, why: 'a bulk action gave up before the lease of the row in hand had ended, and that row never ended' },
  { seed: 1770, why: 'a link made just before its maker lost a space was called failed, and undo left it there' },
  { seed: 371, why: 'a start hung in the storage while another one began and ended, and its analysis was never shown' },
  { seed: 1085, why: 'a cancelled bulk action began its row in hand after everything had been taken back' },
  { seed: 1587862715, why: 'of two refusals at the same time the shorter wait was kept' },
  { seed: 452, why: 'the next analysis did not know that this app had taken a link back' },
];
