// The rules of a decision, one sentence each.

import { applyCommand, queueStateOf, type Review, type ReviewCommand } from '../../src/duplicates/decision';

const digests = ['x', 'y'] as const;
const no: ReviewCommand = { kind: 'decide', verdict: 'not-duplicate', digests };
const yes: ReviewCommand = { kind: 'decide', verdict: 'duplicate', digests };

function after(...commands: ReviewCommand[]): Review | null {
  let review: Review | null = null;
  commands.forEach((command, index) => {
    const outcome = applyCommand(review, command, 'ada', index + 1);
    if (outcome.kind === 'changed') review = outcome.review;
  });
  return review;
}

const refusal = (review: Review | null, command: ReviewCommand) => {
  const outcome = applyCommand(review, command, 'ben', 99);
  return outcome.kind === 'refused' ? outcome.why : outcome.kind;
};

describe('a decision', () => {
  it('waits in the queue until there is one, and stays out of it for good', () => {
    expect(queueStateOf(null, 0)).toBe('open');
    expect(queueStateOf(after(no), 1e15)).toBe('not-duplicate');
  });

  it('is asked again after a material change of a text, and keeps the old answer until there is a new one', () => {
    const asked = after(no, { kind: 'text-changed' });
    expect(queueStateOf(asked, 0)).toBe('open');
    expect(asked?.verdict).toBe('not-duplicate');
    expect(queueStateOf(after(no, { kind: 'text-changed' }, no), 0)).toBe('not-duplicate');
  });

  it('does not ask again what was answered with "duplicate" or "related"', () => {
    expect(refusal(after(yes), { kind: 'text-changed' })).toBe('unchanged');
  });

  it('ends a snooze by itself when its time has come', () => {
    const snoozed = after({ kind: 'snooze', untilMs: 1_000 });
    expect(queueStateOf(snoozed, 999)).toBe('snoozed');
    expect(queueStateOf(snoozed, 1_000)).toBe('open');
  });

  it('that was carried out in Jira can only be changed by undoing that', () => {
    const claimed = after({ kind: 'claim', actionId: 'one' });
    expect(refusal(claimed, no)).toBe('undo-the-action-first');
    expect(refusal(claimed, { kind: 'undo' })).toBe('undo-the-action-first');
    expect(refusal(claimed, { kind: 'claim', actionId: 'two' })).toBe('another-action');
    expect(after({ kind: 'claim', actionId: 'one' }, { kind: 'action-undone', actionId: 'one' })).toMatchObject({
      verdict: 'not-duplicate',
      actionId: null,
    });
  });

  it('follows a link that somebody makes in Jira, and its removal', () => {
    expect(after(no, { kind: 'link-made' })).toMatchObject({ verdict: 'duplicate', origin: 'jira-link', by: 'ada' });
    expect(after({ kind: 'link-made' }, { kind: 'link-removed' })?.verdict).toBeNull();
  });

  it('that nobody carried out is not touched by the absence of a link', () => {
    expect(refusal(after(yes), { kind: 'link-removed' })).toBe('unchanged');
  });

  it('said twice is said once', () => {
    expect(after(yes, yes)?.version).toBe(1);
    expect(refusal(after(yes), { kind: 'snooze', untilMs: 1 })).toBe('already-decided');
    expect(refusal(null, { kind: 'undo' })).toBe('nothing-to-undo');
  });
});
