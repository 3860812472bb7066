// Product events as Forge delivers them to a trigger. Jira says less than one would like: no description, users as
// account ids only, and nothing for issues that go down with their project.
// source: developer.atlassian.com/platform/forge/events-reference/jira

import type { Actor, ProductEvent } from '../product';
import type { HistorySeed } from './seed';
import { jiraTime } from './issue-json';
import type { Renderer } from './issue-json';
import { accountIdOf } from './permissions';
import type { Issue, Link, SiteState } from './state';

type IssueEventName = 'created' | 'updated' | 'deleted';

export class EventBook {
  private readonly listeners = new Set<(event: ProductEvent) => void>();

  constructor(
    private readonly state: SiteState,
    private readonly nowMs: () => number,
  ) {}

  subscribe(listener: (event: ProductEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  issue(name: IssueEventName, issue: Issue, actor: Actor, renderer: Renderer, change?: HistorySeed): void {
    const project = this.state.projects.get(issue.projectId);
    const user = (accountId: string | null) => (accountId === null ? null : { accountId });
    const causedBy = accountIdOf(this.state, actor);
    this.tell({
      eventType: `avi:jira:${name}:issue`,
      timestamp: String(this.nowMs()),
      selfGenerated: actor.kind === 'app',
      issue: {
        id: String(issue.id),
        key: issue.key,
        fields: {
          summary: issue.summary,
          issuetype: renderer.issueType(this.state.typeOf(issue)),
          creator: user(issue.reporter),
          created: jiraTime(issue.createdMs),
          project: project === undefined ? null : renderer.project(project),
          reporter: user(issue.reporter),
          assignee: user(issue.assignee),
          updated: jiraTime(issue.updatedMs),
          status: renderer.status(this.state.statusOf(issue)),
        },
      },
      ...(causedBy === null ? {} : { atlassianId: causedBy, associatedUsers: [{ accountId: causedBy }] }),
      ...(change === undefined ? {} : { changelog: { id: String(change.id), items: change.items } }),
    });
  }

  link(name: 'created' | 'deleted', link: Link, actor: Actor, renderer: Renderer): void {
    const type = this.state.linkTypes.find((one) => one.name === link.type);
    const projectIdOf = (issueId: number) => String(this.state.issues.get(issueId)?.projectId ?? '');
    this.tell({
      eventType: `avi:jira:${name}:issuelink`,
      timestamp: String(this.nowMs()),
      selfGenerated: actor.kind === 'app',
      id: String(link.id),
      sourceIssueId: String(link.sourceId),
      destinationIssueId: String(link.destinationId),
      sourceProjectId: projectIdOf(link.sourceId),
      destinationProjectId: projectIdOf(link.destinationId),
      issueLinkType: type === undefined ? null : renderer.linkType(type),
    });
  }

  private tell(event: ProductEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
