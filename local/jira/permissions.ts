// Who may see and do what. One rule for every operation: a project is browsed by groups, an issue may be narrowed to a
// security level, and what is not visible does not exist, neither in a search nor in a count nor in an error message.

import type { Actor } from '../product';
import { issueNotFound, JiraError } from './jira-error';
import type { PersonSeed, ProjectPermissionKey } from './seed';
import type { Issue, Project, SiteState } from './state';

export function accountIdOf(state: SiteState, actor: Actor): string | null {
  if (actor.kind === 'app') return state.appUser.accountId;
  return actor.kind === 'user' ? actor.accountId : null;
}

function personOf(state: SiteState, actor: Actor): PersonSeed | undefined {
  const person = actor.kind === 'user' ? state.people.get(actor.accountId) : undefined;
  return person?.isActive === false ? undefined : person;
}

export function isSiteAdmin(state: SiteState, actor: Actor): boolean {
  return personOf(state, actor)?.isSiteAdmin ?? false;
}

function administers(person: PersonSeed, project: Project): boolean {
  return project.admins.includes(person.accountId) || project.admins.some((group) => person.groups.includes(group));
}

export function canBrowseProject(state: SiteState, actor: Actor, project: Project): boolean {
  if (actor.kind === 'app') {
    return state.appUser.browse === 'all' || state.appUser.browse.includes(project.key);
  }
  const person = personOf(state, actor);
  if (person === undefined) return false;
  if (project.browse === 'everyone' || administers(person, project)) return true;
  return project.browse.some((group) => person.groups.includes(group));
}

/** One decision for many issues: what depends on the actor alone is worked out once. */
export function visibilityFor(state: SiteState, actor: Actor): (issue: Issue) => boolean {
  const browsable = new Set<number>();
  for (const project of state.projects.values()) if (canBrowseProject(state, actor, project)) browsable.add(project.id);
  const person = personOf(state, actor);
  return (issue) => {
    if (!browsable.has(issue.projectId)) return false;
    if (issue.securityLevel === null) return true;
    if (actor.kind === 'app') return state.appUser.seesSecured;
    const level = state.projects.get(issue.projectId)?.securityLevels?.find(({ name }) => name === issue.securityLevel);
    if (person === undefined || level === undefined) return false;
    if (level.groups.some((group) => person.groups.includes(group))) return true;
    if (level.includesReporter === true && issue.reporter === person.accountId) return true;
    return level.includesAssignee === true && issue.assignee === person.accountId;
  };
}

export function canSee(state: SiteState, actor: Actor, issue: Issue): boolean {
  return visibilityFor(state, actor)(issue);
}

/** The issue as this actor may know it. @throws JiraError 404, the same whether it is hidden or gone. */
export function visibleIssue(state: SiteState, actor: Actor, idOrKey: string | number): Issue {
  const issue = state.issueOf(idOrKey);
  if (issue === undefined || !canSee(state, actor, issue)) throw issueNotFound();
  return issue;
}

/** Whether the actor holds a project permission. For an issue permission also ask `canSee`. */
export function holds(state: SiteState, actor: Actor, permission: ProjectPermissionKey, project: Project): boolean {
  if (!canBrowseProject(state, actor, project)) return false;
  if (permission === 'BROWSE_PROJECTS') return true;
  if (actor.kind === 'app') return permission !== 'ADMINISTER_PROJECTS' && project.isArchived !== true;
  const person = personOf(state, actor);
  if (person === undefined) return false;
  if (permission === 'ADMINISTER_PROJECTS') return person.isSiteAdmin === true || administers(person, project);
  if (project.isArchived === true) return false;
  const granted = project.permissionsByGroup;
  if (granted === undefined) return true;
  return person.groups.some((group) => granted[group]?.includes(permission) ?? false);
}

/** @throws JiraError with the sentence given, when the permission is missing. Some operations declare no 403. */
export function demand(
  state: SiteState,
  actor: Actor,
  permission: ProjectPermissionKey,
  issue: Issue,
  sentence: string,
  status: 400 | 401 | 403 = 403,
): void {
  const project = state.projects.get(issue.projectId);
  if (project === undefined || !holds(state, actor, permission, project)) throw new JiraError(status, [sentence]);
}

/** @throws JiraError 401 for a visitor who is not signed in. */
export function demandSignedIn(actor: Actor): void {
  if (actor.kind === 'anonymous') throw new JiraError(401, ['Client must be authenticated to access this resource.']);
}
