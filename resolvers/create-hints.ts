// Hints in Jira's create dialog: the question that the dialog asks, the switch for administrators, and cleaning up.

import * as v from 'valibot';
import { createApp } from '../src/app';
import { findHints } from '../src/duplicates/create-hints';
import { hintProjects, removeAllHints, switchHints } from '../src/duplicates/registration';
import { appErrorOf } from '../src/errors';
import { textOfAdf } from '../src/jira/adf';
import { limits } from '../src/limits';
import { expose, idSchema, type Method } from './boundary';

const hintsSchema = v.object({
  projectId: idSchema,
  summary: v.pipe(v.string(), v.maxLength(1_000)),
  description: v.unknown(),
});

export const hintMethods: Readonly<Record<string, Method>> = {
  'hints.find': expose('hints.find', hintsSchema, ({ projectId, summary, description }, { app }) =>
    findHints(projectId, { summary, description: textOfDialog(description) }, app.forViewer()),
  ),
  'hints.projects': expose('hints.projects', v.strictObject({}), (_request, { app }) =>
    hintProjects(app.forRegistration()),
  ),
  'hints.switch': expose('hints.switch', v.object({ projectId: idSchema, isOn: v.boolean() }), (request, { app }) =>
    switchHints(request, app.forRegistration()),
  ),
};

/** The dialog holds a document or, where the field is configured so, plain text. */
function textOfDialog(description: unknown): string {
  return typeof description === 'string'
    ? description.slice(0, limits.maxDescriptionCharacters)
    : textOfAdf(description);
}

/** Jira does not remove registrations by itself. */
export async function beforeUninstall(): Promise<void> {
  const app = createApp();
  const startedAtMs = app.nowMs();
  const line = () => ({ door: 'before-uninstall', tookMs: app.nowMs() - startedAtMs });
  try {
    const removed = await removeAllHints(app.forRegistration().registrations);
    app.log({ ...line(), outcome: 'ok', counts: { removed } });
  } catch (thrown) {
    // Nobody can act on it any more, and the uninstallation must not wait for us.
    const error = appErrorOf(thrown);
    app.log({ ...line(), outcome: 'failed', code: error.code }, error);
  }
}
