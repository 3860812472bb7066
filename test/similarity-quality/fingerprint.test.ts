import { analyse } from './analyse';
import {
  codePatterns,
  codesOf,
  fingerprintsOf,
  framePatterns,
  isShortTrace,
  isStackFingerprint,
  mostIssuesOfShortTrace,
  tracesOf,
} from '../../src/similarity/fingerprint';
import { issue } from './issue';

const trace = (lineNumber: number, head = 'java.lang.IllegalStateException: no user'): string => `It crashed:
${head}
\tat java.lang.reflect.Method.invoke(Method.java:${lineNumber})
\tat org.example.Session.user(Session.java:${lineNumber})
\tat org.example.Page.render(Page.java:${lineNumber + 1})
\tat org.example.Page.show(Page.java:${lineNumber + 2})
\tat org.example.Main.main(Main.java:3)
`;
const of = (description: string): readonly number[] => fingerprintsOf({ summary: '', description });

describe('fingerprints', () => {
  it.each(framePatterns.map((frame) => [frame.name, frame] as const))('reads a frame of %s', (_name, frame) => {
    const [line, functionName] = frame.example;
    expect(frame.pattern.exec(line)?.[1]).toBe(functionName);
  });

  it.each(codePatterns.map((code) => [code.name, code] as const))('reads an error code: %s', (_name, code) => {
    const [text, expected] = code.example;
    expect(codesOf(text)).toContain(expected);
  });

  it('is the same for one crash at other lines and in other words', () => {
    expect(of(trace(10))).toEqual(of(`Hello\n${trace(99)}\nThanks`));
    expect(of(trace(10)).every(isStackFingerprint)).toBe(true);
  });

  it('differs by exception and by top frames', () => {
    expect(of(trace(10))).not.toEqual(of(trace(10, 'java.io.IOException: closed')));
    expect(of(trace(10))).not.toEqual(of(trace(10).replace('Session.user', 'Session.group')));
  });

  it('shares its beginning with the same trace cut after two frames, but not with another exception', () => {
    const cut = trace(10).split('\n').slice(0, 5).join('\n');
    const sharedBy = (one: string, other: string): number[] => of(one).filter((print) => of(other).includes(print));
    expect(sharedBy(trace(10), cut).map(isShortTrace)).toEqual([true]);
    expect(of(cut).map(isShortTrace)).toEqual([true]);
    expect(sharedBy(trace(10), cut.replace('IllegalState', 'NullPointer'))).toEqual([]);
  });

  it.each([
    [mostIssuesOfShortTrace, ['same-stack-trace']],
    [mostIssuesOfShortTrace + 1, []],
  ])('counts a cut trace that %i issues have for %j', (count, expected) => {
    const cut = trace(10).split('\n').slice(0, 5).join('\n');
    const others = Array.from({ length: 90 }, (_, at) =>
      issue(100 + at, `Other${at}`, `Nothing${at} of that kind${at}`),
    );
    const issues = Array.from({ length: count }, (_, at) => issue(at + 1, `Trouble${at}`, at === 0 ? trace(10) : cut));
    const [reasons = []] = analyse([...issues, ...others]).reasonsOf(1);
    expect(reasons.filter((kind) => kind === 'same-stack-trace')).toEqual(expected);
  });

  it('leaves out frames that every trace has', () => {
    expect(tracesOf(trace(10))).toEqual([
      'IllegalStateException < org.example.Session.user < org.example.Page.render < org.example.Page.show',
    ]);
  });

  it('marks error codes as such and finds none in ordinary numbers', () => {
    expect(of('fails with ORA-00942').map(isStackFingerprint)).toEqual([false]);
    expect(of('since 2024 there are 5000 rows, HTTP 404')).toEqual([]);
  });
});
