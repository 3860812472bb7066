import fc from 'fast-check';
import {
  calibrate,
  calibrated,
  correctCoefficients,
  leastDecisions,
  noCalibration,
  reviewerLogOdds,
} from '../../src/similarity/calibrate';
import type { Calibration, JudgedSignals } from '../../src/similarity/calibrate';
import { judgeCoefficients } from '../../src/similarity/coefficients';
import type { Tier } from '../../src/similarity/evidence';
import { logOdds } from '../../src/similarity/judge';

/** Numbers in [0, 1) from a seed. */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 0x1_0000_0000;
  };
}

/** A site whose reviewers answer by the log-odds of the engine, moved and stretched by what makes this site special. */
function simulate(site: Calibration, count: number, seed: number): JudgedSignals[] {
  const draw = lots(seed);
  return Array.from({ length: count }, () => {
    const z = -4.5 + 4 * draw() ** 2;
    const tier: Tier = z >= -2.5 && draw() < 0.5 ? 'very-likely' : 'possible';
    return { z, tier, isDuplicate: draw() < 1 / (1 + Math.exp(-reviewerLogOdds(z, tier, site))) };
  });
}

/** Mean surprise at what was decided, in nats. */
function logLoss(decisions: readonly JudgedSignals[], calibration: Calibration): number {
  const losses = decisions.map(({ z, tier, isDuplicate }) => {
    const odds = reviewerLogOdds(z, tier, calibration);
    return Math.log1p(Math.exp(isDuplicate ? -odds : odds));
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

const decision = fc.record({
  z: fc.double({ min: -30, max: 15, noNaN: true }),
  tier: fc.constantFrom<Tier>('very-likely', 'possible', 'none'),
  isDuplicate: fc.boolean(),
});

describe('what a site learns from its reviewers', () => {
  it('changes nothing without decisions, or with fewer than thirty', () => {
    expect(calibrate([])).toEqual(noCalibration);
    expect(calibrate(simulate({ shift: 2, stretch: 1 }, leastDecisions - 1, 1))).toEqual(noCalibration);
    expect(correctCoefficients(judgeCoefficients, noCalibration)).toEqual(judgeCoefficients);
  });

  it('finds the worked number of its description', () => {
    const decisions = Array.from({ length: 300 }, (_, at): JudgedSignals => {
      return { z: -3, tier: 'possible', isDuplicate: at % 3 > 0 };
    });
    expect(calibrate(decisions).shift).toBe(1.926);
  });

  it.each<[string, Calibration]>([
    ['duplicates are frequent', { shift: 1.5, stretch: 1 }],
    ['duplicates are rare', { shift: -1.5, stretch: 1 }],
    ['texts tell more than elsewhere', { shift: 0, stretch: 1.5 }],
    ['duplicates are rare and texts tell less', { shift: -1, stretch: 0.7 }],
  ])('foretells other decisions of a site better where %s', (_name, site) => {
    for (const seed of [11, 12, 13, 14, 15]) {
      const learned = calibrate(simulate(site, 300, seed));
      const heldOut = simulate(site, 4000, seed + 1000);
      expect(logLoss(heldOut, learned)).toBeLessThan(logLoss(heldOut, noCalibration));
    }
  });

  it('comes near to what makes the site special, given many decisions', () => {
    const learned = calibrate(simulate({ shift: -1.2, stretch: 1.2 }, 20_000, 5));
    expect(learned.shift).toBeCloseTo(-1.2, 0);
    expect(learned.stretch).toBeCloseTo(1.2, 0);
  });

  it('hardly harms a site that is like the others', () => {
    for (const seed of [21, 22, 23, 24, 25]) {
      const learned = calibrate(simulate(noCalibration, leastDecisions, seed));
      const heldOut = simulate(noCalibration, 4000, seed + 1000);
      expect(logLoss(heldOut, learned) - logLoss(heldOut, noCalibration)).toBeLessThan(0.01);
    }
  });

  it('stays within its bounds and never turns the order round, whatever was decided', () => {
    fc.assert(
      fc.property(
        fc.array(decision, { minLength: 30, maxLength: 120 }),
        fc.double({ min: 0.01, max: 9, noNaN: true }),
        (all, gap) => {
          const learned = calibrate(all);
          expect(Math.abs(learned.shift)).toBeLessThanOrEqual(2);
          expect(learned.stretch).toBeGreaterThanOrEqual(0.6);
          expect(learned.stretch).toBeLessThanOrEqual(1.6);
          for (const { z } of all) expect(calibrated(z + gap, learned)).toBeGreaterThan(calibrated(z, learned));
        },
      ),
    );
  });

  it('moves no further than its bounds when everybody always says the same', () => {
    for (const isDuplicate of [true, false]) {
      const { shift } = calibrate(
        Array.from({ length: 5000 }, () => ({ z: -3, tier: 'possible' as const, isDuplicate })),
      );
      expect(shift).toBe(isDuplicate ? 2 : -2);
    }
  });

  it('does not depend on the order of the decisions', () => {
    const decisions = simulate({ shift: 1, stretch: 0.8 }, 500, 31);
    expect(calibrate([...decisions].reverse())).toEqual(calibrate(decisions));
  });

  it('says the same in coefficients as in numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 9, maxLength: 9 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 0.6, max: 1.6, noNaN: true }),
        (features, shift, stretch) => {
          const corrected = correctCoefficients(judgeCoefficients, { shift, stretch });
          const expected = calibrated(logOdds(features, judgeCoefficients), { shift, stretch });
          expect(logOdds(features, corrected)).toBeCloseTo(expected, 9);
        },
      ),
    );
  });
});
