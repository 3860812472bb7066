// A short tour through the doors of the app, which makes it ask Jira for nearly everything that it ever asks.

import { freshSite, type SiteSeed } from '../../local/jira/seed';
import type { SiteWorld } from '../../local/world';
import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';

const guide = 'ada';

export const tourSite: SiteSeed = {
  ...freshSite,
  title: 'Tour',
  people: [
    { accountId: guide, displayName: 'Ada', groups: ['site-admins', 'jira-users'], isSiteAdmin: true },
    { accountId: 'ben', displayName: 'Ben', groups: ['jira-users'] },
  ],
  projects: [{ key: 'TOUR', name: 'Tour', browse: 'everyone', admins: [guide] }],
  issues: Array.from({ length: 24 }, (_, index) => ({
    key: `TOUR-${index + 1}`,
    project: 'TOUR',
    type: 'Bug',
    reporter: index % 2 === 0 ? 'ben' : guide,
    created: new Date(Date.UTC(2026, 0, 5, index)).toISOString(),
    summary: `The ${['login', 'export', 'search', 'invoice'][index % 4]} page hangs after the update`,
    description: `It has to be opened twice. Note ${index}.`,
    labels: [`label-${index}`],
    watchers: ['ben'],
  })),
};

export async function tour(world: SiteWorld): Promise<void> {
  const call = async <M extends MethodName>(method: M, payload: RequestOf<M>): Promise<AnswerOf<M>> => {
    const answer = (await world.installation.invoke({
      moduleKey: 'backlog-intelligence',
      functionKey: method,
      payload,
      accountId: guide,
    })) as Result<AnswerOf<M>>;
    if (!answer.ok) throw new Error(`${method}: ${answer.failure.message}`);
    return answer.value;
  };
  const issues = [...world.site.state.issues.keys()];
  const projectId = world.site.state.issues.get(issues[0] ?? 0)?.projectId ?? 0;
  const pair = { duplicateId: issues[4] ?? 0, canonicalId: issues[0] ?? 0 };

  await call('project.choices', { query: '' });
  await call('project.startScan', { projectIds: [projectId], jql: 'created >= -3650d' });
  await world.host.settle();
  await call('panel.candidates', { issueId: pair.canonicalId });
  await call('project.pairs', { projectId, threshold: 0.2, tier: 'any', sort: 'score', cursor: null, limit: 10 });
  await call('live.search', { projectId, summary: 'login hangs', description: '', limit: 5 });
  await call('dashboard.figures', { projectId });
  await call('review.graphHealth', { projectId });
  const { planToken } = await call('review.previewMerge', pair);
  const { actionId } = await call('review.applyMerge', { planToken: planToken ?? '' });
  await call('review.previewUndo', { actionId });
  await call('review.undoAction', { actionId });
  await call('hints.switch', { projectId, isOn: true });
  await call('hints.switch', { projectId, isOn: false });
  await call('roles.groups', { query: 'site' });
  await call('roles.mine', { projectId });
}
