// I9 and I16: nobody is shown, told or counted anything of an issue that this person may not see at that moment, and no
// customer anything of another one.

import type { KnownIssue, PersonCall } from '../history';
import type { Run } from '../simulate';

/** These give back ids that the same person has sent before; titles and keys they must not show either. */
const echoing = /^review\.(bulk|applyMerge|undoAction|action)/;

/** I9 */
export function noLeak({ history }: Run): string[] {
  return history.calls.flatMap((call) => (call.answer?.ok === true ? leaksIn(call) : []));
}

function leaksIn({ method, who, answer, hidden }: PersonCall): string[] {
  if (hidden.length === 0) return [];
  const text = JSON.stringify(answer);
  const ids = echoing.test(method) ? new Set<number>() : issueIdsIn(answer);
  const leaks = hidden.filter(({ id, keys, word }) => ids.has(id) || says(text, word, keys));
  return leaks.map(({ word }) => `${method} tells ${who} of ${word}`);
}

function says(text: string, word: string, keys: KnownIssue['keys']): boolean {
  return text.includes(word) || [...keys].some((key) => text.includes(`"${key}"`));
}

/** Every number that stands where the contract puts the id of an issue. */
function issueIdsIn(value: unknown, name = ''): Set<number> {
  if (typeof value === 'number')
    return /^(id|a|b|.*(issue|duplicate|canonical|member)Ids?)$/i.test(name) ? new Set([value]) : new Set();
  if (typeof value !== 'object' || value === null) return new Set();
  const ids = new Set<number>();
  for (const [key, inner] of Object.entries(value)) {
    for (const id of issueIdsIn(inner, Array.isArray(value) ? name : key)) ids.add(id);
  }
  return ids;
}

/** I16 */
export function noOtherTenant({ tenants }: Run): string[] {
  return tenants.flatMap(({ own, foreign, everything }) => [
    ...(everything.includes(foreign) ? [`${foreign} turned up at the customer of ${own}`] : []),
  ]);
}
