// Two crashes with the same exception and the same top frames are most likely one defect, whatever people wrote around
// them; so are two reports of one error code. A fingerprint is one number for such a thing: even for an error code, odd
// for a stack trace. A trace that was cut after two frames still tells something where few issues of the site have it.

import type { IssueText } from './document';
import { hashText } from './hash';

interface FramePattern {
  readonly name: string;
  /** Group 1 is the function, without arguments, lines and addresses. */
  readonly pattern: RegExp;
  readonly example: readonly [line: string, functionName: string];
}

export const framePatterns: readonly FramePattern[] = [
  {
    name: 'Java, JavaScript, .NET',
    pattern: /^\s{0,40}at (?:async |new )?([\w.$<>[\]`/]{3,200}) ?\(/,
    example: ['\tat java.util.HashMap.get(HashMap.java:12)', 'java.util.HashMap.get'],
  },
  {
    name: 'Python',
    pattern: /^\s{0,40}File "[^"]{0,300}", line \d{1,9}, in ([\w<>]{1,100})/,
    example: ['  File "/srv/main.py", line 3, in load', 'load'],
  },
  {
    name: 'debugger',
    pattern: /^\s{0,40}#\d{1,5}\s{1,10}(?:0x[0-9a-f]{1,16} in )?([\w:~<>]{3,200})/i,
    example: ['#1  0x00007f in KJS::Node::eval (this=0x1)', 'KJS::Node::eval'],
  },
  {
    name: 'Rust',
    pattern: /^\s{0,40}\d{1,5}:\s{1,10}(?:0x[0-9a-f]{1,16} - )?([\w<>]{1,100}::[\w:<>]{1,200})/i,
    example: ['  12: 0x7f0a - core::panicking::panic', 'core::panicking::panic'],
  },
  {
    name: 'Apple crash report',
    pattern: /^\s{0,40}\d{1,4}\s{1,20}\S{1,100}\s{1,60}0x[0-9a-f]{8,16} (\S.{2,100}?) \+ \d/i,
    example: ['3   MyApp   0x0000b7e2 -[KrollBridge init] + 12', '-[KrollBridge init]'],
  },
  {
    name: 'Ruby',
    pattern: /^\s{0,40}(?:from )?[^\s:]{1,200}:\d{1,7}:in [`']([^'\n]{1,100})'/,
    example: ["\tfrom app.rb:12:in `run'", 'run'],
  },
];

/** Frames that every trace of a platform has. */
const commonFrame =
  /^(?:java\.(?:lang\.(?:Thread|reflect|Class)|util\.concurrent|security\.AccessController)|sun\.reflect|jdk\.internal|javax\.security\.auth\.Subject|org\.junit|android\.os\.(?:Handler|Looper)|com\.android\.internal\.os|dalvik\.system|core::panicking|std::panic|rust_begin_unwind|objc_exception_throw|<module>)/;

// Tried on one word at a time: looked for in a whole line, its time would grow faster than the line.
const exceptionName = /^[A-Z]\w{0,80}(?:Exception|Error|Failure|Fault|Panic)$/;

interface CodePattern {
  readonly name: string;
  readonly pattern: RegExp;
  readonly example: readonly [text: string, code: string];
}

/** Codes of errors that name one cause. Numbers that half of all reports share (404, 500) are not among them. */
export const codePatterns: readonly CodePattern[] = [
  {
    name: 'prefix and number',
    pattern: /\b(?:ORA|SQLSTATE|DB2|PLS|MSB|CS|TS|NU|NETSDK|E|ERR|KB|C|LNK|RC)[-_ ]?\d{4,6}\b/g,
    example: ['fails with ORA-00942 here', 'ora-00942'],
  },
  { name: 'rustc', pattern: /\berror\[E\d{4}\]/g, example: ['error[E0277]: trait bound', 'error[e0277]'] },
  {
    name: 'system constant',
    pattern: /\b(?:ERR|E|ERROR|NS_ERROR|SEC_ERROR|SSL_ERROR|STATUS|SIG)_[A-Z][A-Z_]{3,60}\b/g,
    example: ['got ERR_CONNECTION_REFUSED', 'err_connection_refused'],
  },
  { name: 'Windows result', pattern: /\b0x8[0-9a-fA-F]{7}\b/g, example: ['HRESULT 0x80070057', '0x80070057'] },
  {
    name: 'number said to be an error code',
    pattern: /\berr(?:or|no)?[ _]?(?:code|number|no)?[ :=#]{1,3}-?\d{2,10}\b/gi,
    example: ['Error code: -1009', 'error code: -1009'],
  },
];

export const frameBreak = ' < ';
const framesPerTrace = 3;
const leastFrames = 2;
const mostFingerprints = 12;
/** The beginning of a trace is one defect's only if no more issues have it; else it is where half the site fails. */
export const mostIssuesOfShortTrace = 8;
const framesPerShortTrace = 2;
const longestLine = 500;

export function isStackFingerprint(fingerprint: number): boolean {
  return (fingerprint & 1) === 1;
}

/** Of an exception and two frames only. */
export function isShortTrace(fingerprint: number): boolean {
  return (fingerprint & 3) === 3;
}

/** Distinct and ascending; at most twelve, traces first. */
export function fingerprintsOf({ summary, description }: IssueText): readonly number[] {
  const found = new Set<number>();
  const add = (fingerprint: number): void => {
    if (found.size < mostFingerprints) found.add(fingerprint >>> 0);
  };
  for (const trace of tracesOf(description)) {
    const short = shortTraceOf(trace);
    if (trace !== short) add((hashText(trace, 1) & ~3) | 1);
    if (short !== null) add(hashText(short, 1) | 3);
  }
  for (const code of [...codesOf(summary), ...codesOf(description)]) add(hashText(code, 2) & ~1 || 2);
  return [...found].sort((a, b) => a - b);
}

/** Each trace as one line: the exception's simple name and the top frames that say something. */
export function tracesOf(text: string): readonly string[] {
  const traces: string[] = [];
  let frames: string[] = [];
  let exception = '';
  let previous = ''; // the line before, and the one before that: where the exception stands when frames begin
  let beforePrevious = '';
  const close = (): void => {
    if (frames.length >= leastFrames) traces.push([exception, ...frames].join(frameBreak));
    frames = [];
    exception = '';
  };
  let isInside = false;
  for (let start = 0; start < text.length;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const frame = couldBeFrame(text, start, end)
      ? frameOf(text.slice(start, Math.min(end, start + longestLine)))
      : null;
    if (frame === null) {
      if (isInside) close();
      isInside = false;
      beforePrevious = previous;
      previous = text.slice(start, Math.min(end, start + longestLine));
    } else {
      if (!isInside) exception = exceptionIn(previous) || exceptionIn(beforePrevious);
      isInside = true;
      if (frames.length < framesPerTrace && !commonFrame.test(frame)) frames.push(frame);
    }
    start = end + 1;
  }
  close();
  return traces;
}

/** Its exception and top two frames; null when it names no exception, because two frames alone say too little. */
export function shortTraceOf(trace: string): string | null {
  const parts = trace.split(frameBreak, 1 + framesPerShortTrace);
  return parts[0] === '' ? null : parts.join(frameBreak);
}

/** By the first character that is no space: most lines are told apart without a pattern. */
function couldBeFrame(text: string, start: number, end: number): boolean {
  let at = start;
  let unit = text.charCodeAt(at);
  while (at < end && (unit === 32 || unit === 9)) unit = text.charCodeAt(++at);
  if (at >= end) return false;
  // a(t), F(ile), f(rom), #, digits; `name.rb:1:in` is recognised after its first frame by `from` alone
  return unit === 97 || unit === 70 || unit === 102 || unit === 35 || (unit >= 48 && unit <= 57);
}

/** Without its package; empty when the line names none. */
function exceptionIn(line: string): string {
  for (const [word] of line.matchAll(/[\w$]+/g)) if (exceptionName.test(word)) return word;
  return '';
}

export function codesOf(text: string): readonly string[] {
  const codes: string[] = [];
  if (!mayHoldCode(text)) return codes;
  for (const { pattern } of codePatterns) {
    for (const match of text.matchAll(pattern)) codes.push(match[0].toLowerCase().replace(/\s+/g, ' '));
  }
  return codes;
}

/** Four digits, letters around an underscore, or "err": without any of these there is no code. One look, not five. */
function mayHoldCode(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 48 && unit <= 57) {
      if (++digits === 4) return true;
      continue;
    }
    digits = 0;
    if (unit === 95 && isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1))) return true;
    const isR = (unit | 32) === 114;
    if (isR && (text.charCodeAt(at - 1) | 32) === 114 && (text.charCodeAt(at - 2) | 32) === 101) return true;
  }
  return false;
}

function isLetter(unit: number): boolean {
  return (unit | 32) >= 97 && (unit | 32) <= 122;
}

function frameOf(line: string): string | null {
  for (const { pattern } of framePatterns) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}
