// How words of ours and of other people get into JQL without changing what it means. Strings are always quoted, ids
// are numbers, and a person's JQL stands between parentheses only after Jira itself has parsed it alone.

// Half of a surrogate pair too: it is no character, and Jira's parser would answer for it instead of us.
const notText = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** Always quoted; the backslash first, or it would take the meaning of the quote after it. */
export function quoteJql(text: string): string {
  const flat = text.replace(notText, ' ');
  return `"${flat.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

/** Whether a JQL that Jira has parsed without errors sorts; a quoted "order by" does not. */
export function hasOrderBy(jql: string): boolean {
  return /\border\s+by\b/i.test(jql.replace(quotedText, '""'));
}

// The closing quote may lack, so that a row of quotes is not read to its end from each of them.
const quotedText = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?/g;

export interface ScopeFilter {
  readonly projectIds: readonly number[];
  /** A condition that Jira has parsed without errors and without ORDER BY; null for all issues. */
  readonly jql: string | null;
}

/** Restricts to the scope. Ids are numbers by type and by the check: nothing else can stand in the list. */
export function scopeJql(scope: ScopeFilter): string {
  const condition = `project in (${idList(scope.projectIds)})`;
  return scope.jql === null ? condition : `${condition} AND (${scope.jql})`;
}

/**
 * The next page of a walk over the scope. Not by `nextPageToken`: a token expires and names a place in one result,
 * while `id > last` means the same after a kill, a pause of a night, or an issue that moved.
 */
export function pageJql(scope: ScopeFilter, afterIssueId: number, upToIssueId: number | null = null): string {
  const after = afterIssueId > 0 ? ` AND id > ${idList([afterIssueId])}` : '';
  const upTo = upToIssueId === null ? '' : ` AND id <= ${idList([upToIssueId])}`;
  return `${scopeJql(scope)}${after}${upTo} ORDER BY id ASC`;
}

/** As a condition. In minutes from now, because Jira reads a time in the time zone of whoever asks. */
export function updatedJql(minutes: number): string {
  return `updated >= -${Math.ceil(minutes)}m`;
}

/** The newest issue of the scope first. */
export function newestJql(scope: ScopeFilter): string {
  return `${scopeJql(scope)} ORDER BY id DESC`;
}

/** Issues of the scope that existed at a time; what an analysis that ended then can have compared. */
export function countJql(scope: ScopeFilter, createdBefore: Date | null): string {
  if (createdBefore === null) return scopeJql(scope);
  // JQL knows minutes and reads them in the asking person's time zone: whole days, one more, never cut anything off.
  const day = new Date(createdBefore.getTime() + 86_400_000).toISOString().slice(0, 10);
  return `${scopeJql(scope)} AND created <= ${quoteJql(day)}`;
}

function idList(ids: readonly number[]): string {
  for (const id of ids) {
    if (!Number.isSafeInteger(id) || id <= 0) throw new TypeError('A JQL id must be a positive whole number.');
  }
  return ids.join(', ');
}

/**
 * For a match: true of each issue that the asking person sees, with `projectIds` of those that lie there now. Not a list of
 * the ids: Jira refuses a list for everybody who may not see one of its issues, and nothing would match.
 */
export function seenJql(projectIds: readonly number[] | null = null): string {
  return projectIds === null ? 'project is not EMPTY' : `project in (${idList(projectIds)})`;
}

/** A condition: no security level, so that everybody sees the issue who may browse its project. */
export const openToAllJql = 'level is EMPTY';

/** A condition that no issue fits. */
export const nothingJql = 'project is EMPTY';

/** A condition: issues of this one component, whatever other projects call theirs. */
export function componentJql(componentId: number): string {
  return `component in (${idList([componentId])})`;
}

/** A condition: issues that have a link of these names in either direction. */
export function linkedJql(linkNames: readonly string[]): string {
  return `issueLinkType in (${[...new Set(linkNames)].map(quoteJql).join(', ')})`;
}

/** Issues of a project that have a link of these names in either direction, or one of these resolutions. */
export function duplicateLinksJql(
  projectId: number,
  linkNames: readonly string[],
  resolutionIds: readonly string[],
): string {
  const resolved = resolutionIds.length === 0 ? '' : ` OR resolution in (${idList(resolutionIds.map(Number))})`;
  return `project = ${idList([projectId])} AND (${linkedJql(linkNames)}${resolved}) ORDER BY id ASC`;
}
