// What happens in Jira beside the app: people change, create, delete and move issues, and administrators close a space for
// a while. Each change tells the history at once, which knows from it what each person could see when.

import { people, texts } from './site';
import type { Stage } from './stage';

const minuteMs = 60_000;
const actor = { kind: 'user', accountId: people.cyd.accountId } as const;

export async function editsIssues(stage: Stage): Promise<void> {
  const dice = stage.dice('edits');
  for (let edit = 0; edit < 6; edit++) {
    await stage.sleepUpTo(3 * minuteMs, 'edits');
    const [first = 0, ...others] = stage.issueIds();
    const id = dice.one([first, ...others]);
    const before = stage.site.state.issueOf(id);
    if (before === undefined) return;
    const word = before.summary.split(' ').at(-1) ?? '';
    switch (dice.below(5)) {
      case 0:
        await asked(stage, 'POST', 'issue', {
          fields: {
            ...newFields(dice.below(40), `new${edit}x`),
            project: { key: 'ALPHA' },
            issuetype: { name: 'Bug' },
          },
        });
        break;
      case 1:
        await asked(stage, 'DELETE', `issue/${id}`);
        break;
      case 2:
        stage.site.moveIssue(id, before.key.startsWith('ALPHA') ? 'BETA' : 'ALPHA', actor);
        break;
      case 3:
        await asked(stage, 'POST', `issue/${id}/transitions`, { transition: { id: '31' } });
        break;
      default:
        await asked(stage, 'PUT', `issue/${id}`, { fields: newFields(dice.below(40), word) });
    }
    stage.history.siteChanged(stage.site, id, ...stage.issueIds().slice(-1));
  }
}

/** Some people lose a space and get it back; in between nothing of it may be shown to them. */
export async function closesASpace(stage: Stage): Promise<void> {
  for (let time = 0; time < 2; time++) {
    await stage.sleepUpTo(8 * minuteMs, 'closes');
    stage.site.changeProject('BETA', { browse: ['insiders'] });
    stage.history.siteChanged(stage.site);
    await stage.sleepUpTo(8 * minuteMs, 'closes');
    stage.site.changeProject('BETA', { browse: 'everyone' });
    stage.history.siteChanged(stage.site);
  }
}

function newFields(index: number, word: string): Record<string, unknown> {
  const { summary, description } = texts(index, word);
  const content = [{ type: 'paragraph', content: [{ type: 'text', text: description }] }];
  return { summary, description: { type: 'doc', version: 1, content } };
}

/** Past the faults: Jira's own pages do not fail with the app's platform. */
async function asked(stage: Stage, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await stage.site.handle(
    {
      method,
      path: `/rest/api/3/${path}`,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    },
    actor,
  );
}
