// What an action answers to an automation rule or to an agent: a figure, keys, and one text that can be posted as it is.
// In English only, because Automation keeps it in its log and offers no translation.

import type { DecisionContext } from '../duplicates/review-context';
import type { PanelContext } from '../duplicates/find';
import type { Issue, Visible } from '../issue';

export interface ActionAnswer {
  readonly found: number;
  /** "SHOP-1, SHOP-7" */
  readonly workItemKeys: string;
  readonly message: string;
}

/**
 * `person`: an agent speaks with one person. `everybody`: what a rule writes or sends is read by others, so it may tell
 * only of pairs that everybody sees who may see one of the two.
 */
export type Audience = 'person' | 'everybody';

export interface ActionContext {
  readonly panel: PanelContext;
  readonly reviewer: DecisionContext;
}

/** More than this nobody reads in a chat. */
export const mostListed = 10;

export function named({ key, summary }: Visible<Issue>): string {
  return `${key} "${summary}"`;
}

export function percentOf(score: number): string {
  return `${Math.round(score * 100)}% match`;
}
