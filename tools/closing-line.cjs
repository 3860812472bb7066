// A Jest reporter that ends the run with one plain line, so that people and scripts need not parse Jest's summary.

'use strict';

class ClosingLine {
  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    // A suite that does not even load has no failed tests of its own, yet it failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.stdout.write(
      `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`,
    );
  }
}

module.exports = ClosingLine;
