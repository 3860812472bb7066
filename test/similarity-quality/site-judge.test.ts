import { performance } from 'node:perf_hooks';
import { Analysis } from '../../src/similarity/analysis';
import type { AnalysisResult } from '../../src/similarity/analysis';
import { BlockBuilder } from '../../src/similarity/block';
import { noCalibration } from '../../src/similarity/calibrate';
import { candidatesOfNewcomers } from '../../src/similarity/newcomers';
import { defaultScoreSettings } from '../../src/similarity/score';
import type { DecidedPair } from '../../src/similarity/site-judge';
import { Tokenizer } from '../../src/similarity/tokenize';
import { dayMs, issue, someDayMs } from './issue';

const words = 'anchor basket candle dragon engine falcon garden hammer island jacket kettle ladder magnet needle'.split(
  ' ',
);
const wordAt = (at: number): string => `${words[at % words.length] ?? ''}${String.fromCharCode(97 + (at % 23))}`;

const tellers = 6;

/** Twenty subjects, each told six times in partly other words: some of the pairs are near the limit of a tier. */
function tracker() {
  const builder = new BlockBuilder(new Tokenizer());
  for (let at = 0; at < 20 * tellers; at++) {
    const [subject, teller] = [Math.floor(at / tellers), at % tellers];
    const own = Array.from({ length: 6 }, (_, word) => `${wordAt(subject * 7 + word)}${wordAt(subject + word * 5)}`);
    const others = Array.from({ length: 4 + teller }, (_, word) => `${wordAt(at * 3 + word)}x${at}`);
    const text = [...own, ...others].join(' ');
    const facts = { createdMs: someDayMs + at * 40 * dayMs, reporterHash: teller + 1 };
    builder.add(issue(at + 1, `${own[0] ?? ''} fails ${others[0] ?? ''}`, text, facts));
  }
  return builder.build();
}

function analyse(decided?: readonly DecidedPair[]): AnalysisResult {
  const options = { score: defaultScoreSettings, top: 10, threshold: 0.1, maxPairs: 10_000 };
  const analysis = new Analysis([tracker()], decided === undefined ? options : { ...options, decided });
  while (!analysis.step(1000, () => performance.now()));
  return analysis.result();
}

/** The lowest two bits of a judgement: 0 very likely, 1 possible, 2 none. */
const countTier = ({ pairs }: AnalysisResult, tier: number): number =>
  pairs.judgements.filter((judgement) => (judgement & 3) === tier).length;
/** All that the plain analysis shows, answered alike. */
const decide = ({ pairs }: AnalysisResult, isDuplicate: boolean, count = Infinity): DecidedPair[] =>
  Array.from(pairs.a, (a, at) => ({ a, b: pairs.b[at] ?? 0, isDuplicate }))
    .filter((_, at) => ((pairs.judgements[at] ?? 0) & 3) < 2)
    .slice(0, count);

describe('an analysis that knows what reviewers said', () => {
  it('is the same as without them when they said little', () => {
    const plain = analyse();
    expect(plain.calibration).toEqual(noCalibration);
    expect(JSON.stringify(analyse(decide(plain, false, 29)))).toBe(JSON.stringify(plain));
    const unknown = Array.from({ length: 50 }, (_, at) => ({ a: 1, b: 99_999 + at, isDuplicate: true }));
    expect(JSON.stringify(analyse(unknown))).toBe(JSON.stringify(plain));
  });

  it('calls fewer pairs duplicates where reviewers refused them, and more where they agreed', () => {
    const plain = analyse();
    const strict = analyse(decide(plain, false));
    const lenient = analyse(decide(plain, true));
    const inTiers = (result: AnalysisResult): number => countTier(result, 0) + countTier(result, 1);
    expect(inTiers(plain)).toBeGreaterThan(30);
    expect(strict.calibration.shift).toBeLessThan(-0.2);
    expect(lenient.calibration.shift).toBeGreaterThan(0.2);
    expect(inTiers(strict)).toBeLessThan(inTiers(plain));
    expect(inTiers(lenient)).toBeGreaterThan(inTiers(plain));
  });

  it('never changes a score or the order of a list', () => {
    const plain = analyse();
    const strict = analyse(decide(plain, false));
    expect(strict.calibration).not.toEqual(noCalibration);
    expect(strict.lists.candidateIds).toEqual(plain.lists.candidateIds);
    expect(strict.lists.scores).toEqual(plain.lists.scores);
    expect(strict.pairsAbove).toBe(plain.pairsAbove);
  });

  it('is followed by the judgement of issues that come later', () => {
    const tiersWith = (shift: number): string[] => {
      const options = { score: defaultScoreSettings, top: 10, floor: 0.1, storedList: () => null };
      const lists = candidatesOfNewcomers([1, 50], [tracker()], { ...options, calibration: { shift, stretch: 1 } });
      return [...lists.values()].flatMap((list) => list.map(({ tier }) => tier)).filter((tier) => tier !== 'none');
    };
    expect(tiersWith(-2).length).toBeLessThan(tiersWith(0).length);
    expect(tiersWith(0).length).toBeLessThanOrEqual(tiersWith(2).length);
  });
});
