// What stands under summary and description of Jira's create dialog while a person writes: up to three work items that
// may be about the same thing, or nothing. The dialog shows a spinner until a change is answered, so an answer that takes
// too long is not waited for; it is shown with the next change. Whatever goes wrong, the person can go on writing.

import type { Hint } from '../../src/contract';

/** The part of the dialog's API that is used here. */
export interface HintField {
  getValue(): unknown;
  getDescription(): string;
  setDescription(text: string): unknown;
}
export type FieldNamed = (fieldId: HintedField) => HintField | undefined;

export const hintedFields = ['summary', 'description'] as const;
export type HintedField = (typeof hintedFields)[number];

export interface DialogHintsOptions {
  readonly find: (summary: string, description: unknown) => Promise<readonly Hint[]>;
  /** The hints as plain text, in the person's language. */
  readonly write: (hints: readonly Hint[]) => string;
  /** Resolves with the work, or when a person should not wait any longer. */
  readonly patiently: (work: Promise<void>) => Promise<void>;
}

interface Search {
  readonly question: string;
  /** Null until it is answered. */
  hints: readonly Hint[] | null;
}

export class DialogHints {
  private search: Search | null = null;
  // What the dialog said under a field before we added to it; an administrator may have written help there.
  private readonly added = new Map<HintedField, string>();

  constructor(private readonly options: DialogHintsOptions) {}

  /** A new form: another project or type, "create another", or a dialog that opens with text in it. */
  async start(field: FieldNamed): Promise<void> {
    this.search = null;
    await this.update(field, 'summary');
  }

  /** A person left `changed`. Everything that is set here reaches the dialog in one batch. */
  async update(field: FieldNamed, changed: HintedField): Promise<void> {
    const summary = field('summary')?.getValue();
    const isEmpty = typeof summary !== 'string' || summary.trim() === '';
    const hints = isEmpty ? [] : await this.hintsFor(summary, field('description')?.getValue() ?? null);
    // Under the field that the person has just left; hidden fields are not handed to us.
    const shown = field(changed) === undefined ? 'summary' : changed;
    for (const name of hintedFields) {
      const target = field(name);
      if (target !== undefined) this.say(name, target, name === shown ? hints : []);
    }
  }

  private async hintsFor(summary: string, description: unknown): Promise<readonly Hint[]> {
    const question = JSON.stringify([summary.trim(), description]);
    if (this.search?.question === question && this.search.hints !== null) return this.search.hints;
    const search: Search = { question, hints: null };
    this.search = search;
    const answered = this.options.find(summary, description).then(
      (hints) => void (search.hints = hints),
      // A hint that cannot be found is no reason to disturb somebody who reports a problem.
      () => void (search.hints = []),
    );
    await this.options.patiently(answered);
    return search.hints ?? [];
  }

  private say(name: HintedField, target: HintField, hints: readonly Hint[]): void {
    const now = target.getDescription();
    const before = this.added.get(name);
    const help = before !== undefined && now.endsWith(before) ? now.slice(0, now.length - before.length) : now;
    const text = hints.length === 0 ? '' : `${help === '' ? '' : '\n'}${this.options.write(hints)}`;
    if (help + text === now) return;
    target.setDescription(help + text);
    if (text === '') this.added.delete(name);
    else this.added.set(name, text);
  }
}
