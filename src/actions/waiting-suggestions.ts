// "List waiting suggestions", for a rule or an agent: the surest pairs of a space that nobody has answered.

import { openPairsOfOneAudience } from '../duplicates/one-audience';
import { listQueue } from '../duplicates/review-queue';
import { AppError } from '../errors';
import { limits } from '../limits';
import { mustBrowse } from '../scan/control';
import type { Pair } from '../storage/reviews';
import { type ActionAnswer, type ActionContext, type Audience, mostListed, named } from './answer';

export async function suggestionsAnswer(
  { spaceKey, audience }: { readonly spaceKey: string; readonly audience: Audience },
  context: ActionContext,
): Promise<ActionAnswer> {
  const { viewer } = context.panel;
  const space = (await viewer.projectChoices(spaceKey)).projects.find(({ key }) => key === spaceKey);
  if (space === undefined) {
    throw new AppError('NOT_FOUND', `spaceKey: ${spaceKey} does not exist, or you may not see it.`);
  }
  const pairs = audience === 'person' ? await ownPairs(space.id, context) : await sharedPairs(space.id, context);
  const issues = await viewer.readIssues(pairs.flatMap(({ a, b }) => [a, b]));
  const lines = pairs.flatMap(({ a, b }) => {
    const [one, other] = [issues.get(a), issues.get(b)];
    return one === undefined || other === undefined ? [] : [{ one, other }];
  });
  const keys = [...new Set(lines.flatMap(({ one, other }) => [one.key, other.key]))];
  return {
    found: lines.length,
    workItemKeys: keys.join(', '),
    message:
      lines.length === 0
        ? `No suggestions wait for an answer in ${space.name}.`
        : [
            `Suggestions that wait for an answer in ${space.name}, the surest first:`,
            ...lines.map(({ one, other }) => `${named(one)} and ${named(other)}`),
          ].join('\n'),
  };
}

async function ownPairs(projectId: number, { reviewer }: ActionContext): Promise<readonly Pair[]> {
  const { defaultThreshold } = await reviewer.stores.readSettings();
  const asked = { projectIds: [projectId], state: 'open', tier: 'any', assignee: 'anyone' } as const;
  const view = await listQueue({ ...asked, threshold: defaultThreshold, cursor: null, limit: mostListed }, reviewer);
  if (view.state === 'never-scanned') throw neverScanned();
  return view.rows;
}

/** Whether this person may see them is asked when they are read; here only who else may. */
async function sharedPairs(projectId: number, { panel, reviewer }: ActionContext): Promise<readonly Pair[]> {
  mustBrowse([projectId], { browsable: await panel.viewer.browsableProjects([projectId]) });
  const coverage = (await reviewer.stores.coverage(projectId).read())?.value ?? null;
  if (coverage === null) throw neverScanned();
  const context = { matches: reviewer.guards.matches, stores: reviewer.stores, nowMs: reviewer.nowMs };
  return (await openPairsOfOneAudience(projectId, coverage, limits.maxFunctionIssues, context)).slice(0, mostListed);
}

function neverScanned(): AppError {
  return new AppError('NOT_FOUND', 'This space has not been analyzed yet.');
}
