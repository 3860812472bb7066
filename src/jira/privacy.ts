// The duty of every app that keeps account ids: tell Atlassian which, at least every seven days, and erase those whose
// accounts are closed. source: Forge, "User privacy guidelines".

import { privacy } from '@forge/api';
import * as v from 'valibot';
import { AppError } from '../errors';

export interface KeptAccount {
  readonly accountId: string;
  /** ISO 8601: since when it is kept. */
  readonly updatedAt: string;
}

const answerSchema = v.array(v.object({ accountId: v.string(), status: v.string() }));

/** Those of the accounts that have to be erased. @throws AppError JIRA_UNAVAILABLE */
export async function closedAccounts(accounts: readonly KeptAccount[]): Promise<readonly string[]> {
  try {
    const answer = v.parse(answerSchema, await privacy.reportPersonalData([...accounts]));
    return answer.filter(({ status }) => status === 'closed').map(({ accountId }) => accountId);
  } catch (error) {
    throw new AppError('JIRA_UNAVAILABLE', 'Atlassian did not take the report of kept accounts.', { cause: error });
  }
}
