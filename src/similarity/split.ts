// Tells code from prose in a description: fenced blocks of wiki markup, Markdown and HTML, and lines that a machine
// wrote (stack frames, log lines) wherever they stand. Works on positions, so that no text is copied.

interface LineRule {
  readonly name: string;
  /** The first character after the indentation. */
  readonly at: string;
  readonly pattern: RegExp;
  readonly example: string;
}

const digits = '0123456789';

/** Lines that no person writes. Tried at the first character that is no space. */
export const machineLines: readonly LineRule[] = [
  {
    name: 'frame of Java, JavaScript or .NET',
    at: 'a',
    pattern: /at (?:async |new )?[\w.$<>/[\]`]{1,300} ?\(|at [\w.$]{1,300} in [^\n]{1,200}:line \d/y,
    example: '\tat java.util.HashMap.get(HashMap.java:12)',
  },
  { name: 'cause of Java', at: 'C', pattern: /Caused by:/y, example: 'Caused by: java.io.IOException: closed' },
  { name: 'frames left out', at: '.', pattern: /\.\.\. \d{1,6} more/y, example: '... 12 more' },
  {
    name: 'frame of Python',
    at: 'F',
    pattern: /File "[^"\n]{1,300}", line \d/y,
    example: '  File "main.py", line 3, in <module>',
  },
  {
    name: 'frame of Rust or a debugger',
    at: `#${digits}`,
    pattern: /(?:#\d{1,5}|\d{1,5}:) +(?:0x[0-9a-f]{1,16}\b|[\w<>]{1,200}::)/iy,
    example: '  12: 0x7f0a - core::panicking::panic',
  },
  {
    name: 'frame of Apple crash reports',
    at: digits,
    pattern: /\d{1,4} +\S{1,200}[ \t]{1,60}0x[0-9a-f]{8,16} /iy,
    example: '3   MyApp   0x0000b7e2 -[KrollBridge init] + 12',
  },
  { name: 'frame of Ruby', at: 'f', pattern: /from [^\s:]{1,300}:\d{1,7}:in /y, example: "\tfrom app.rb:12:in `run'" },
  {
    name: 'log line with a date',
    at: `[${digits}`,
    pattern: /\[?(?:\d{4}[-/]\d\d[-/]\d\d|\d\d-\d\d \d\d:\d\d|\d\d[:/]\d\d[:/]\d\d)/y,
    example: '2011-03-30 14:04:54 started',
  },
  {
    name: 'log line with a level',
    at: '[DEFITW',
    pattern: /\[(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]|(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\b/y,
    example: '[ERROR] cannot find symbol',
  },
  {
    name: 'log line of Android',
    at: 'DEIVW',
    pattern: /[DEIVW]\/[\w.$-]{1,60} *\( *\d{1,6}\)/y,
    example: 'E/AndroidRuntime( 312): FATAL EXCEPTION',
  },
];

const lineRulesAt: (readonly LineRule[] | undefined)[] = [];
for (const rule of machineLines) {
  for (const character of rule.at) {
    const unit = character.charCodeAt(0);
    lineRulesAt[unit] = [...(lineRulesAt[unit] ?? []), rule];
  }
}

const opener = /\{(?:code|noformat)(?::[^{}\n]{0,200})?\}|```|~~~|<pre>/gi;
const closers: Readonly<Record<string, string>> = {
  '{c': '{code}',
  '{n': '{noformat}',
  '``': '```',
  '~~': '~~~',
  '<p': '</pre>',
};

/** Calls `visit` for each stretch of one kind, in order and without gaps but for the fences themselves. */
export function splitDescription(text: string, visit: (from: number, to: number, isCode: boolean) => void): void {
  const end = text.length;
  opener.lastIndex = 0;
  if (!opener.test(text)) return splitLines(text, 0, end, visit);
  const exhausted = new Set<string>(); // fences that close nowhere in the rest: never searched again, or it gets quadratic
  let cursor = 0;
  opener.lastIndex = 0;
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const closer = closers[match[0].slice(0, 2).toLowerCase()];
    if (closer === undefined || exhausted.has(closer)) continue;
    const from = match.index + match[0].length;
    const to = text.indexOf(closer, from);
    if (to < 0) {
      exhausted.add(closer);
      continue;
    }
    splitLines(text, cursor, match.index, visit);
    visit(from, to, true);
    cursor = opener.lastIndex = to + closer.length;
  }
  splitLines(text, cursor, end, visit);
}

function splitLines(
  text: string,
  from: number,
  to: number,
  visit: (from: number, to: number, isCode: boolean) => void,
): void {
  let start = from;
  let isCode = false;
  for (let line = from; line < to;) {
    const lineBreak = text.indexOf('\n', line);
    const next = lineBreak < 0 || lineBreak >= to ? to : lineBreak + 1;
    const isMachine = isMachineLine(text, line, next);
    if (isMachine !== isCode) {
      if (line > start) visit(start, line, isCode);
      start = line;
      isCode = isMachine;
    }
    line = next;
  }
  if (to > start) visit(start, to, isCode);
}

function isMachineLine(text: string, from: number, to: number): boolean {
  let at = from;
  let unit = text.charCodeAt(at);
  while (at < to && (unit === 32 || unit === 9)) unit = text.charCodeAt(++at);
  const rules = at < to ? lineRulesAt[unit] : undefined;
  if (rules === undefined) return false;
  for (const rule of rules) {
    rule.pattern.lastIndex = at;
    if (rule.pattern.test(text) && rule.pattern.lastIndex <= to) return true;
  }
  return false;
}
