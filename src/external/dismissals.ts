// "Not a duplicate" about a work item of elsewhere. A pair of this site is decided in its history; here one half is only a
// copy of another site's text, so what is kept is the no alone, and who said it stands in the audit log. It holds for
// everybody, can be taken back, and outlives a new import of the backlog and every new analysis.

import type { RequestOf } from '../contract';
import { type DecisionContext, notSeen } from '../duplicates/review-context';
import { AppError } from '../errors';
import { mustBrowse } from '../scan/control';
import { dismissalName, keyDigestOf, type StoredBacklog, type StoredMatch } from './external-record';
import { backlogOf } from './import-backlog';
import { storedMatches } from './stored-matches';

/** Older ones than so many of a space are forgotten. */
const mostDismissed = 3_000;

/** @throws AppError NOT_FOUND, NOT_ALLOWED */
export async function dismissMatch(
  { projectId, backlogId, externalKey, issueId, isDismissed }: RequestOf<'external.dismiss'>,
  context: DecisionContext,
): Promise<{ isDismissed: boolean }> {
  const { stores, viewer } = context;
  mustBrowse([projectId], { browsable: await viewer.browsableProjects([projectId]) });
  const backlog = backlogOf((await stores.externals(projectId).read())?.value ?? null, backlogId);
  if (!(await viewer.readIssues([issueId])).has(issueId)) throw notSeen();
  await mustMayLink(issueId, context);
  const keyDigest = keyDigestOf({ key: externalKey });
  const known = await storedMatches(backlog, context);
  if (!known.some((match) => match.keyDigest === keyDigest && match.issueId === issueId)) {
    throw new AppError('NOT_FOUND', 'This match is gone, or was found by an older version. Start a new analysis.');
  }
  const name = dismissalName(backlog, { keyDigest, issueId });
  await stores.dismissed(projectId).change((current) => {
    const others = (current?.names ?? []).filter((one) => one !== name);
    const names = isDismissed && name !== null ? [name, ...others] : others;
    return { v: 1, names: names.slice(0, mostDismissed) };
  });
  return { isDismissed };
}

/** The same as for a pair of this site, but that there is one work item to link. @throws AppError NOT_ALLOWED */
async function mustMayLink(issueId: number, { jira }: DecisionContext): Promise<void> {
  const held = await jira.issuePermissions(['LINK_ISSUES'], [issueId]);
  if ((held.get('LINK_ISSUES')?.size ?? 0) === 0) {
    throw new AppError('NOT_ALLOWED', 'To decide you need the permission to link this work item.');
  }
}

type IsDismissed = (backlog: StoredBacklog, match: StoredMatch) => boolean;

export async function isDismissedIn(
  projectId: number,
  { stores }: Pick<DecisionContext, 'stores'>,
): Promise<IsDismissed> {
  const names = new Set((await stores.dismissed(projectId).read())?.value.names ?? []);
  return (backlog, match) => names.has(dismissalName(backlog, match) ?? '');
}
