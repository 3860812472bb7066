// What one installation has used, in the units that Forge bills and limits. Commands and tests read it as budgets.

export interface Meters {
  kvsReads: number;
  kvsWrites: number;
  /** Each request rounded up to 10 KB; a batch or a transaction counts once. */
  readUnits: number;
  writeUnits: number;
  /** Serialised bytes of all values ever written. */
  writtenBytes: number;
  /** Serialised bytes of all values stored now. */
  storageBytes: number;
  /** Push requests, and events in them. */
  pushes: number;
  pushedEvents: number;
  jiraRequests: number;
  invocations: number;
  /** Invocations that did not return: thrown, timed out, killed. */
  failedInvocations: number;
  logLines: number;
}

export function noUse(): Meters {
  return {
    kvsReads: 0,
    kvsWrites: 0,
    readUnits: 0,
    writeUnits: 0,
    writtenBytes: 0,
    storageBytes: 0,
    pushes: 0,
    pushedEvents: 0,
    jiraRequests: 0,
    invocations: 0,
    failedInvocations: 0,
    logLines: 0,
  };
}
