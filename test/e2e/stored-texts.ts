// What the app may keep, looked at in the store itself after people have used its pages: ids, figures, hashes and words
// of the program. Words of people's own only in the fields that are listed here, and nowhere a title, a text or a name.

/** Fields whose words somebody typed into a form of the app, and the sentences of failures. */
const ownWords: ReadonlySet<string> = new Set([
  'jql',
  'itemsJql',
  'scopeKey',
  'name',
  'comment',
  'commentTemplate',
  'message',
  'components',
  'word',
  'readAs',
  'stopWords',
  'excludedLabels',
]);

interface IssueTexts {
  readonly summary: string;
  readonly description: unknown;
}

interface PersonTexts {
  readonly displayName: string;
  readonly email?: string;
}

/** Below this many characters a title may well be a word of the program. */
const leastTelling = 10;

/** What is there and must not be, as "address: text"; at most twenty. */
export function textsOf(
  dump: Readonly<Record<string, unknown>>,
  issues: readonly IssueTexts[],
  people: readonly PersonTexts[],
): readonly string[] {
  const secrets = [
    ...issues.flatMap(({ summary, description }) => [
      summary,
      typeof description === 'string' ? description.slice(0, 40) : '',
    ]),
    ...people.flatMap(({ displayName, email = '' }) => [displayName, email]),
  ].filter((text) => text.length >= leastTelling || /\w \w/.test(text));
  const found: string[] = [];
  for (const [address, value] of Object.entries(dump)) {
    // Another instance's export is kept with its texts, because somebody asked for just that.
    if (/external/i.test(address)) continue;
    visit(value, '', (text, field) => {
      const secret = secrets.find((one) => text.includes(one));
      if (secret !== undefined) found.push(`${address}: "${secret}" in ${field}`);
      else if (/\s/.test(text) && !ownWords.has(field))
        found.push(`${address}: words in the field ${field}: "${text}"`);
    });
  }
  return found.slice(0, 20).map((line) => line.slice(0, 300));
}

function visit(value: unknown, field: string, look: (text: string, field: string) => void): void {
  if (typeof value === 'string') {
    const inside = /^[[{]/.test(value) ? parsed(value) : undefined;
    if (inside === undefined) look(value, field);
    else visit(inside, field, look);
  } else if (Array.isArray(value)) {
    for (const one of value) visit(one, field, look);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) visit(one, name, look);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: it is looked at as text.
    return undefined;
  }
}
