// Which transition closes a duplicate, and with which resolution. Prefers what the project's mapping names, then what is
// called "Duplicate", then any closed status. A transition that asks for a field which only a person can fill is never
// chosen; when no other is left, that field is the reason given.

import type { Obstacle } from '../contract';
import type { Transition } from '../jira/transitions';

export interface ClosingRules {
  readonly statusId: string | null;
  readonly resolutionId: string | null;
}

export type TransitionChoice =
  | {
      readonly kind: 'chosen';
      readonly transition: Transition;
      readonly resolution: { readonly id: string; readonly name: string } | null;
    }
  | { readonly kind: 'none'; readonly obstacle: Obstacle; readonly detail: string | null };

export function chooseTransition(transitions: readonly Transition[], rules: ClosingRules): TransitionChoice {
  const closing = transitions.filter(({ to }) =>
    rules.statusId === null ? to.category === 'done' : to.id === rules.statusId,
  );
  const usable = closing.filter((transition) => missingField(transition, rules) === null);
  const [best] = [...usable].sort((x, y) => rank(y, rules) - rank(x, rules));
  if (best !== undefined) return { kind: 'chosen', transition: best, resolution: resolutionFor(best, rules) };
  const [first] = closing;
  if (first === undefined) return { kind: 'none', obstacle: 'no-transition', detail: null };
  return { kind: 'none', obstacle: 'required-field', detail: missingField(first, rules) };
}

/** The way back after an undo: to the status from before, without anything to fill in. */
export function wayBack(transitions: readonly Transition[], statusId: string): Transition | null {
  const anything = { statusId: null, resolutionId: null };
  return transitions.find((one) => one.to.id === statusId && missingField(one, anything) === null) ?? null;
}

/** What Jira calls a duplicate in the languages of its user interface that use a form of the word. */
export function namesDuplicate(name: string): boolean {
  return /dup|doppelt|дубл|重複|重复|중복/i.test(name);
}

function resolutionFor({ resolution }: Transition, rules: ClosingRules): { id: string; name: string } | null {
  if (resolution === null) return null;
  const { allowed } = resolution;
  const mapped = allowed.find(({ id }) => id === rules.resolutionId);
  return mapped ?? (rules.resolutionId === null ? allowed.find(({ name }) => namesDuplicate(name)) : undefined) ?? null;
}

function missingField(transition: Transition, rules: ClosingRules): string | null {
  const [field] = transition.requiredFields;
  if (field !== undefined) return field;
  const { resolution } = transition;
  // A mapped resolution is what a manager wants to see: closing with another one would not be what was configured.
  const isNeeded = resolution?.isRequired === true || (resolution !== null && rules.resolutionId !== null);
  return isNeeded && resolutionFor(transition, rules) === null ? 'resolution' : null;
}

function rank(transition: Transition, rules: ClosingRules): number {
  const hasResolution = resolutionFor(transition, rules) !== null;
  return (namesDuplicate(transition.to.name) || namesDuplicate(transition.name) ? 2 : 0) + (hasResolution ? 1 : 0);
}
