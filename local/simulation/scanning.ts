// The people around an analysis: who starts it, who starts it as well, who cancels it, and who only looks.

import type { ScanProgress } from '../../src/contract';
import { people, projectKeys } from './site';
import type { Stage } from './stage';

const minuteMs = 60_000;

export async function startsAnAnalysis(stage: Stage): Promise<void> {
  const { plan } = stage;
  const scope = { projectIds: projectKeys.map((key) => stage.projectId(key)), jql: null };
  await stage.sleepUpTo(minuteMs, 'start');
  const first = stage.persist(people.ada.accountId, 'project.startScan', scope);
  const second = plan.hasSecondStart ? stage.persist(people.cyd.accountId, 'project.startScan', scope) : null;
  const answer = await first;
  await second;
  if (!plan.isCancelled || answer?.ok !== true) return;
  await stage.sleepUpTo(2 * minuteMs, 'start');
  const { scanId } = answer.value;
  await stage.persist(people.ada.accountId, 'project.cancelScan', { scanId });
  await stage.sleepUpTo(minuteMs, 'start');
  if (stage.dice('start').chance(0.5)) await stage.persist(people.ada.accountId, 'project.resumeScan', { scanId });
  else await stage.persist(people.ada.accountId, 'project.startScan', scope);
}

/** Opens what can be opened, again and again. Each looker is a person of its own. */
export async function looks(stage: Stage, who: string): Promise<void> {
  const part = `looks ${who}`;
  const dice = stage.dice(part);
  const visits = 2 + dice.below(3);
  for (let visit = 0; visit < visits; visit++) {
    await stage.sleepUpTo(6 * minuteMs, part);
    const [first = 0, ...others] = stage.issueIds();
    await stage.call(who, 'panel.candidates', { issueId: dice.one([first, ...others]) });
    const projectId = stage.projectId(dice.one(projectKeys));
    const page = { threshold: 0.2, tier: 'any', cursor: null, limit: 8 } as const;
    switch (dice.below(4)) {
      case 0:
        await stage.call(who, 'project.latestScan', { projectId });
        break;
      case 1:
        await stage.call(who, 'project.series', { projectId, ...page });
        break;
      case 2:
        await stage.call(who, 'review.queue', { projectIds: [projectId], state: 'open', assignee: 'anyone', ...page });
        break;
      default:
        await stage.call(who, 'project.pairs', { projectId, sort: 'score', ...page });
    }
  }
}

function startsAgain(stage: Stage): Promise<unknown> {
  const projectIds = projectKeys.map((key) => stage.projectId(key));
  return stage.persist(people.ada.accountId, 'project.startScan', { projectIds, jql: null });
}

export function hasEnded(scan: ScanProgress | null): boolean {
  return scan?.state === 'finished' || scan?.state === 'cancelled';
}

/** In the calm: presses what the page offers until the analysis has ended. Null when there was never one. */
export async function bringsToAnEnd(stage: Stage): Promise<ScanProgress | null> {
  const who = people.ada.accountId;
  const projectId = stage.projectId('ALPHA');
  for (let hour = 0; ; hour++) {
    const answer = await stage.persist(who, 'project.latestScan', { projectId });
    const progress = answer?.ok === true ? answer.value.progress : null;
    // In a long enough storm nobody may have got through with the first click.
    if (progress === null && hour === 0) await startsAgain(stage);
    if (hasEnded(progress)) return progress;
    // Neither a person nor the platform may be needed for longer than a day.
    if (hour === 24) return progress;
    if (progress?.state === 'failed' || progress?.isStalled === true) {
      await stage.persist(who, 'project.resumeScan', { scanId: progress.scanId });
    }
    await stage.world.host.advance(60 * minuteMs);
  }
}
