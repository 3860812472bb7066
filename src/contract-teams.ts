// The agreement about teams: who belongs to one, and what it owns. A team is kept by an administrator and is a filter for
// everybody: of what it owns, each person sees only what Jira shows them.

import type { NamedRole } from './contract-admin';

/** A component is called together with its space: who may not browse the space must not learn of the component. */
export interface TeamComponent {
  readonly projectId: number;
  readonly id: number;
}

export interface TeamDraft {
  readonly name: string;
  /** Members are the people of these groups, and those who hold one of these roles in a space that the team owns. */
  readonly groupIds: readonly string[];
  readonly roleIds: readonly number[];
  readonly projectIds: readonly number[];
  readonly components: readonly TeamComponent[];
  /** A work item that it finds is the team's too. Null: none. */
  readonly jql: string | null;
}

export interface Team extends TeamDraft {
  readonly id: string;
}

export interface TeamsView {
  readonly version: number;
  /** By name. */
  readonly teams: readonly Team[];
  /** Of all groups that teams name; null: the group does not exist any more. */
  readonly groups: readonly { readonly id: string; readonly name: string | null }[];
  readonly allRoles: readonly NamedRole[];
  readonly canUndo: boolean;
}

export interface TeamChoice {
  readonly id: string;
  readonly name: string;
  /** The caller is a member. */
  readonly isOwn: boolean;
}

export interface TeamMethods {
  'teams.read': (request: Record<string, never>) => TeamsView;
  /** Without an id a new team. Fails with BAD_JQL in Jira's own words. */
  'teams.save': (request: {
    readonly version: number;
    readonly teamId: string | null;
    readonly team: TeamDraft;
  }) => TeamsView;
  'teams.remove': (request: { readonly version: number; readonly teamId: string }) => TeamsView;
  /** Takes the latest change back; again, the one before it. */
  'teams.undo': (request: { readonly version: number }) => TeamsView;
  /**
   * What the caller can filter by, own teams first: teams that own something in a space which the caller may browse, and
   * teams that are not described by spaces.
   */
  'teams.choices': (request: Record<string, never>) => { readonly teams: readonly TeamChoice[] };
}
