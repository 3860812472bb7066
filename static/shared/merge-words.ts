// Puts a merge into words: what each step will do or did, what stands in its way, how the whole ended. A preview and its
// result use the same sentence for the same step, so that people find again what they have read.

import type { ActionView, MergePreview, Obstacle, StepKind, StepPreview, StepResult } from '../../src/contract';
import type { Words } from './text';

/** Keys of the two issues. */
export interface MergeKeys {
  readonly duplicate: string;
  readonly canonical: string;
}

/** "Close SHOP-7 (Done, Duplicate)". */
export function stepSentence(
  { kind, detail }: { readonly kind: StepKind; readonly detail: string | null },
  keys: MergeKeys,
  words: Words,
): string {
  const sentence = words.say(`step.${kind}`, { ...keys });
  return kind === 'transition' && detail !== null ? `${sentence} (${detail})` : sentence;
}

/** "Add your text to SHOP-7 as a comment": a step of adding to the one work item. */
export function addStepSentence(kind: StepKind, key: string, words: Words): string {
  if (kind === 'comment' || kind === 'vote' || kind === 'watchers') return words.say(`addStep.${kind}`, { key });
  return words.say(`stepName.${kind}`);
}

export function stepState({ state }: { readonly state: StepPreview['state'] | StepResult['state'] }, words: Words) {
  return words.say(`stepState.${state}`);
}

export function obstacleSentence(obstacle: Obstacle, detail: string | null, words: Words): string {
  if (obstacle === 'not-allowed' && detail === 'reporter') return words.say('obstacle.own-report');
  return words.say(`obstacle.${obstacle}`, { detail: detail ?? '' });
}

export function warningSentence(warning: MergePreview['warnings'][number], keys: MergeKeys, words: Words): string {
  return words.say(`merge.warning.${warning}`, { ...keys });
}

/** How an action ended, or where it stands. */
export function actionSentence(state: Exclude<ActionView['state'], 'previewed'>, words: Words): string {
  return words.say(`merge.state.${state}`);
}
