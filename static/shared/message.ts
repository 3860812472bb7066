// Puts values into one message of the language tables. Forge's own translation call knows neither placeholders nor
// plurals, so messages use the two smallest constructs of ICU MessageFormat: `{name}` and `{name, plural, one {…} other {…}}`.

export type MessageValues = Readonly<Record<string, string | number>>;

/** Numbers are written the way `locale` writes them; a placeholder without a value throws, since it is a defect of ours. */
export function formatMessage(message: string, values: MessageValues, locale: string): string {
  let text = '';
  for (let at = 0; at < message.length;) {
    const open = message.indexOf('{', at);
    if (open < 0) return text + message.slice(at);
    const close = closingBrace(message, open);
    text += message.slice(at, open) + formatPlaceholder(message.slice(open + 1, close), values, locale);
    at = close + 1;
  }
  return text;
}

function formatPlaceholder(inside: string, values: MessageValues, locale: string): string {
  const [name = '', kind, ...rest] = inside.split(',');
  const value = values[name.trim()];
  if (value === undefined) throw new Error(`The message needs a value for "${name.trim()}".`);
  const written = typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  if (kind === undefined) return written;
  if (kind.trim() !== 'plural') throw new Error(`The message asks for "${kind.trim()}", but only plural exists.`);
  const forms = pluralForms(rest.join(','));
  const form = forms.get(new Intl.PluralRules(locale).select(Number(value))) ?? forms.get('other');
  if (form === undefined) throw new Error(`The plural of "${name.trim()}" has no form "other".`);
  return form.replaceAll('#', written);
}

function pluralForms(text: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const close = closingBrace(text, open);
    forms.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
  return forms;
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`The message "${text}" has an opening brace without a closing one.`);
}
