// What an analysis covers: spaces, and of their work items those of some types, components or sprints, of a team, and those
// that a JQL finds; and which backlogs of other sites they are compared with. A scope can be saved for a space under a name.

export interface ScopeNarrowing {
  /** Empty: all types. */
  readonly typeIds: readonly number[];
  /** Empty: all components. */
  readonly componentNames: readonly string[];
  /** A number is that of one sprint; null: whatever the sprint. */
  readonly sprint: 'open' | 'future' | 'none' | number | null;
  /** Only what this team owns; null: whatever team. */
  readonly teamId: string | null;
  /** Compared with only these backlogs of other sites, by their `rootId`; empty: with all that are attached. */
  readonly backlogIds: readonly string[];
}

export interface AnalysisScope {
  readonly projectIds: readonly number[];
  readonly jql: string | null;
  readonly narrowing: ScopeNarrowing;
}

export interface SavedScopeView extends AnalysisScope {
  readonly id: string;
  readonly name: string;
}

export interface ScopesView {
  readonly version: number;
  /** Those that this viewer may start. */
  readonly scopes: readonly SavedScopeView[];
  readonly canChange: boolean;
}

export interface ScopeMethods {
  'scopes.list': (request: { readonly projectId: number }) => ScopesView;
  /** Without id: a new one. */
  'scopes.save': (request: {
    readonly projectId: number;
    readonly expectedVersion: number;
    readonly scope: AnalysisScope & { readonly id: string | null; readonly name: string };
  }) => ScopesView;
  'scopes.remove': (request: {
    readonly projectId: number;
    readonly expectedVersion: number;
    readonly scopeId: string;
  }) => ScopesView;
}
