// The shapes of code that Atlassian's security tester looks for in Forge apps, and some that its bug bounty pays for most,
// looked for in the syntax tree of our own sources. Each rule is narrow: what it reports is never right in this app.

import ts from 'typescript';

interface Rule {
  readonly what: string;
  readonly finds: (node: ts.Node, file: string) => boolean;
}

/**
 * What the app may ask for as itself: reads, the hints of a space, what it computes for JQL, and a mail to people who
 * wished for one, which Jira itself sends only to those who may see the work item.
 */
const asAppMay =
  /^\/rest\/api\/3\/(search\/(jql|approximate-count)|issue\/bulkfetch|issue\/\$\{issueId\}\/notify|project\/search|uiModifications|jql\/function\/computation)\b/;

const rules: readonly Rule[] = [
  {
    what: 'writes to Jira, or asks it for something new, as the app instead of as the person',
    finds: (node) => {
      if (!isCallOf(node, 'requestJira') || !/\basApp\(\)$/.test(callerOf(node))) return false;
      const path = node.arguments[0]?.getText().replace(/^route`/, '') ?? '';
      return !asAppMay.test(path);
    },
  },
  {
    what: 'sends a request whose path is not a route template, which escapes what is put into it',
    // In a page the bridge takes a text, asks as the person, and Jira alone decides.
    finds: (node, file) =>
      isCallOf(node, 'requestJira') &&
      !file.startsWith('static/') &&
      !(node.arguments[0]?.getText() ?? '').startsWith('route`'),
  },
  { what: 'trusts a route that nobody checked', finds: (node) => isName(node, 'assumeTrustedRoute') },
  {
    what: 'answers a page beside the door that asks for roles and parses',
    finds: (node, file) => isCallOf(node, 'define') && !file.endsWith('resolvers/pages.ts'),
  },
  {
    what: 'puts text into a page as markup',
    finds: (node) =>
      isName(node, 'dangerouslySetInnerHTML') ||
      isCallOf(node, 'insertAdjacentHTML') ||
      isCallOf(node, 'createContextualFragment') ||
      (isCallOf(node, 'write') && /\bdocument$/.test(callerOf(node))) ||
      (isAssignment(node) && /\.(innerHTML|outerHTML|srcdoc)$/.test(node.left.getText())),
  },
  {
    what: 'makes code from text',
    finds: (node) =>
      isCallOf(node, 'eval') ||
      ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Function') ||
      ((isCallOf(node, 'setTimeout') || isCallOf(node, 'setInterval')) &&
        node.arguments[0] !== undefined &&
        ts.isStringLiteralLike(node.arguments[0])),
  },
  {
    what: 'sets a member whose name is data on a plain object, where "__proto__" is a name as well',
    finds: (node) =>
      isAssignment(node) &&
      ts.isElementAccessExpression(node.left) &&
      !ts.isLiteralExpression(node.left.argumentExpression) &&
      isPlainObject(node.left.expression),
  },
  {
    what: 'writes to the log beside the one line whose type has no place for texts',
    finds: (node, file) =>
      ts.isPropertyAccessExpression(node) && node.expression.getText() === 'console' && !file.endsWith('src/app.ts'),
  },
  {
    what: 'sends something away from Atlassian',
    finds: (node) =>
      isName(node, 'XMLHttpRequest') ||
      isName(node, 'WebSocket') ||
      isCallOf(node, 'sendBeacon') ||
      (isCallOf(node, 'fetch') && /^['"`](https?:)?\/\//.test(node.arguments[0]?.getText() ?? '')),
  },
  {
    what: 'leaves the page for an address that is data',
    finds: (node) =>
      (isAssignment(node) && /\blocation(\.href)?$/.test(node.left.getText())) ||
      (isCallOf(node, 'open') && /\bwindow$/.test(callerOf(node))),
  },
];

/** One sentence for each place. */
export function dangerousShapesIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const { what, finds } of rules) {
      if (!finds(node, file)) continue;
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isCallOf(node: ts.Node, name: string): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text === name : expression.getText() === name;
}

/** What stands before the last dot of a call. */
function callerOf({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.expression.getText() : '';
}

function isName(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** Made by `{}` in the same file, with any text for a key. */
function isPlainObject(target: ts.Expression): boolean {
  if (!ts.isIdentifier(target)) return false;
  const made = new RegExp(`\\b(?:const|let|var)\\s+${target.text}(:[^=]*)?\\s*=\\s*\\{`);
  const [declaration, type = 'Record<string, unknown>'] = made.exec(target.getSourceFile().text) ?? [];
  return declaration !== undefined && /Record<string,|: string\]/.test(type);
}
