// The agreement about administration: roles, settings, the audit log, health, backup. Types only, JSON only.

import type { ScanProgress } from './contract';

export type Role = 'admin' | 'manager' | 'user';

/** What a method lets a person do. Which role it takes stands in one table, and every method names one. */
export type Capability = 'look' | 'decide' | 'act' | 'analyse' | 'configure' | 'administer';

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}
export interface NamedRole {
  readonly id: number;
  readonly name: string;
}

export interface RolesView {
  readonly version: number;
  /** Null: the group or role does not exist any more. */
  readonly managerGroups: readonly { readonly id: string; readonly name: string | null }[];
  readonly managerRoles: readonly { readonly id: number; readonly name: string | null }[];
  readonly allRoles: readonly NamedRole[];
  readonly capabilities: readonly { readonly capability: Capability; readonly role: Role }[];
}

export interface OwnRole {
  readonly role: Role;
  readonly by: 'jira-admin' | 'space-admin' | 'chosen' | 'everyone';
  readonly capabilities: readonly {
    readonly capability: Capability;
    readonly role: Role;
    readonly isAllowed: boolean;
  }[];
}

/** `jira:adminPage`. */
export interface AdminMethods {
  'admin.overview': (request: Record<string, never>) => {
    readonly scans: readonly ScanProgress[];
    readonly engineVersion: string;
    readonly pointsBudgetPerHour: number;
    readonly defaultThreshold: number;
  };
  'admin.saveSettings': (request: {
    /** In [0.2, 0.95]. */
    readonly defaultThreshold: number;
    /** In [500, 50000]. */
    readonly pointsBudgetPerHour: number;
  }) => { readonly defaultThreshold: number; readonly pointsBudgetPerHour: number };
  'roles.read': (request: Record<string, never>) => RolesView;
  'roles.save': (request: {
    readonly version: number;
    readonly managerGroupIds: readonly string[];
    readonly managerRoleIds: readonly number[];
  }) => RolesView;
  'roles.groups': (request: { readonly query: string }) => { readonly groups: readonly NamedGroup[] };
  /** What the caller may do in this space and why; without a space, on the site. */
  'roles.mine': (request: { readonly projectId: number | null }) => OwnRole;
}
