// Twelve ways to break the design on purpose, each as a change of the text of one or two modules. A simulation that does
// not notice one of them is no proof of the design. Each text to replace has to occur exactly once, so a mutant that no
// longer fits the code fails instead of changing nothing.

interface Edit {
  /** From the root of the checkout. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
}

export const mutants: readonly Mutant[] = [
  {
    name: 'cursor before data',
    edits: [
      {
        file: 'src/storage/result-store.ts',
        find: 'await this.kv.writeValues(values);',
        replace: 'setTimeout(() => void this.kv.writeValues(values).catch(() => undefined), 40);',
      },
    ],
  },
  {
    name: 'a short page is the last page',
    edits: [
      {
        file: 'src/scan/steps/walk.ts',
        find: 'this.isComplete = page.nextPageToken === null;',
        replace: 'this.isComplete = page.nextPageToken === null || page.issues.length < limits.issuesPerPage;',
      },
    ],
  },
  {
    name: 'no lease',
    edits: [
      {
        file: 'src/scan/scan.ts',
        find: 'if (scan.lease !== null && scan.lease.untilMs > nowMs) return { untilMs: scan.lease.untilMs };',
        replace: '',
      },
    ],
  },
  {
    name: 'lease shorter than an invocation can run',
    edits: [{ file: 'src/limits.ts', find: 'leaseMs: 1_000_000,', replace: 'leaseMs: 100_000,' }],
  },
  {
    name: 'comment without reading back',
    edits: [
      {
        file: 'src/duplicates/merge-steps.ts',
        find: 'const [oldest, ...extra] = (await ownComments(context)).reverse();',
        replace: 'const [oldest, ...extra]: string[] = [];',
      },
    ],
  },
  {
    name: 'counter incremented beside the data',
    edits: [
      {
        file: 'src/scan/scan.ts',
        find: 'attempts: scan.attempts + 1,',
        replace:
          'attempts: scan.attempts + 1, blocks: scan.blocks.map((block) => ({ ...block, issueCount: block.issueCount + 1 })),',
      },
    ],
  },
  {
    name: 'a stale query is trusted',
    edits: [
      {
        file: 'src/storage/result-store.ts',
        find: 'return this.parts(keys, await this.kv.readValues(keys));',
        replace: `const listed = new Set((await Promise.all([...new Set(keys.map((key) => key.split(':').slice(0, 3).join(':') + ':'))].map((start) => this.kv.keysUnder(start)))).flat());
    const found = keys.filter((key) => listed.has(key));
    return this.parts(found, await this.kv.readValues(found));`,
      },
    ],
  },
  {
    name: 'the permission filter is skipped on one path',
    edits: [
      {
        file: 'src/jira/gateway.ts',
        find: `issuesSchema, (init) =>
          asUser()`,
        replace: `issuesSchema, (init) =>
          asApp()`,
      },
    ],
  },
  {
    name: 'undo forgets a step',
    edits: [
      {
        file: 'src/duplicates/merge-apply.ts',
        find: 'if (!isUndoable(step)) return;',
        replace:
          "if (!isUndoable(step)) return; if (step.work.kind === 'labels') return keep(leased, index, { state: 'undone' });",
      },
    ],
  },
  {
    name: 'retries without a budget',
    edits: [
      {
        file: 'src/scan/run-step.ts',
        find: 'const untilMs = nowMs + (error.retryAfterSeconds ?? backoffSeconds(scan.attempts)) * 1_000;',
        replace: 'const untilMs = nowMs + 500;',
      },
    ],
  },
  {
    name: 'a value with an expiry as the lease',
    edits: [
      {
        file: 'src/scan/leased-scan.ts',
        find: 'return (await record.swap(known.version, next)) ?',
        replace: `const { kvs } = require('@forge/kvs');
    await kvs.set('lock:' + leased.id, 'held', { ttl: { value: 1000, unit: 'SECONDS' }, keyPolicy: 'FAIL_IF_EXISTS' });
    return (await record.swap(known.version, next)) ?`,
      },
      {
        file: 'src/scan/leased-scan.ts',
        find: 'async save(wanted: Scan): Promise<void> {',
        replace: `async save(wanted: Scan): Promise<void> {
    if (wanted.lease === null) await require('@forge/kvs').kvs.delete('lock:' + wanted.id);`,
      },
    ],
  },
  {
    name: 'an error is shown as an empty list',
    edits: [
      {
        file: 'src/duplicates/find.ts',
        find: 'await context.viewer.readIssues(candidateIds(found));',
        replace: 'await context.viewer.readIssues(candidateIds(found)).catch(() => new Map());',
      },
      {
        file: 'src/duplicates/pairs.ts',
        find: 'await context.viewer.readIssues(some.flatMap(({ a, b }) => [a, b]));',
        replace: 'await context.viewer.readIssues(some.flatMap(({ a, b }) => [a, b])).catch(() => new Map());',
      },
    ],
  },
];
