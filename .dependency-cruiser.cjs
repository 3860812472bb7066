// The four rules of the house, as a check. What each protects is said in its comment; docs/ARCHITECTURE.md draws it.
module.exports = {
  forbidden: [
    {
      name: 'similarity-imports-only-itself',
      comment: 'The engine knows neither Jira nor Forge, so that it can be measured and moved alone.',
      severity: 'error',
      from: { path: '^src/similarity/' },
      to: { pathNot: '^src/similarity/|^node_modules/@orama/stemmers|^(node:)?zlib$' },
    },
    {
      name: 'forge-api-only-in-jira',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^src/jira/' },
      to: { path: 'node_modules/@forge/api/' },
    },
    {
      name: 'forge-kvs-only-in-storage',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^src/storage/' },
      to: { path: 'node_modules/@forge/kvs/' },
    },
    {
      name: 'forge-llm-only-where-the-model-is-asked',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^src/explanations/model\\.ts$' },
      to: { path: 'node_modules/@forge/llm/' },
    },
    {
      name: 'forge-events-only-at-the-queue',
      comment: 'One producer; the doors of the queues, and the one way to ask for a repetition.',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^(src/scan/queue|resolvers/again)\\.ts$' },
      to: { path: 'node_modules/@forge/events/' },
    },
    {
      name: 'forge-resolver-only-in-resolvers',
      severity: 'error',
      from: { path: '^(src|resolvers)/', pathNot: '^resolvers/' },
      to: { path: 'node_modules/@forge/resolver/' },
    },
    {
      name: 'pages-take-only-the-contract',
      comment: 'A page sees the backend through its contract, never through its code.',
      severity: 'error',
      from: { path: '^(static|src/frontend)/' },
      to: { path: '^(src|resolvers|local)/', pathNot: '^src/contract\\.ts$|^src/frontend/' },
    },
    {
      name: 'the-app-does-not-know-its-host',
      severity: 'error',
      from: { path: '^(src|resolvers|static)/' },
      to: { path: '^(local|bench|test|tools)/' },
    },
    {
      name: 'use-cases-do-not-know-their-doors',
      severity: 'error',
      from: {
        path: '^src/(duplicates|scan|insights|inbox|reports|summaries|actions|explanations|external|jira|storage|similarity)/',
      },
      to: { path: '^resolvers/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.dev.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '/build/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
      mainFields: ['module', 'main'],
    },
  },
};
