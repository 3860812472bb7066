// What the app promises whatever fails when, one checker for each promise. A checker gets a whole run and answers with
// sentences; none means that the promise was kept.

import type { Run } from '../simulate';
import { actsAsUser, auditAndUndo, commentOnce, linkOnce, noLostDecision, transitionSafe } from './acting';
import {
  liveness,
  noDouble,
  noEmptyInsteadOfFailed,
  noLoss,
  oneAtATime,
  sameResult,
  survivesChanges,
} from './analysis';
import { countsRight } from './counts';
import { bounded, quota, readable } from './bounds';
import { noLeak, noOtherTenant } from './viewing';

interface Invariant {
  readonly id: string;
  readonly promise: string;
  readonly check: (run: Run) => readonly string[];
}

export const invariants: readonly Invariant[] = [
  { id: 'I1', promise: 'no issue is lost', check: noLoss },
  { id: 'I1', promise: 'a failure is never an empty list', check: noEmptyInsteadOfFailed },
  { id: 'I2', promise: 'nothing is counted twice', check: noDouble },
  { id: 'I2', promise: 'figures are those of a recount', check: countsRight },
  { id: 'I3', promise: 'the result is that of an undisturbed analysis', check: sameResult },
  { id: 'I4', promise: 'everything comes to its end', check: liveness },
  { id: 'I5', promise: 'one link, from the duplicate to the original', check: linkOnce },
  { id: 'I6', promise: 'one comment for an action', check: commentOnce },
  { id: 'I7', promise: 'a status is changed only from what was shown', check: transitionSafe },
  { id: 'I8', promise: 'every write is that of the person who asked', check: actsAsUser },
  { id: 'I9', promise: 'nobody learns of what is hidden', check: noLeak },
  { id: 'I10', promise: 'no request before Jira allows it', check: quota },
  { id: 'I11', promise: 'everything stays small', check: bounded },
  { id: 'I12', promise: 'no decision gets lost', check: noLostDecision },
  { id: 'I13', promise: 'one analysis, one worker', check: oneAtATime },
  { id: 'I14', promise: 'vanished issues do no harm', check: survivesChanges },
  { id: 'I15', promise: 'every record can be read', check: readable },
  { id: 'I16', promise: 'no customer learns of another', check: noOtherTenant },
  { id: 'I17', promise: 'every row is accounted for and undo is exact', check: auditAndUndo },
];

export function violationsOf(run: Run): string[] {
  return invariants.flatMap(({ id, check }) => check(run).map((sentence) => `${id}: ${sentence}`));
}
