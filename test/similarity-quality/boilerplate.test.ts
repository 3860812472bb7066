import { BoilerplateLearner } from '../../src/similarity/boilerplate';
import { BlockBuilder } from '../../src/similarity/block';
import { Analysis } from '../../src/similarity/analysis';
import { defaultScoreSettings } from '../../src/similarity/score';
import { Tokenizer } from '../../src/similarity/tokenize';
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

describe('boilerplate', () => {
  const learner = new BoilerplateLearner();
  for (let n = 0; n < 1000; n++) learner.add({ summary: filling(n), description: ticket(n) });
  const learned = learner.learned();

  it('learns the lines of a template and none of its fillings', () => {
    expect(learned.map(({ sample }) => sample).sort()).toEqual([
      '*Environment of the customer:* production cluster',
      '*Expected and actual behaviour of the system:*',
      '*Steps to reproduce the problem:*',
    ]);
    expect(learned.every(({ issues }) => issues === 1000)).toBe(true);
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

  it('does not take copies of one ticket for a template', () => {
    const copies = new BoilerplateLearner();
    for (let n = 0; n < 1000; n++) copies.add({ summary: 'Crash', description: 'The very same text.' });
    expect(copies.learned()).toEqual([]);
  });
});
