// External work items as the engine is given them: with numbers that no work item of this site has, and as one family, since
// a backlog is never compared with itself.

import type { ExternalRow } from '../contract';
import { noFacts } from '../similarity/block';
import type { IssueInput } from '../similarity/document';

/** Above every id of Jira; the engine knows external work items by number too. */
export const firstExternalId = 2 ** 45;
/** Work items of one family are never compared with each other. */
const familyId = 2 ** 44;

/** A work item of elsewhere as the engine is given it. */
export function externalInput({ title, description, created }: ExternalRow, row: number): IssueInput {
  return {
    id: firstExternalId + row,
    text: { summary: title, description },
    facts: { ...noFacts, createdMs: created === null ? 0 : Date.parse(created), parentId: familyId },
  };
}
