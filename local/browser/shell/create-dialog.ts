// The rules by which Jira's create dialog deals with an app that modifies it, without a page: what an app has registered
// for, in which state a callback finds the form, and that its changes arrive in one batch or not at all. The dialog of
// the shell draws `fields`; tests drive the same class with the genuine @forge/jira-bridge.
// source: developer.atlassian.com, "UI modifications"; @forge/jira-bridge 0.40.1, out/ui-modifications.

export interface DialogField {
  readonly fieldId: string;
  readonly fieldType: string;
  readonly fieldName: string;
  readonly value: unknown;
  readonly description: string;
  readonly isVisible: boolean;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
}

type Form = Readonly<Record<string, DialogField>>;
type FieldChanges = Readonly<Record<string, Readonly<Partial<DialogField>>>>;

export interface DialogError {
  readonly type: 'APPLY_CHANGES_FOR_UNREGISTERED_FIELD';
  readonly message: string;
  readonly fieldId: string;
  readonly fieldType: string;
}

export interface RegisteredModification {
  readonly id: string;
  readonly data?: string;
}

interface Change {
  readonly changedFieldId: string;
  readonly changeId: string;
  readonly currentFormState: Form;
  readonly uiModifications: readonly RegisteredModification[];
}

/** One form: of one project and type. Another project, another type or "create another" is another one. */
export class CreateDialog {
  private form: Form;
  private readonly open = new Map<string, Set<string>>(); // change id -> fields registered for it
  private readonly changeListeners: ((change: Change) => unknown)[] = [];
  private readonly errorListeners: ((event: { readonly errors: readonly DialogError[] }) => unknown)[] = [];
  /** All that the app was told it did wrong, for the page and for tests. */
  readonly errors: DialogError[] = [];
  private lastChange = 0;
  private api: object | undefined;

  constructor(
    fields: readonly DialogField[],
    private readonly modifications: readonly RegisteredModification[],
    /** Called after each batch, and when a field starts or stops to wait for the app. */
    private readonly redraw: () => void = () => undefined,
  ) {
    this.form = Object.fromEntries(fields.map((field) => [field.fieldId, field]));
  }

  get fields(): readonly DialogField[] {
    return Object.values(this.form);
  }

  /** An app is working on it: the fields show a spinner. */
  get isWaiting(): boolean {
    return this.open.size > 0;
  }

  /** Typing alone tells the app nothing. */
  type(fieldId: string, value: unknown): void {
    this.change({ [fieldId]: { value } });
  }

  /** Text fields tell the app when they are left. */
  leave(fieldId: string): void {
    if (this.modifications.length === 0) return;
    const changeId = this.begin();
    const change = {
      changedFieldId: fieldId,
      changeId,
      currentFormState: this.form,
      uiModifications: this.modifications,
    };
    for (const listener of this.changeListeners) void listener(change);
    if (this.changeListeners.length === 0) this.end(changeId);
  }

  /** What `getUiModificationsInternalAPI` answers, however often. An app that is not registered is never loaded. */
  internalApi(): unknown {
    return (this.api ??= this.newApi());
  }

  private newApi(): object {
    const onInitChangeId = this.begin();
    return {
      data: { uiModifications: this.modifications, onInitChangeId },
      actions: {
        getOnInitData: () => ({ currentFormState: this.form, currentScreenTabsState: [] }),
        registerFields: (asked: { fields: readonly string[]; changeId: string }) => {
          for (const fieldId of asked.fields) this.open.get(asked.changeId)?.add(fieldId);
        },
        submit: (batch: { fieldsChanges: FieldChanges; changeId: string }) => this.submit(batch),
        subscribeToChanges: (listener: (change: Change) => unknown) => void this.changeListeners.push(listener),
        subscribeToErrors: (listener: (event: { readonly errors: readonly DialogError[] }) => unknown) =>
          void this.errorListeners.push(listener),
        onBridgeError: ({ error }: { error: unknown }) =>
          console.error('The app and the dialog do not understand each other.', error),
      },
    };
  }

  private submit({ fieldsChanges, changeId }: { fieldsChanges: FieldChanges; changeId: string }): void {
    const registered = this.open.get(changeId);
    if (registered === undefined) return; // answered already, or for a form that is gone
    const errors: DialogError[] = [];
    const allowed: Record<string, Readonly<Partial<DialogField>>> = {};
    for (const [fieldId, changes] of Object.entries(fieldsChanges)) {
      const field = this.form[fieldId];
      if (field === undefined) continue;
      if (registered.has(fieldId)) allowed[fieldId] = changes;
      else {
        const message = `The field ${fieldId} was changed but not registered.`;
        errors.push({ type: 'APPLY_CHANGES_FOR_UNREGISTERED_FIELD', message, fieldId, fieldType: field.fieldType });
      }
    }
    this.change(allowed);
    this.end(changeId);
    this.errors.push(...errors);
    if (errors.length > 0) for (const listener of this.errorListeners) void listener({ errors });
  }

  private begin(): string {
    const changeId = `change-${++this.lastChange}`;
    this.open.set(changeId, new Set());
    this.redraw();
    return changeId;
  }

  private end(changeId: string): void {
    this.open.delete(changeId);
    this.redraw();
  }

  private change(changes: FieldChanges): void {
    const next = { ...this.form };
    for (const [fieldId, change] of Object.entries(changes)) {
      const field = next[fieldId];
      if (field !== undefined) next[fieldId] = { ...field, ...change };
    }
    this.form = next;
  }
}
