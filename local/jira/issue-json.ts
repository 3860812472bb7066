// Records as the JSON that Jira's REST API v3 shows, for one viewer: what the viewer may not see (linked issues, parents)
// is left out as if it were not there. Only the members that the product and its tests can meet are given.

import type { Actor } from '../product';
import { documentOf } from './adf';
import type { IssueFieldId } from './issue-fields';
import { visibilityFor } from './permissions';
import type { Comment, Issue, IssueType, Link, LinkType, Named, Project, SiteState, Status } from './state';

export type Json = Readonly<Record<string, unknown>>;

/** As Jira writes times: `2026-01-31T09:30:00.000+0000`. */
export function jiraTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}

const statusCategories = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

/** Writes records for one viewer of one site. */
export class Renderer {
  readonly canSee: (issue: Issue) => boolean;
  /** People, projects, types and statuses repeat on every issue of a page. */
  private readonly written = new Map<string, Json>();

  constructor(
    private readonly state: SiteState,
    private readonly actor: Actor,
    readonly siteUrl: string,
  ) {
    this.canSee = visibilityFor(state, actor);
  }

  private once(key: string, write: () => Json): Json {
    const known = this.written.get(key);
    if (known !== undefined) return known;
    const json = write();
    this.written.set(key, json);
    return json;
  }

  self(path: string): string {
    return `${this.siteUrl}/rest/api/3/${path}`;
  }

  /** A person by account id; somebody who left is still shown, as Jira does. */
  user(accountId: string): Json {
    return this.once(`user ${accountId}`, () => this.userJson(accountId));
  }

  private userJson(accountId: string): Json {
    const { state } = this;
    const person = state.people.get(accountId);
    const isApp = accountId === state.appUser.accountId;
    const isSelf = this.actor.kind === 'user' && this.actor.accountId === accountId;
    return {
      self: this.self(`user?accountId=${encodeURIComponent(accountId)}`),
      accountId,
      accountType: isApp ? 'app' : (person?.accountType ?? 'atlassian'),
      ...(isSelf && person?.email !== undefined ? { emailAddress: person.email } : {}),
      avatarUrls: this.avatarUrls('user', accountId),
      displayName: isApp ? state.appUser.displayName : (person?.displayName ?? 'Former user'),
      active: isApp || (person !== undefined && person.isActive !== false),
      timeZone: person?.timeZone ?? 'Etc/UTC',
    };
  }

  avatarUrls(kind: string, id: string): Json {
    const url = `${this.siteUrl}/avatar/${kind}/${encodeURIComponent(id)}`;
    return { '48x48': url, '24x24': url, '16x16': url, '32x32': url };
  }

  project(project: Project): Json {
    return this.once(`project ${project.id} ${project.name}`, () => this.projectJson(project));
  }

  private projectJson(project: Project): Json {
    return {
      self: this.self(`project/${project.id}`),
      id: String(project.id),
      key: project.key,
      name: project.name,
      projectTypeKey: project.typeKey ?? 'software',
      simplified: false,
      avatarUrls: this.avatarUrls('project', project.key),
    };
  }

  issueType(type: IssueType): Json {
    return this.once(`issueType ${type.id} ${type.name}`, () => this.issueTypeJson(type));
  }

  private issueTypeJson(type: IssueType): Json {
    return {
      self: this.self(`issuetype/${type.id}`),
      id: String(type.id),
      description: '',
      iconUrl: `${this.siteUrl}/icon/issuetype/${type.id}`,
      name: type.name,
      subtask: type.isSubtask,
      hierarchyLevel: type.hierarchyLevel,
    };
  }

  status(status: Status): Json {
    return this.once(`status ${status.id} ${status.name}`, () => this.statusJson(status));
  }

  private statusJson(status: Status): Json {
    const category = statusCategories[status.category];
    return {
      self: this.self(`status/${status.id}`),
      description: '',
      iconUrl: `${this.siteUrl}/icon/status`,
      name: status.name,
      id: String(status.id),
      statusCategory: { self: this.self(`statuscategory/${category.id}`), ...category },
    };
  }

  named(kind: string, all: readonly Named[], name: string): Json {
    const id = String(all.find((one) => one.name === name)?.id ?? 0);
    return { self: this.self(`${kind}/${id}`), id, name };
  }

  linkType(type: LinkType): Json {
    const { id, name, inward, outward } = type;
    return { id: String(id), name, inward, outward, self: this.self(`issueLinkType/${id}`) };
  }

  /** An issue inside another one: as a parent, a sub-task or the other end of a link. */
  brief(issue: Issue): Json {
    const { state } = this;
    return {
      id: String(issue.id),
      key: issue.key,
      self: this.self(`issue/${issue.id}`),
      fields: {
        summary: issue.summary,
        status: this.status(state.statusOf(issue)),
        ...(issue.priority === null ? {} : { priority: this.named('priority', state.priorities, issue.priority) }),
        issuetype: this.issueType(state.typeOf(issue)),
      },
    };
  }

  /** The link as it stands on `seenFrom`: its source has an outward issue, its destination an inward one. */
  linkOn(link: Link, seenFrom: number): Json | null {
    const isSource = link.sourceId === seenFrom;
    const other = this.state.issues.get(isSource ? link.destinationId : link.sourceId);
    const type = this.state.linkTypes.find(({ name }) => name === link.type);
    if (other === undefined || type === undefined || !this.canSee(other)) return null;
    return {
      id: String(link.id),
      self: this.self(`issueLink/${link.id}`),
      type: this.linkType(type),
      [isSource ? 'outwardIssue' : 'inwardIssue']: this.brief(other),
    };
  }

  comment(issue: Issue, comment: Comment): Json {
    const author =
      comment.author === null ? {} : { author: this.user(comment.author), updateAuthor: this.user(comment.author) };
    return {
      self: this.self(`issue/${issue.id}/comment/${comment.id}`),
      id: String(comment.id),
      ...author,
      body: documentOf(comment.body),
      created: jiraTime(Date.parse(comment.created)),
      updated: jiraTime(Date.parse(comment.updated ?? comment.created)),
      jsdPublic: true,
    };
  }

  issue(issue: Issue, selected: ReadonlySet<IssueFieldId> | null, propertyKeys: readonly string[] = []): Json {
    const id = String(issue.id);
    if (selected === null) return { id };
    const fields: Record<string, unknown> = {};
    for (const field of selected) fields[field] = this.field(issue, field);
    const properties: Record<string, unknown> = {};
    for (const key of propertyKeys) if (issue.properties.has(key)) properties[key] = issue.properties.get(key);
    return {
      expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
      id,
      self: this.self(`issue/${id}`),
      key: issue.key,
      ...(propertyKeys.length > 0 ? { properties } : {}),
      fields,
    };
  }

  private field(issue: Issue, field: IssueFieldId): unknown {
    const { state } = this;
    const project = state.projects.get(issue.projectId);
    const byName = (kind: string, names: readonly string[]) =>
      names.map((name, at) => ({
        self: this.self(`${kind}/${issue.projectId}${at}`),
        id: `${issue.projectId}${at}`,
        name,
      }));
    switch (field) {
      case 'summary':
      case 'labels':
        return issue[field];
      case 'description':
      case 'environment': {
        const text = issue[field];
        return text === null ? null : documentOf(text);
      }
      case 'issuetype':
        return this.issueType(state.typeOf(issue));
      case 'project':
        return project === undefined ? null : this.project(project);
      case 'status':
        return this.status(state.statusOf(issue));
      case 'resolution':
        return issue.resolution === null ? null : this.named('resolution', state.resolutions, issue.resolution);
      case 'resolutiondate':
        return issue.resolvedMs === null ? null : jiraTime(issue.resolvedMs);
      case 'priority':
        return issue.priority === null ? null : this.named('priority', state.priorities, issue.priority);
      case 'components':
        return byName('component', issue.components);
      case 'versions':
        return byName('version', issue.versions);
      case 'created':
        return jiraTime(issue.createdMs);
      case 'updated':
        return jiraTime(issue.updatedMs);
      case 'reporter':
      case 'creator':
        return issue.reporter === null ? null : this.user(issue.reporter);
      case 'assignee':
        return issue.assignee === null ? null : this.user(issue.assignee);
      case 'parent': {
        const parent = issue.parentId === null ? undefined : state.issues.get(issue.parentId);
        return parent === undefined || !this.canSee(parent) ? undefined : this.brief(parent);
      }
      case 'subtasks':
        return state
          .childrenOf(issue.id)
          .filter(this.canSee)
          .map((child) => this.brief(child));
      case 'issuelinks':
        return state.linksOf(issue.id).flatMap((link) => this.linkOn(link, issue.id) ?? []);
      case 'comment': {
        const comments = issue.comments.map((comment) => this.comment(issue, comment));
        return {
          comments,
          self: this.self(`issue/${issue.id}/comment`),
          maxResults: comments.length,
          total: comments.length,
          startAt: 0,
        };
      }
      case 'attachment':
        return issue.attachments.map(({ id, filename, mimeType, size, created }) => ({
          self: this.self(`attachment/${id}`),
          id: String(id),
          filename,
          created: jiraTime(Date.parse(created)),
          size,
          mimeType,
          content: this.self(`attachment/content/${id}`),
        }));
      case 'votes':
        return {
          self: this.self(`issue/${issue.key}/votes`),
          votes: issue.votes.length,
          hasVoted: this.isAmong(issue.votes),
        };
      case 'watches':
        return {
          self: this.self(`issue/${issue.key}/watchers`),
          watchCount: issue.watchers.length,
          isWatching: this.isAmong(issue.watchers),
        };
      case 'security':
        return issue.securityLevel === null ? null : { id: '10401', name: issue.securityLevel };
      case 'customfield_10020':
        return issue.sprint === null ? null : [{ ...issue.sprint, boardId: 1 }];
    }
  }

  isAmong(accountIds: readonly string[]): boolean {
    return this.actor.kind === 'user' && accountIds.includes(this.actor.accountId);
  }
}
