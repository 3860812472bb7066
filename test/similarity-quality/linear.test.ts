// Everything a person pastes meets a pattern somewhere, so each one has to be linear, not merely short of exponential.
// The patterns are collected by parsing the sources: a new one is proved without anybody thinking of it.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkSync } from 'recheck';
import ts from 'typescript';

const root = join(__dirname, '../..');

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** Regular expressions written as such, and the places where one is put together from a string. */
function patternsOf(path: string, text: string): { literals: Pattern[]; assembled: string[] } {
  const literals: Pattern[] = [];
  const assembled: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    const place = `${relative(root, path)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (isCall && node.expression.getText() === 'RegExp') assembled.push(place);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { literals, assembled };
}

/** "linear", or what is wrong; a proof that does not come in time is no proof. */
function growthOf({ source, flags }: Pattern): string {
  // A sticky pattern is tried at one place only, which `^` says to the checker: it does not know the flag.
  const anchored = flags.includes('y') ? `^(?:${source})` : source;
  const found = checkSync(anchored, flags.replace('y', ''), { timeout: 20_000 });
  if (found.status === 'unknown') return `not proved (${found.error.kind})`;
  return found.status === 'safe' ? 'linear' : found.complexity.type;
}

const found = ['src', 'resolvers'].flatMap((folder) =>
  sourceFiles(join(root, folder)).map((path) => patternsOf(path, readFileSync(path, 'utf8'))),
);
const byText = new Map(
  found.flatMap(({ literals }) => literals).map((literal) => [`/${literal.source}/${literal.flags}`, literal]),
);

describe('the regular expressions of the app', () => {
  it('are found by parsing, wherever they stand', () => {
    const { literals, assembled } = patternsOf(
      'x.ts',
      'const a = [/a+/g, "/no/"]; // /no/\nb.replace(/c/, RegExp(d));',
    );
    expect(literals.map(({ source, flags }) => source + flags)).toEqual(['a+g', 'c']);
    expect(assembled).toEqual(['x.ts:2'].map((place) => expect.stringContaining(place)));
    expect(byText.size).toBeGreaterThan(40);
  });

  it('are told apart by how their time grows', () => {
    const growth = (source: string, flags = ''): string => growthOf({ place: '', source, flags });
    expect(growth('^[a-z]{1,20}$')).toBe('linear');
    expect(growth('\\s+$')).toBe('polynomial');
    expect(growth('\\s+$', 'y')).toBe('linear');
    expect(growth('^(a+)+$')).toBe('exponential');
  });

  it('are all written out, never put together from strings that nobody has proved', () => {
    expect(found.flatMap(({ assembled }) => assembled)).toEqual([]);
  });

  it.each([...byText].map(([text, pattern]) => [text, pattern] as const))(
    'take time linear in the text: %s',
    (_text, pattern) => {
      expect({ place: pattern.place, growth: growthOf(pattern) }).toEqual({ place: pattern.place, growth: 'linear' });
    },
  );
});
