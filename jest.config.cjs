// Two kinds of tests: everything that runs in Node, and the flows that drive a real browser (test/e2e).
const transform = {
  '\\.tsx?$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/tools/property-seed.cjs'],
  // Its package.json names only an entry for browsers.
  moduleNameMapper: { '^@forge/jira-bridge$': '<rootDir>/node_modules/@forge/jira-bridge/out/index.js' },
  modulePathIgnorePatterns: ['<rootDir>/static/.*/build', '<rootDir>/build'],
  ...extra,
});

module.exports = {
  testTimeout: 120_000,
  // Every core: Jest leaves one free for an editor, which halves the speed of a machine with two.
  maxWorkers: '100%',
  // Whatever a file of tests leaves behind in its process makes every promise of the next ones slower (the host of each file
  // follows promises in an AsyncLocalStorage of its own, until its last world has stopped), so a process is replaced early.
  workerIdleMemoryLimit: '250MB',
  reporters: ['default', '<rootDir>/tools/closing-line.cjs'],
  projects: [
    project('node', ['<rootDir>/test/**/*.test.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
    }),
    project('browser', ['<rootDir>/test/e2e/**/*.test.ts']),
  ],
};
