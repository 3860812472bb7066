// The weekly report of kept account ids, as the platform answers it. Closed are those whom the product does not know any
// more or has deactivated; that an account's data was merely updated is never answered, since the app keeps none of it.

import { array, boolean, isoTimestamp, maxLength, object, parse, pipe, string } from 'valibot';
import type { Product } from '../product';

/** At most 90 accounts in one request, each with the time of its data. */
const reportSchema = object({
  accounts: pipe(array(object({ accountId: string(), updatedAt: pipe(string(), isoTimestamp()) })), maxLength(90)),
});
const userSchema = object({ active: boolean() });

export async function accountReport(product: Product, body: string): Promise<Response> {
  const { accounts } = parse(reportSchema, JSON.parse(body));
  const closed: { accountId: string; status: 'closed' }[] = [];
  for (const { accountId } of accounts) {
    const path = `/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`;
    const answer = await product.handle({ method: 'GET', path, headers: {}, body: undefined }, { kind: 'app' });
    const isActive = answer.ok && parse(userSchema, await answer.json()).active;
    if (!isActive) closed.push({ accountId, status: 'closed' });
  }
  return closed.length === 0 ? new Response(null, { status: 204 }) : Response.json({ accounts: closed });
}
