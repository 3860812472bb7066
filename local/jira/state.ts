// The site while it lives: every record by id, and the indexes that keep 25,000 issues quick to walk. Records are never
// changed but replaced, so that a search index that lags behind can keep the older version without copying it.

import { defaultAppUser } from './seed';
import type {
  AppUserSeed,
  AttachmentSeed,
  CommentSeed,
  HistorySeed,
  IssueSeed,
  LinkTypeSeed,
  PersonSeed,
  ProjectSeed,
  RemoteLinkSeed,
  RichText,
  SiteSeed,
  SprintSeed,
  StatusSeed,
} from './seed';
import { SortedIds } from './sorted-ids';

export interface Named {
  readonly id: number;
  readonly name: string;
}
export interface IssueType extends Named {
  readonly isSubtask: boolean;
  readonly hierarchyLevel: number;
}
export type Status = Named & StatusSeed;
export type LinkType = Named & LinkTypeSeed;

export interface Project extends Omit<ProjectSeed, 'id' | 'properties'> {
  readonly id: number;
  readonly properties: ReadonlyMap<string, unknown>;
}

export interface Comment extends CommentSeed {
  readonly id: number;
}

export interface Issue {
  readonly id: number;
  readonly key: string;
  readonly sourceKey: string | null;
  readonly formerKeys: readonly string[];
  readonly projectId: number;
  /** Names of the type, status, resolution and priority. */
  readonly type: string;
  readonly status: string;
  readonly resolution: string | null;
  readonly priority: string | null;
  readonly components: readonly string[];
  readonly labels: readonly string[];
  readonly versions: readonly string[];
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly resolvedMs: number | null;
  readonly reporter: string | null;
  readonly assignee: string | null;
  readonly parentId: number | null;
  readonly summary: string;
  readonly description: RichText | null;
  readonly environment: string | null;
  readonly comments: readonly Comment[];
  readonly securityLevel: string | null;
  readonly sprint: SprintSeed | null;
  readonly votes: readonly string[];
  readonly watchers: readonly string[];
  readonly attachments: readonly AttachmentSeed[];
  readonly remoteLinks: readonly RemoteLink[];
  readonly properties: ReadonlyMap<string, unknown>;
  readonly history: readonly HistorySeed[];
}

export type RemoteLink = RemoteLinkSeed;

export interface Link {
  readonly id: number;
  readonly type: string;
  /** The issue that says the outward words: it "duplicates" the destination. */
  readonly sourceId: number;
  readonly destinationId: number;
}

const firstIssueId = 10_000;

export class SiteState {
  readonly title: string;
  readonly appUser: AppUserSeed;
  readonly people = new Map<string, PersonSeed>();
  readonly groups: readonly Named[];
  readonly issueTypes: readonly IssueType[];
  readonly statuses: readonly Status[];
  readonly resolutions: readonly Named[];
  readonly priorities: readonly Named[];
  readonly linkTypes: readonly LinkType[];
  readonly projects = new Map<number, Project>();
  readonly issues = new Map<number, Issue>();
  readonly links = new Map<number, Link>();
  readonly idsOfProject = new Map<number, SortedIds>();
  private readonly idOfKey = new Map<string, number>();
  private readonly projectIdOfKey = new Map<string, number>();
  private readonly linkIdsOfIssue = new Map<number, Set<number>>();
  private readonly childIdsOfIssue = new Map<number, Set<number>>();
  private readonly lastNumberOfProject = new Map<number, number>();
  private lastIssueId = firstIssueId - 1;
  private lastOtherId = 20_000;

  /** Called after an issue was added, replaced or removed. */
  onIssueChange: (issueId: number) => void = () => undefined;

  constructor(seed: SiteSeed) {
    const numbered = <T extends { readonly name: string }>(first: number, all: readonly T[]) =>
      all.map((one, at) => ({ ...one, id: first + at }));
    this.title = seed.title;
    this.appUser = seed.app ?? defaultAppUser;
    for (const person of seed.people) this.people.set(person.accountId, person);
    this.groups = numbered(
      1,
      seed.groups.map((name) => ({ name })),
    );
    this.issueTypes = numbered(10_001, seed.issueTypes).map((type) => ({
      ...type,
      isSubtask: type.isSubtask ?? false,
      hierarchyLevel: type.hierarchyLevel ?? (type.isSubtask ? -1 : 0),
    }));
    this.statuses = numbered(10_101, seed.statuses);
    this.resolutions = numbered(
      10_201,
      seed.resolutions.map((name) => ({ name })),
    );
    this.priorities = numbered(
      1,
      seed.priorities.map((name) => ({ name })),
    );
    this.linkTypes = numbered(10_301, seed.issueLinkTypes);
    let projectId = 10_000;
    for (const project of seed.projects) {
      projectId = project.id ?? projectId + 1;
      this.putProject({ ...project, id: projectId, properties: new Map(Object.entries(project.properties ?? {})) });
    }
    this.readIssues(seed.issues);
  }

  /** Ids first, links and parents afterwards: an issue may point at one that stands below it in the seed. */
  private readIssues(seeds: readonly IssueSeed[]): void {
    for (const seed of seeds) if (seed.id !== undefined) this.lastIssueId = Math.max(this.lastIssueId, seed.id);
    const ids = seeds.map((seed) => seed.id ?? this.nextIssueId());
    seeds.forEach((seed, at) => this.idOfKey.set(seed.key, ids[at] ?? 0));
    seeds.forEach((seed, at) => this.putIssue(this.issueOfSeed(seed, ids[at] ?? 0)));
    for (const seed of seeds) {
      for (const link of seed.links ?? []) {
        const sourceId = this.idOfKey.get(seed.key);
        const destinationId = this.idOfKey.get(link.to);
        if (sourceId === undefined || destinationId === undefined) continue; // the data names an issue that it does not contain
        this.putLink({ id: link.id ?? this.nextId(), type: link.type, sourceId, destinationId });
      }
    }
  }

  private issueOfSeed(seed: IssueSeed, id: number): Issue {
    const projectId = this.projectIdOfKey.get(seed.project);
    if (projectId === undefined)
      throw new Error(`Issue ${seed.key} belongs to project ${seed.project}, which the seed does not describe.`);
    const createdMs = Date.parse(seed.created);
    const resolution = seed.resolution ?? null;
    const updatedMs = seed.updated ? Date.parse(seed.updated) : createdMs;
    return {
      id,
      key: seed.key,
      sourceKey: seed.sourceKey ?? null,
      formerKeys: seed.formerKeys ?? [],
      projectId,
      type: seed.type ?? this.issueTypes[0]?.name ?? 'Task',
      status: seed.status ?? this.statuses[0]?.name ?? 'To Do',
      resolution,
      priority: seed.priority ?? null,
      components: seed.components ?? [],
      labels: seed.labels ?? [],
      versions: seed.versions ?? [],
      createdMs,
      updatedMs,
      resolvedMs: resolution === null ? null : seed.resolved ? Date.parse(seed.resolved) : updatedMs,
      reporter: seed.reporter ?? null,
      assignee: seed.assignee ?? null,
      parentId: seed.parent ? (this.idOfKey.get(seed.parent) ?? null) : null,
      summary: seed.summary,
      description: seed.description === '' ? null : (seed.description ?? null),
      environment: seed.environment ?? null,
      comments: (seed.comments ?? []).map((comment) => ({ ...comment, id: comment.id ?? this.nextId() })),
      securityLevel: seed.securityLevel ?? null,
      sprint: seed.sprint ?? null,
      votes: seed.votes ?? [],
      watchers: seed.watchers ?? [],
      attachments: seed.attachments ?? [],
      remoteLinks: seed.remoteLinks ?? [],
      properties: new Map(Object.entries(seed.properties ?? {})),
      history: seed.history ?? [],
    };
  }

  nextIssueId(): number {
    return ++this.lastIssueId;
  }

  /** Ids of comments, links, history entries and UI modifications. */
  nextId(): number {
    return ++this.lastOtherId;
  }

  nextKey(project: Project): string {
    return `${project.key}-${(this.lastNumberOfProject.get(project.id) ?? 0) + 1}`;
  }

  putProject(project: Project): void {
    this.projects.set(project.id, project);
    this.projectIdOfKey.set(project.key, project.id);
    if (!this.idsOfProject.has(project.id)) this.idsOfProject.set(project.id, new SortedIds());
  }

  projectOf(idOrKey: string | number): Project | undefined {
    const byKey = this.projectIdOfKey.get(String(idOrKey));
    return this.projects.get(byKey ?? Number(idOrKey));
  }

  issueOf(idOrKey: string | number): Issue | undefined {
    const id =
      typeof idOrKey === 'number' || /^\d+$/.test(idOrKey) ? Number(idOrKey) : this.idOfKey.get(idOrKey.toUpperCase());
    return id === undefined ? undefined : this.issues.get(id);
  }

  putIssue(issue: Issue): void {
    const before = this.issues.get(issue.id);
    if (before !== undefined && before.projectId !== issue.projectId)
      this.idsOfProject.get(before.projectId)?.remove(issue.id);
    if (before !== undefined && before.parentId !== null) this.childIdsOfIssue.get(before.parentId)?.delete(issue.id);
    this.issues.set(issue.id, issue);
    for (const key of [issue.key, ...issue.formerKeys]) this.idOfKey.set(key, issue.id);
    this.idsOfProject.get(issue.projectId)?.add(issue.id);
    if (issue.parentId !== null) addTo(this.childIdsOfIssue, issue.parentId, issue.id);
    const number = Number(issue.key.slice(issue.key.lastIndexOf('-') + 1));
    this.lastNumberOfProject.set(issue.projectId, Math.max(number, this.lastNumberOfProject.get(issue.projectId) ?? 0));
    this.onIssueChange(issue.id);
  }

  /** Its links go with it; its sub-tasks are the caller's decision. */
  removeIssue(issue: Issue): void {
    for (const link of this.linksOf(issue.id)) this.removeLink(link);
    this.issues.delete(issue.id);
    this.idsOfProject.get(issue.projectId)?.remove(issue.id);
    if (issue.parentId !== null) this.childIdsOfIssue.get(issue.parentId)?.delete(issue.id);
    for (const key of [issue.key, ...issue.formerKeys]) this.idOfKey.delete(key);
    this.onIssueChange(issue.id);
  }

  linksOf(issueId: number): readonly Link[] {
    const links: Link[] = [];
    for (const linkId of this.linkIdsOfIssue.get(issueId) ?? []) {
      const link = this.links.get(linkId);
      if (link !== undefined) links.push(link);
    }
    return links;
  }

  childrenOf(issueId: number): readonly Issue[] {
    return [...(this.childIdsOfIssue.get(issueId) ?? [])].flatMap((id) => this.issues.get(id) ?? []);
  }

  putLink(link: Link): void {
    this.links.set(link.id, link);
    addTo(this.linkIdsOfIssue, link.sourceId, link.id);
    addTo(this.linkIdsOfIssue, link.destinationId, link.id);
  }

  removeLink(link: Link): void {
    this.links.delete(link.id);
    this.linkIdsOfIssue.get(link.sourceId)?.delete(link.id);
    this.linkIdsOfIssue.get(link.destinationId)?.delete(link.id);
  }

  statusOf(issue: Issue): Status {
    return namedOr(this.statuses, issue.status, { id: 0, name: issue.status, category: 'new' });
  }

  typeOf(issue: Issue): IssueType {
    return namedOr(this.issueTypes, issue.type, { id: 0, name: issue.type, isSubtask: false, hierarchyLevel: 0 });
  }

  typesOfProject(project: Project): readonly IssueType[] {
    const { types } = project;
    return types === undefined ? this.issueTypes : this.issueTypes.filter((type) => types.includes(type.name));
  }
}

/** By name without regard to case, or by id. */
/** Of the component at this place in its project's list. */
export function componentId(projectId: number, at: number): string {
  return `${projectId}${at}`;
}

export function findNamed<T extends Named>(all: readonly T[], nameOrId: string): T | undefined {
  const wanted = nameOrId.toLowerCase();
  return all.find((one) => one.name.toLowerCase() === wanted) ?? all.find((one) => String(one.id) === nameOrId);
}

function namedOr<T extends Named>(all: readonly T[], name: string, otherwise: T): T {
  return all.find((one) => one.name === name) ?? otherwise;
}

function addTo(index: Map<number, Set<number>>, at: number, value: number): void {
  const there = index.get(at);
  if (there === undefined) index.set(at, new Set([value]));
  else there.add(value);
}
