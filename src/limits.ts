// Every number that bounds the app, in one table: what the platform allows, and what we hold ourselves to below it.
// A name carries its unit. Nothing else in `src/` or `resolvers/` writes such a number down a second time.

export const limits = {
  /** Forge allows 240 KiB for one stored value; the rest is room for the wrapping. */
  maxValueBytes: 200_000,
  /** How often one call of the storage is tried before the work is put off. */
  storageTries: 3,
  /** Forge: keys in one batch call. */
  maxBatchKeys: 25,
  /** Forge allows 4 MB for one batch call. */
  maxBatchBytes: 3_500_000,
  /** Forge: one invocation of the consumer, as in manifest.yml. */
  consumerTimeoutMs: 900_000,
  /** With less than this left a step saves and hands over. */
  checkpointReserveMs: 120_000,
  /** Longer than an invocation can live, so that a lease never ends before its holder does. */
  leaseMs: 1_000_000,
  /** Forge: one retry may wait this long. */
  maxRetrySeconds: 900,
  /** Forge stops a resolver after 25 s; what is left is for the answer. */
  resolverBudgetMs: 20_000,
  /** A person waits so long for a sentence of the language model, and reads the pair without it then. */
  explanationMs: 10_000,
  /** Forge stops a scheduled trigger after 55 s. */
  housekeepingBudgetMs: 40_000,
  /** Jira returns at most this many issues with fields in one page or one bulk read. */
  issuesPerPage: 100,
  /** A block of the corpus is stored when it has grown to this, about four pages of ordinary issues. */
  blockBytes: 120_000,
  /** ... or after so many pages: a kill costs these pages again. */
  pagesPerBlock: 5,
  /** ... or after so long. */
  blockMs: 3_000,
  /** Pages of one analysis that may be under way at once: far below what Jira allows in a burst. */
  parallelPages: 4,
  /** A stretch of ids with about so many issues is worth reading from its middle too. */
  leastIssuesToCut: 1_000,
  /** An analysis may start from the one before it for so long; then everything is read again. */
  fullWalkAfterMs: 28 * 86_400_000,
  /** Blocks that are taken over from the analysis before in one go. */
  blocksPerCopy: 8,
  /** Empty pages in a row that Jira may send with a token before the analysis is called stuck. */
  maxEmptyPages: 20,
  retryAfterFailureSeconds: 60,
  /** Points are reserved from the hourly budget in such slices, so that a kill wastes at most one. */
  pointsPerReservation: 1_010,
  /** Deliveries in a row that may end without any progress. */
  maxFruitlessAttempts: 20,
  /** Defects of ours are not retried for long: the same code meets the same data. */
  maxDefectAttempts: 3,
  /** A person may start another analysis so long after the last one that is still under way. */
  startPauseMs: 5_000,
  /** Projects in one analysis: Jira checks at most so many ids in one permission call. */
  maxProjects: 1_000,
  maxJqlLength: 5_000,
  /** Candidates that are kept for each issue. */
  candidatesPerIssue: 10,
  /** Pairs that are kept; the exact number of all is counted. */
  maxPairs: 50_000,
  /** The newest decisions from which an analysis learns; more would not move two numbers any further. */
  maxDecisionsLearned: 5_000,
  /** Lowest score of a listed pair, and of any setting: a higher threshold filters the list without a new analysis. */
  pairThreshold: 0.2,
  /** The engine works so long between two looks at the clock. */
  compareSliceMs: 2_000,
  /** A live analysis says at least so often that it lives. */
  heartbeatMs: 60_000,
  /** Text of one issue that is read at all. */
  maxDescriptionCharacters: 50_000,
  maxAdfNodes: 100_000,
  /** Pairs of a finished analysis that are kept in short, for comparing analyses with each other. */
  maxRunPairs: 20_000,
  /** Pairs of one kind that a comparison of two analyses lists. */
  maxRunChanges: 100,
  maxSavedScopes: 50,
  /** Of a bell: what is listed, the newest analyses that it tells of, and the spaces that one person follows. */
  maxNotices: 50,
  maxScansTold: 20,
  maxFollowedSpaces: 200,
  /** New and very likely pairs that people are told of after an analysis. */
  maxFreshPairs: 10,
  /** Spaces whose last analysis is looked at for what is new. */
  maxSpacesLookedBack: 20,
  /** Schedules of a site: they stand in one record. */
  maxSchedules: 200,
  /** Spaces of a site that send summaries by mail: they stand in one record. */
  maxSummaries: 500,
  /** Analyses that are remembered. */
  maxRememberedScans: 50,
  /** Candidates that are kept for an issue that changed since the analysis: more, since both sides read this list. */
  tailCandidates: 20,
  /** Lowest score of any candidate that is kept. */
  candidateFloor: 0.2,
  /** Changed issues in the tail; an analysis is due long before in any but the largest corpora. */
  maxTailIssues: 800,
  /** A bulk action tells of its links together: each of its pushes is one of the thousand that Forge allows a job. */
  issuesOfLinkNews: 50,
  /** The recent block of the tail moves out of its record when it has grown to this. */
  tailBlockBytes: 30_000,
  /** As in manifest.yml, less the reserve for writing. */
  changeBudgetMs: 100_000,
  /** Jira's search may not find yet what was created so long ago. */
  searchLagMs: 120_000,
  /** How far clocks of two invocations may be apart. */
  clockSkewMs: 2_000,
  /** Matches of a text that are considered before those are left out that the viewer may not see. */
  liveMatches: 300,
  /** Two typed words are little of a long description: nearly every shared word counts here. */
  liveFloor: 0.02,
  /** ... and so many of them are read as the viewer. */
  liveReads: 30,
  /** Hints in the create dialog. */
  maxHints: 3,
  /** Issues that one call of a JQL function names. */
  maxFunctionIssues: 300,
  /** Marks for JQL that one call of the page writes: Jira takes 50 writes of a kind in a second. */
  marksPerCall: 40,
  /** The surest pairs of a space that marks are made of. */
  maxMarkedPairs: 2_000,
  /** Share of the corpus that may change before it is analysed again by itself. */
  rescanShare: 0.05,
  rescanAfterMs: 7 * 86_400_000,
  /** Longer than a resolver can live. */
  resolverLeaseMs: 40_000,
  /** Pairs in one bulk action. */
  maxBulkItems: 200,
  /** A plan that was shown can be applied for so long. */
  planLifeMs: 900_000,
  /** Requests to Jira that may be under way at once for one person. */
  parallelRequests: 5,
  /** Jira takes so many issues in one match. */
  issuesPerMatch: 1_000,
  /** Matches for one page of the queue; permissions and priorities of one space cost three points more. */
  maxQueueLooks: 9,
  /** Spaces that one queue spans. */
  maxQueueSpaces: 50,
  /** Pairs that are decided when a cluster is split by hand. */
  maxSplitPairs: 100,
  /** Issues that people have chosen to keep, and that are remembered. */
  maxChosenCanonicals: 2_000,
  /** "Duplicates" links followed from one issue to the next. */
  maxChainLength: 10,
  /** People who are carried over as watchers by one action: Jira takes 100 writes to an issue in 30 s. */
  maxWatchersCarried: 80,
  /** Attachments of a duplicate that the issue which is kept gets a link to. */
  maxAttachmentsCarried: 20,
  /** The surest pairs of a project that are grouped into clusters. */
  maxClusteredPairs: 3_000,
  /** Work items that a sprint report lists. */
  maxSprintIssues: 300,
  /** Pairs that a sprint report lists, the best first. */
  maxSprintPairs: 2_000,
  /** Linked issues of one project whose links are looked at together. */
  maxGraphIssues: 1_000,
  /** Issues that figures for one viewer are asked about: nine points, so that a dashboard costs twelve at the most. */
  maxInsightIssues: 9_000,
  /** An action in Jira, a bulk action and a repair can be taken back for so long. */
  undoRetentionMs: 90 * 86_400_000,
  /** Repairs of links that are remembered for each project. */
  maxRememberedRepairs: 30,
  /** Bulk actions that are remembered for their starter. */
  maxRememberedBulks: 50,
} as const;
