// What is taken out of a text before a language model reads it: mail addresses, links, network addresses, paths that may
// hold a user's name, mentions, secrets, and long numbers. It takes out too much rather than too little; a name that
// stands in a sentence like any other word cannot be found this way. Every pattern is linear, which a test proves.

interface Shape {
  readonly pattern: RegExp;
  /** What stands instead; a function decides for each match, and gives it back as it is where it is harmless. */
  readonly by: string | ((match: string, ...groups: string[]) => string);
}

/** In this order: a link may hold a mail address, and a secret may look like a long number. */
const shapes: readonly Shape[] = [
  { pattern: /-----BEGIN [A-Z ]{1,40}-----[^-]*(?:-----END [A-Z ]{1,40}-----)?/g, by: '[secret]' },
  { pattern: /\[~[^[\]\n]+\]?/g, by: '[person]' },
  {
    pattern:
      /(?:password|passwd|passwort|pwd|secret|api[_-]?key|token|authorization|cookie)["']?\s{0,3}[:=]\s{0,3}(?:(?:bearer|basic)\s{1,3})?[^\s,;]+/gi,
    by: '[secret]',
  },
  { pattern: /\beyJ[\w.-]+/g, by: '[secret]' },
  { pattern: /[A-Za-z][A-Za-z0-9+.-]*(?::\/\/[^\s<>"'）」]*)?/g, by: (run) => (run.includes('://') ? '[link]' : run) },
  { pattern: /\bwww\.[^\s<>"'）」]+/gi, by: '[link]' },
  {
    pattern: /[\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?/gu,
    by: (run) => (run.includes('@') ? '[mail]' : run),
  },
  { pattern: /@[\p{L}\p{N}._-]{1,60}/gu, by: '[person]' },
  // Segments that a backslash ends may hold spaces, as names of people do.
  { pattern: /[A-Za-z]:\\(?:[^\\\r\n"'<>|:*?]{1,40}\\){0,12}[^\s"'<>|:*?\\]{0,100}/g, by: '[path]' },
  { pattern: /\\\\[^\s"'<>]+/g, by: '[path]' },
  { pattern: /(?:\/home\/|\/users\/|\/root\/|~\/)[^\s"'<>:]+/gi, by: '[path]' },
  { pattern: /[0-9a-fA-F:.]+/g, by: (run) => (isNetworkAddress(run) ? '[address]' : run) },
  { pattern: /[\w+/=-]{20,}/g, by: (run) => (isSecretLike(run) ? '[secret]' : run) },
  { pattern: /\+?\d(?:[ .\-/()]{0,2}\d){6,40}/g, by: '[number]' },
];

/** The same text without what could name a person, a place in a network or a secret. */
export function redact(text: string): string {
  // Invisible characters and full-width forms would hide an address from the patterns and not from a reader.
  const plain = text.normalize('NFKC').replace(/[\p{Cf}\p{Co}]/gu, '');
  return shapes.reduce(
    (rest, { pattern, by }) => (typeof by === 'string' ? rest.replace(pattern, by) : rest.replace(pattern, by)),
    plain,
  );
}

/** Four numbers with dots, or at least three colons between hexadecimal numbers: not "12:30:45". */
function isNetworkAddress(run: string): boolean {
  const dotted =
    run
      .split(':')[0]
      ?.split('.')
      .filter((part) => part !== '') ?? [];
  if (dotted.length >= 4 && dotted.every((part) => Number(part) <= 255)) return true;
  const colons = run.length - run.replaceAll(':', '').length;
  return colons >= 3 || (run.includes('::') && /[0-9a-fA-F]/.test(run) && run.length > 3);
}

/** Letters and digits, or upper and lower case changing to and fro, as no word and no name of a class does. */
function isSecretLike(run: string): boolean {
  const isMixed = /\d/.test(run) && /[A-Za-z]/.test(run);
  return isMixed || (run.match(/[a-z][A-Z]/g)?.length ?? 0) >= 4;
}
