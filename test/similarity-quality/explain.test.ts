import fc from 'fast-check';
import { Analysis } from '../../src/similarity/analysis';
import { BlockBuilder } from '../../src/similarity/block';
import { explain } from '../../src/similarity/explain';
import type { IssueInput } from '../../src/similarity/document';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';
import { dayMs, issue, someDayMs } from './issue';

function analyse(issues: readonly IssueInput[]): ReturnType<Analysis['result']> {
  const builder = new BlockBuilder(new Tokenizer());
  for (const one of issues) builder.add(one);
  const options = { score: defaultScoreSettings, top: 10, threshold: 0.05, maxPairs: 10_000, candidateFloor: 0 };
  const analysis = new Analysis([builder.build()], options);
  while (!analysis.step(1000, () => performance.now()));
  return analysis.result();
}

const trace = `java.io.IOException: closed
\tat org.example.Channel.write(Channel.java:12)
\tat org.example.Server.answer(Server.java:99)
\tat org.example.Server.run(Server.java:7)`;

describe('explaining a pair', () => {
  const words = fc.constantFrom(
    'login',
    'fails',
    'server',
    'crash',
    'timeout',
    'Zürich',
    'NullPointerException',
    'cache',
  );
  const text = fc.array(words, { maxLength: 12 }).map((some) => some.join(' '));

  it('gives contributions that sum to the score which the comparison found', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 2, maxLength: 8 }), (texts) => {
        const issues = texts.map(([summary, description], at) => issue(at + 1, summary, description));
        const { lists, statistics } = analyse(issues);
        lists.issueIds.forEach((id, row) => {
          for (let at = lists.starts[row] ?? 0; at < (lists.starts[row + 1] ?? 0); at++) {
            const [a, b] = [issues[id - 1], issues[(lists.candidateIds[at] ?? 0) - 1]];
            if (a === undefined || b === undefined) throw new Error('The list names an issue that was not given.');
            const { score, evidence } = explain(a, b, statistics, defaultScoreSettings);
            const sum = evidence.reduce((total, { contribution }) => total + contribution, 0);
            expect(Math.abs(sum - score)).toBeLessThan(1e-6);
            expect(Math.abs(score - (lists.scores[at] ?? 0))).toBeLessThan(1e-5);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  const statistics = analyse([
    issue(1, 'Login page crashes on start', 'The page is blank.'),
    issue(2, 'Export to CSV is slow', 'It takes minutes.'),
    issue(3, 'Search finds nothing', 'The index is empty.'),
  ]).statistics;
  const explainPair = (a: IssueInput, b: IssueInput): ReturnType<typeof explain> =>
    explain(a, b, statistics, defaultScoreSettings);

  it('shows words only from the two texts, as they stand there', () => {
    const { evidence } = explainPair(
      issue(1, 'LoginPage crashes', 'Blank page after the update'),
      issue(2, 'The loginpage crashed', 'A blank page'),
    );
    const shown = evidence.flatMap(({ terms }) => terms);
    expect(shown).toEqual(expect.arrayContaining(['LoginPage', 'crashes', 'Blank']));
    for (const word of shown) expect('LoginPage crashes Blank page after the update').toContain(word);
  });

  it('names equal texts, stack traces and error codes as reasons of their own', () => {
    const kinds = (a: IssueInput, b: IssueInput): string[] => explainPair(a, b).evidence.map(({ kind }) => kind);
    expect(kinds(issue(1, 'Export is slow', 'minutes'), issue(2, 'Export is slow', 'minutes'))).toContain('same-text');
    expect(kinds(issue(1, 'Write fails', trace), issue(2, 'Channel broken', `${trace}\nafter update`))).toContain(
      'same-stack-trace',
    );
    expect(kinds(issue(1, 'ORA-00942 on export'), issue(2, 'Import stops with ORA-00942'))).toContain(
      'same-error-code',
    );
  });

  it('says what speaks against', () => {
    const facts = { reporterHash: 7, componentHashes: [1] };
    const { against } = explainPair(
      issue(1, 'Android: crash on start', 'The app closes.', facts),
      issue(2, 'Windows: crash on start', 'The app closes.', {
        reporterHash: 7,
        componentHashes: [2],
        createdMs: someDayMs + 400 * dayMs,
      }),
    );
    expect(against.map(({ kind }) => kind)).toEqual([
      'different-component',
      'far-in-time',
      'same-reporter-different-title',
    ]);
    expect(against[2]?.terms).toEqual(['Android', 'Windows']);
  });

  it('answers 0 without reasons of words where nothing is shared', () => {
    expect(explainPair(issue(1, 'alpha'), issue(2, 'omega'))).toMatchObject({ score: 0 });
    expect(explainPair(issue(1, ''), issue(2, '')).score).toBe(0);
  });
});
