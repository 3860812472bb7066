// The create dialog's invisible frame. Without React, because it is loaded whenever somebody creates a work item in a
// space where an administrator switched the hints on.

import { view } from '@forge/bridge';
import { uiModificationsApi } from '@forge/jira-bridge';
import { call } from '../shared/api';
import { wordsFor } from '../shared/text';
import { DialogHints, hintedFields, type FieldNamed, type HintedField } from './dialog-hints';
import { hintLines } from './hint-lines';

const patienceMs = 1_500;

async function start(): Promise<void> {
  const { extension, locale } = await view.getContext();
  let words = wordsFor(locale);
  // What this person chose for the app arrives a moment later; until then, and without it, it is Jira's language.
  void call('person.read', {}).then((answer) => {
    if (answer.ok && answer.value.preferences.language !== null) words = wordsFor(answer.value.preferences.language);
  });
  const hints = new DialogHints({
    find: (summary, description) => findHints(Number(extension.project.id), summary, description),
    write: (found) => hintLines(found, words),
    patiently,
  });
  // The field's id names its type, but the bridge's types cannot follow that through a function of ours.
  const named =
    (api: { getFieldById(id: string): unknown }): FieldNamed =>
    (fieldId) =>
      api.getFieldById(fieldId) as ReturnType<FieldNamed>;
  const fields = (): HintedField[] => [...hintedFields];
  void uiModificationsApi.onInit(({ api }) => hints.start(named(api)), fields);
  void uiModificationsApi.onChange(
    async ({ api, change }) => {
      const changed = hintedFields.find((name) => name === change.current?.getId());
      if (changed !== undefined) await hints.update(named(api), changed);
    },
    ({ change }) => (hintedFields.some((name) => name === change.current?.getId()) ? fields() : []),
  );
}

async function findHints(projectId: number, summary: string, description: unknown) {
  const answer = await call('hints.find', { projectId, summary, description });
  return answer.ok ? answer.value.hints : [];
}

function patiently(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    void work.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

void start();
