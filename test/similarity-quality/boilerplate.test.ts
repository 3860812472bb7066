import fc from 'fast-check';
import { BoilerplateLearner, lineHash, lineWithHash } from '../../src/similarity/boilerplate';
import { BlockBuilder } from '../../src/similarity/block';
import { Analysis } from '../../src/similarity/analysis';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer, type TextSettings } from '../../src/similarity/tokenize';
import { issue } from './issue';

const subjects = [
  'printer',
  'invoice',
  'calendar',
  'avatar',
  'password',
  'export',
  'webhook',
  'cursor',
  'backup',
  'tooltip',
];
const troubles = [
  'flickers',
  'vanishes',
  'duplicates',
  'overlaps',
  'hangs',
  'truncates',
  'rejects',
  'rotates',
  'leaks',
  'blinks',
];
const places = [
  'sidebar',
  'footer',
  'wizard',
  'terminal',
  'gallery',
  'timeline',
  'toolbar',
  'drawer',
  'canvas',
  'ledger',
];
const filling = (n: number): string =>
  `${subjects[n % 10] ?? ''} ${troubles[Math.floor(n / 10) % 10] ?? ''} ${places[Math.floor(n / 100) % 10] ?? ''} case${n}`;
const ticket = (n: number): string =>
  `*Environment of the customer:* production cluster\n*Steps to reproduce the problem:*\n${filling(n)}\n*Expected and actual behaviour of the system:*`;

/** As the templates of five sites head their parts: nothing of them tells one ticket from another. */
const forms = [
  ['h3. Steps to reproduce:', 'h3. Expected result', 'h3. Actual result', '||Browser||Operating system||'],
  [
    'h3. Schritte zur Reproduktion',
    'h3. Erwartetes Ergebnis',
    'h3. Tatsächliches Ergebnis',
    '||Browser||Betriebssystem||',
  ],
  ['h3. Étapes pour reproduire', 'h3. Résultat attendu', 'h3. Résultat obtenu', '||Navigateur||Système||'],
  ['h3. Pasos para reproducir', 'h3. Resultado esperado', 'h3. Resultado obtenido', '||Navegador||Sistema||'],
  ['h3. 再現手順', 'h3. 期待される結果', 'h3. 実際の結果', '||ブラウザ||システム||'],
];

describe('boilerplate', () => {
  const learner = new BoilerplateLearner();
  for (let n = 0; n < 1000; n++) learner.add(n + 1, 7, { summary: filling(n), description: ticket(n) });
  const learned = learner.learned();

  it('learns the lines of a template and none of its fillings, and finds each again in an issue', () => {
    expect(learned.map(({ hash, issueId }) => lineWithHash(ticket(issueId - 1), hash)).sort()).toEqual([
      '*Environment of the customer:* production cluster',
      '*Expected and actual behaviour of the system:*',
      '*Steps to reproduce the problem:*',
    ]);
    expect(learned.every(({ issues, projectId }) => issues === 1000 && projectId === 7)).toBe(true);
    expect(lineWithHash('Another text.', learned[0]?.hash ?? 0)).toBeNull();
  });

  it('keeps a thousand fillings of one template apart and finds the two that are equal', () => {
    const boilerplateLines = new Set(learned.map(({ hash }) => hash));
    const builder = new BlockBuilder(new Tokenizer({ boilerplateLines }));
    for (let n = 0; n < 1000; n++) builder.add(issue(n + 1, filling(n), ticket(n)));
    builder.add(issue(2000, filling(123), ticket(123)));
    const options = { score: defaultScoreSettings, top: 10, threshold: 0.9, maxPairs: 10_000 };
    const analysis = new Analysis([builder.build()], options);
    while (!analysis.step(1000, () => performance.now()));
    const { pairs } = analysis.result();
    expect([...pairs.a].map((a, at) => [a, pairs.b[at]])).toEqual([[124, 2000]]);
  });

  it('makes a form in five languages, which a tenth of the tickets has, say as little as it does', () => {
    const formed = (n: number): string =>
      (forms[n % 5] ?? []).map((line, at) => `${line}\n${at === 0 ? filling(n) : ''}`).join('\n');
    const textOf = (n: number): string => (n < 100 ? formed(n) : filling(n));
    const five = new BoilerplateLearner();
    for (let n = 0; n < 1000; n++) five.add(n + 1, n % 5, { summary: filling(n), description: textOf(n) });
    const boilerplateLines = new Set(five.learned().map(({ hash }) => hash));
    expect(boilerplateLines.size).toBe(20);
    const alike = (settings: TextSettings): number => {
      const builder = new BlockBuilder(new Tokenizer(settings));
      for (let n = 0; n < 1000; n++) builder.add(issue(n + 1, filling(n), textOf(n)));
      const options = { score: defaultScoreSettings, top: 10, threshold: 0.4, maxPairs: 100_000 };
      const analysis = new Analysis([builder.build()], options);
      while (!analysis.step(1000, () => performance.now()));
      const { pairs } = analysis.result();
      return pairs.a.filter((a, at) => a <= 100 && (pairs.b[at] ?? 0) <= 100).length;
    };
    const withForms = alike({});
    expect(withForms).toBeGreaterThan(400);
    expect(alike({ boilerplateLines })).toBeLessThan(withForms / 4);
  });

  it('does not take copies of one ticket for a template', () => {
    const copies = new BoilerplateLearner();
    for (let n = 0; n < 1000; n++) copies.add(n, 1, { summary: 'Crash', description: 'The very same text.' });
    expect(copies.learned()).toEqual([]);
  });

  it('takes a line for content where its numbers differ, and never learns from code', () => {
    const builds = new BoilerplateLearner();
    for (let n = 0; n < 200; n++) {
      const description = `Build id: ${n}\nText ${filling(n)}\n{code}\nreturn null;\n{code}\n`;
      builds.add(n, 1, { summary: filling(n), description });
    }
    expect(builds.learned()).toEqual([]);
  });

  it('counts for each project apart', () => {
    const two = new BoilerplateLearner();
    for (let n = 0; n < 40; n++) two.add(n, n % 2, { summary: '', description: `Impact:\n${filling(n)}` });
    expect(two.learned().map(({ projectId, issues }) => [projectId, issues])).toEqual([
      [0, 20],
      [1, 20],
    ]);
    const few = new BoilerplateLearner();
    for (let n = 0; n < 28; n++) few.add(n, n % 2, { summary: '', description: `Impact:\n${filling(n)}` });
    expect(few.learned()).toEqual([]);
  });

  it('knows a line whatever its case and punctuation', () => {
    expect(lineHash('* Steps to Reproduce:', 0, 21)).toBe(lineHash('h steps-to reproduce', 2, 20));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (line, before) => {
        const text = `${before}${line}`;
        expect(lineHash(text, before.length, text.length)).toBe(lineHash(line, 0, line.length));
      }),
    );
  });
});
