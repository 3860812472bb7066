// The hints in the create dialog: the genuine bundle code with the genuine @forge/bridge and @forge/jira-bridge, inside
// of the dialog's rules (local/browser/shell/create-dialog.ts). Only the resolver's answer is made up here.

import type { Hint } from '../../src/contract';
import { CreateDialog, type DialogError, type DialogField } from '../../local/browser/shell/create-dialog';

const oneHint: Hint = { key: 'APP-100', summary: 'Login fails with E4012', score: 0.96 };

const field = (fieldId: string, value: unknown = '', description = ''): DialogField => ({
  fieldId,
  fieldType: fieldId,
  fieldName: fieldId,
  value,
  description,
  isVisible: true,
  isReadOnly: false,
  isRequired: fieldId === 'summary',
});

interface Backend {
  readonly asked: { readonly projectId: number; readonly summary: string; readonly description: unknown }[];
  answer: () => Promise<unknown>;
}

/** Opens a dialog and loads the app into it as Jira does: afresh for every form. */
async function openDialog(
  fields: readonly DialogField[],
  answer: Backend['answer'],
): Promise<{ dialog: CreateDialog; backend: Backend }> {
  const dialog = new CreateDialog(fields, [{ id: 'hints' }]);
  const backend: Backend = { asked: [], answer };
  const callBridge = async (command: string, payload: unknown): Promise<unknown> => {
    if (command === 'getContext') return { locale: 'en-US', extension: { project: { id: '10001' } } };
    if (command === 'getUiModificationsInternalAPI') return api;
    if (command !== 'invoke') throw new Error(`The dialog does not know the bridge call ${command}.`);
    const { functionKey, payload: request } = payload as { functionKey: string; payload: Backend['asked'][number] };
    expect(functionKey).toBe('hints.find');
    backend.asked.push(request);
    return backend.answer();
  };
  const api = dialog.internalApi();
  Object.assign(globalThis, { __bridge: { callBridge } });
  jest.resetModules();
  await import('../../static/create-hints/main');
  await settled(dialog);
  return { dialog, backend };
}

const answered = (hints: readonly Hint[]) => () => Promise.resolve({ ok: true, value: { hints } });
const textUnder = (dialog: CreateDialog, fieldId: string) =>
  dialog.fields.find((each) => each.fieldId === fieldId)?.description;

async function settled(dialog: CreateDialog): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
  for (let turn = 0; dialog.isWaiting && turn < 1_000; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(dialog.isWaiting).toBe(false);
}

async function write(dialog: CreateDialog, fieldId: string, value: unknown): Promise<void> {
  dialog.type(fieldId, value);
  dialog.leave(fieldId);
  await settled(dialog);
}

describe('hints while creating', () => {
  it('say nothing while a person types, and show key and match once the title is left', async () => {
    const { dialog, backend } = await openDialog([field('summary'), field('description')], answered([oneHint]));
    dialog.type('summary', 'Login fails');
    await settled(dialog);
    expect(backend.asked).toEqual([]);
    await write(dialog, 'summary', 'Login fails');
    expect(backend.asked).toEqual([{ projectId: 10001, summary: 'Login fails', description: '' }]);
    expect(textUnder(dialog, 'summary')).toBe('Maybe reported already:\nAPP-100 (96%): Login fails with E4012');
  });

  it('move to the description when that is left, and hand it over as the dialog holds it', async () => {
    const { dialog, backend } = await openDialog([field('summary'), field('description')], answered([oneHint]));
    await write(dialog, 'summary', 'Login fails');
    const text = {
      version: 1,
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'E4012' }] }],
    };
    await write(dialog, 'description', text);
    expect(backend.asked[1]?.description).toEqual(text);
    expect(textUnder(dialog, 'summary')).toBe('');
    expect(textUnder(dialog, 'description')).toContain('APP-100');
  });

  it('keep the help that an administrator wrote, and give it back when there is nothing to say', async () => {
    const { dialog, backend } = await openDialog([field('summary', '', 'Be short.')], answered([oneHint]));
    await write(dialog, 'summary', 'Login fails');
    expect(textUnder(dialog, 'summary')).toBe(
      'Be short.\nMaybe reported already:\nAPP-100 (96%): Login fails with E4012',
    );
    backend.answer = answered([]);
    await write(dialog, 'summary', 'Export as PDF');
    expect(textUnder(dialog, 'summary')).toBe('Be short.');
  });

  it.each([
    ['a failure', () => Promise.resolve({ ok: false, failure: { code: 'JIRA_UNAVAILABLE', message: '' } })],
    ['a broken bridge', () => Promise.reject(new Error('gone'))],
    ['an answer of another shape', () => Promise.resolve('?')],
  ])('stay silent after %s, and let the person go on', async (_, answer) => {
    const { dialog } = await openDialog([field('summary')], answer);
    await write(dialog, 'summary', 'Login fails');
    expect(dialog.isWaiting).toBe(false);
    expect(textUnder(dialog, 'summary')).toBe('');
  });

  it('do not make anybody wait for a slow answer, and show it with the next change', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'queueMicrotask', 'nextTick'] });
    let reply: (value: unknown) => void = () => undefined;
    const slow = () => new Promise<unknown>((resolve) => (reply = resolve));
    const { dialog, backend } = await openDialog([field('summary'), field('description')], slow);
    dialog.type('summary', 'Login fails');
    dialog.leave('summary');
    await jest.advanceTimersByTimeAsync(1_499);
    expect(dialog.isWaiting).toBe(true);
    await jest.advanceTimersByTimeAsync(2);
    expect(dialog.isWaiting).toBe(false);
    expect(textUnder(dialog, 'summary')).toBe('');
    reply({ ok: true, value: { hints: [oneHint] } });
    await jest.advanceTimersByTimeAsync(1);
    jest.useRealTimers();
    dialog.leave('summary');
    await settled(dialog);
    expect(backend.asked).toHaveLength(1);
    expect(textUnder(dialog, 'summary')).toContain('APP-100');
  });

  it('greet a dialog that opens with a title in it, and leave an empty one alone', async () => {
    const filled = await openDialog([field('summary', 'Login fails')], answered([oneHint]));
    expect(textUnder(filled.dialog, 'summary')).toContain('APP-100');
    const empty = await openDialog([field('summary')], answered([oneHint]));
    expect(empty.backend.asked).toEqual([]);
    expect(textUnder(empty.dialog, 'summary')).toBe('');
  });

  it('work without a description field, and do nothing where the title is hidden', async () => {
    const { dialog } = await openDialog([field('summary')], answered([oneHint]));
    await write(dialog, 'summary', 'Login fails');
    expect(textUnder(dialog, 'summary')).toContain('APP-100');
    const hidden = await openDialog([field('description')], answered([oneHint]));
    await write(hidden.dialog, 'description', 'Login fails');
    expect(hidden.backend.asked).toEqual([]);
    expect(hidden.dialog.isWaiting).toBe(false);
  });

  it('react to no other field, and change no field that was not registered', async () => {
    const { dialog, backend } = await openDialog(
      [field('summary', 'Login fails'), field('labels')],
      answered([oneHint]),
    );
    await write(dialog, 'labels', ['x']);
    expect(backend.asked).toHaveLength(1); // from opening
    expect(dialog.errors).toEqual([]);
  });

  it('cut long titles between characters and keep each work item on one line', async () => {
    const long: Hint = { ...oneHint, summary: `Line one\nline two ${'🐛'.repeat(100)}` };
    const { dialog } = await openDialog([field('summary', 'Login fails')], answered([long]));
    const lines = textUnder(dialog, 'summary')?.split('\n') ?? [];
    expect(lines).toHaveLength(2);
    expect(lines[1]?.replace(/\p{Surrogate}/gu, '')).toBe(lines[1]); // no half of a character
    expect(lines[1]?.endsWith('…')).toBe(true);
  });
});

describe('the dialog itself', () => {
  it('refuses changes to a field that was not registered, applies the rest, and says so', async () => {
    const dialog = new CreateDialog([field('summary'), field('labels')], [{ id: 'hints' }]);
    const { data, actions } = dialog.internalApi() as {
      data: { onInitChangeId: string };
      actions: {
        registerFields: (asked: unknown) => void;
        submit: (batch: unknown) => void;
        subscribeToErrors: (listener: (event: { errors: readonly DialogError[] }) => void) => void;
      };
    };
    const errors: DialogError[] = [];
    actions.subscribeToErrors((event) => errors.push(...event.errors));
    actions.registerFields({ fields: ['summary'], changeId: data.onInitChangeId });
    const fieldsChanges = { summary: { description: 'yes' }, labels: { description: 'no' } };
    actions.submit({ fieldsChanges, changeId: data.onInitChangeId });
    expect(textUnder(dialog, 'summary')).toBe('yes');
    expect(textUnder(dialog, 'labels')).toBe('');
    expect(errors.map((error) => [error.type, error.fieldId])).toEqual([
      ['APPLY_CHANGES_FOR_UNREGISTERED_FIELD', 'labels'],
    ]);
    actions.submit({ fieldsChanges: { summary: { description: 'twice' } }, changeId: data.onInitChangeId });
    expect(textUnder(dialog, 'summary')).toBe('yes');
  });
});
