// What people would have done on the demo site by now: an analysis of every space, and answers to some of its pairs. Done
// through the app's own methods as those people, so that nothing stands there which the app would not have written.

import type { AnswerOf, MethodName, RequestOf, Result } from '../../src/contract';
import type { Clock } from '../clock';

interface FilledWorld {
  readonly installation: {
    invoke(invocation: {
      readonly moduleKey: string;
      readonly functionKey: string;
      readonly payload: unknown;
      readonly accountId: string;
    }): Promise<unknown>;
  };
  readonly people: readonly { readonly accountId: string; readonly isSiteAdmin?: boolean }[];
  readonly clock: Clock;
}

const lookEveryMs = 500;
const patienceMs = 300_000;
const answers = ['duplicate', 'duplicate', 'not-duplicate', 'related', 'duplicate', 'not-duplicate'] as const;

/** @throws Error with one sentence when the app refuses something */
export async function fillWithDemoData({ installation, people, clock }: FilledWorld): Promise<void> {
  const admin = people.find(({ isSiteAdmin }) => isSiteAdmin === true)?.accountId;
  if (admin === undefined) throw new Error('Nobody here administers the site, so nobody can start an analysis.');
  const get = async <M extends MethodName>(method: M, payload: RequestOf<M>): Promise<AnswerOf<M>> => {
    const request = { moduleKey: 'backlog-intelligence', functionKey: method, payload, accountId: admin };
    const answer = (await installation.invoke(request)) as Result<AnswerOf<M>>;
    if (!answer.ok) throw new Error(`The app refused ${method}: ${answer.failure.message}`);
    return answer.value;
  };
  const { projects } = await get('project.choices', { query: '' });
  const projectIds = projects.map(({ id }) => id);
  const [projectId] = projectIds;
  if (projectId === undefined) throw new Error('The site has no spaces.');
  await get('project.startScan', { projectIds, jql: null });
  const untilMs = clock.now() + patienceMs;
  while ((await get('project.latestScan', { projectId })).progress?.state !== 'finished') {
    if (clock.now() > untilMs) throw new Error('The analysis did not end in five minutes.');
    await clock.until(clock.now() + lookEveryMs);
  }
  const list = { threshold: 0.4, tier: 'any', sort: 'score', cursor: null, limit: answers.length } as const;
  const found = await get('project.pairs', { projectId, ...list });
  const rows = found.state === 'ready' ? found.rows : [];
  for (const [at, verdict] of answers.entries()) {
    const row = rows[at];
    if (row === undefined) break;
    const pair = { a: row.a.id, b: row.b.id };
    await get('review.decide', { ...pair, verdict, snoozeDays: null, expectedVersion: 0 });
  }
}
