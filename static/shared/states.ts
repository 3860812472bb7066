// What the states of work items, of actions and of their steps look like, and which actions can be taken back: the same
// wherever one is shown, on pages of ours and on those that Jira draws.

import type { ActionView, IssueView, StepPreview, StepResult } from '../../src/contract';

/** As lozenges call them, Atlaskit's and those of UI Kit. */
export const statusAppearances = {
  new: 'default',
  indeterminate: 'inprogress',
  done: 'success',
} as const satisfies Readonly<Record<IssueView['statusCategory'], string>>;

export const stepAppearances = {
  planned: 'inprogress',
  already: 'success',
  impossible: 'removed',
  off: 'default',
  waiting: 'default',
  running: 'inprogress',
  done: 'success',
  skipped: 'default',
  failed: 'removed',
  undone: 'success',
  'not-undone': 'moved',
} as const satisfies Readonly<Record<StepPreview['state'] | StepResult['state'], string>>;

/** As section messages call them. */
export const actionAppearances = {
  previewed: 'information',
  running: 'information',
  interrupted: 'warning',
  done: 'success',
  partly: 'warning',
  failed: 'error',
  undoing: 'information',
  undone: 'success',
  'partly-undone': 'warning',
} as const satisfies Readonly<Record<ActionView['state'], string>>;

/** An undo that was interrupted or could not take everything back may be tried again. */
export function isUndoable({ state }: ActionView): boolean {
  return state === 'done' || state === 'partly' || state === 'undoing' || state === 'partly-undone';
}
