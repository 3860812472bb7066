// What one delivery of the scan queue may use. Given as plain arguments by the composition root, so that steps know
// neither Forge nor the real clock.

import type { SiteJira } from '../jira/gateway';
import type { Stores } from '../storage/stores';

export interface StepContext {
  readonly jira: SiteJira;
  readonly stores: Stores;
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly isOutOfTime: () => boolean;
  readonly pointsBudgetPerHour: number;
  /** Asks for the comparison with the backlogs of other sites that are attached to the space. */
  readonly pushExternal: (projectId: number) => Promise<void>;
}
