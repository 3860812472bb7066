// Remembers for each open frame which module it is, where it stands and who looks at it. The frame itself only names
// its number: who calls and from which work item is decided here, as the product's signed context does it.

import { randomUUID } from 'node:crypto';
import type { ProductRequest } from '../product';
import type { PageModule } from './modules';

/** Where a module is shown; Jira's context is looked up from it as the person who looks. */
interface Place {
  readonly projectKey?: string | undefined;
  readonly issueKey?: string | undefined;
  /** In the create dialog. */
  readonly issueTypeId?: string | undefined;
  /** On a dashboard: what was saved for this gadget, and whether it is being set up. */
  readonly gadget?: { readonly id: string; readonly isEdited: boolean; readonly configuration?: unknown } | undefined;
}

interface OpenFrame {
  readonly frameId: string;
  readonly module: PageModule;
  readonly accountId: string;
  readonly extension: Readonly<Record<string, unknown>>;
}

export type AskJira = (accountId: string, request: ProductRequest) => Promise<Response>;

/** Far more than one person keeps open; the oldest is forgotten first and its page asks to be loaded again. */
const maxFrames = 500;

/** Jira does not show this place to this person, or it does not exist; the two look the same, as in Jira. */
export class PlaceNotVisible extends Error {}

export class FrameBook {
  readonly #frames = new Map<string, OpenFrame>();
  readonly #askJira: AskJira;

  constructor(askJira: AskJira) {
    this.#askJira = askJira;
  }

  /** @throws PlaceNotVisible */
  async open(module: PageModule, place: Place, accountId: string, modal: unknown): Promise<OpenFrame> {
    const extension = {
      type: module.type,
      ...(await this.#extensionOf(place, accountId)),
      ...(place.issueTypeId === undefined ? {} : { issueType: { id: place.issueTypeId }, viewType: 'GIC' }),
      ...(place.gadget === undefined ? {} : gadgetExtension(place.gadget)),
      ...(modal ? { modal } : {}),
    };
    const frame = { frameId: randomUUID(), module, accountId, extension };
    this.#frames.set(frame.frameId, frame);
    if (this.#frames.size > maxFrames) {
      const [oldest] = this.#frames.keys();
      if (oldest) this.#frames.delete(oldest);
    }
    return frame;
  }

  /** Undefined for a number that was never given out, or was given to another person. */
  of(frameId: string, accountId: string): OpenFrame | undefined {
    const frame = this.#frames.get(frameId);
    return frame?.accountId === accountId ? frame : undefined;
  }

  async #extensionOf({ projectKey, issueKey }: Place, accountId: string): Promise<Record<string, unknown>> {
    if (issueKey !== undefined) {
      const issue = await this.#read(
        `/rest/api/3/issue/${encodeURIComponent(issueKey)}?fields=issuetype,project`,
        accountId,
      );
      const { issuetype, project } = issue['fields'] as Record<'issuetype' | 'project', Record<string, string>>;
      return {
        issue: { id: String(issue['id']), key: issue['key'], type: issuetype['name'], typeId: issuetype['id'] },
        project: { id: project['id'], key: project['key'], type: project['projectTypeKey'] ?? 'software' },
      };
    }
    if (projectKey !== undefined) {
      const project = await this.#read(`/rest/api/3/project/${encodeURIComponent(projectKey)}`, accountId);
      return {
        project: { id: String(project['id']), key: project['key'], type: project['projectTypeKey'] ?? 'software' },
      };
    }
    return {};
  }

  async #read(path: string, accountId: string): Promise<Record<string, unknown>> {
    const answer = await this.#askJira(accountId, {
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
      body: undefined,
    });
    if (answer.status === 404) throw new PlaceNotVisible('This does not exist, or you may not see it.');
    if (!answer.ok) throw new Error(`Jira answered ${answer.status} for ${path}.`);
    return (await answer.json()) as Record<string, unknown>;
  }
}

function gadgetExtension({ id, isEdited, configuration }: NonNullable<Place['gadget']>): Record<string, unknown> {
  return {
    dashboard: { id: '10000' },
    gadget: { id },
    entryPoint: isEdited ? 'edit' : 'view',
    gadgetConfiguration: configuration ?? {},
  };
}
