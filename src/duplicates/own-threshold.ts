// The lowest match that one person wants to be shown, kept under their account id and nothing else. It changes what their
// panel opens with; what is stored about pairs is the same for everybody.

import type { Stores } from '../storage/stores';

/** Null goes back to the site's. Answers with what holds from now on. */
export async function keepThreshold(
  threshold: number | null,
  accountId: string,
  stores: Stores,
): Promise<{ readonly threshold: number }> {
  // The list first: who is in it without a setting does no harm, who is missing could not be reported or erased.
  await stores.people.change((current) => {
    const accountIds = current?.accountIds ?? [];
    return accountIds.includes(accountId) ? null : { v: 1, accountIds: [...accountIds, accountId] };
  });
  const kept = await stores.person(accountId).change(() => ({ threshold }));
  return { threshold: kept?.threshold ?? (await stores.readSettings()).defaultThreshold };
}
