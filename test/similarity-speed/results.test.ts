// Results and statistics are read by pages, so they must come back as they were written, part by part, and damage must
// be an error and never an empty list.

import * as fc from 'fast-check';
import { bytesOfText, DamagedValueError } from '../../src/similarity/bytes';
import { confidenceOf } from '../../src/similarity/confidence';
import { evidenceKinds, type EvidenceKind, type Tier } from '../../src/similarity/evidence';
import {
  decodeLists,
  decodePairs,
  encodeLists,
  encodePairs,
  packJudgement,
  unpackJudgement,
  type CandidateLists,
  type PairList,
  type StoredCandidate,
} from '../../src/similarity/results';
import { createStatistics } from '../../src/similarity/statistics';
import { decodeStatistics, encodeStatistics } from '../../src/similarity/statistics-bytes';

const tier = fc.constantFrom<Tier>('very-likely', 'possible', 'none');
const reasons = fc.subarray([...evidenceKinds]);
// Scores as they are stored: sixteen bits.
const score = fc.nat({ max: 65_535 }).map((step) => step / 65_535);
const candidate = fc.record({ id: fc.integer({ min: 1, max: 2 ** 50 }), score, tier, reasons });

function listsOf(lists: ReadonlyMap<number, readonly StoredCandidate[]>): CandidateLists {
  const ids = [...lists.keys()].sort((a, b) => a - b);
  const all = ids.flatMap((id) => lists.get(id)!);
  let end = 0;
  return {
    issueIds: Float64Array.from(ids),
    starts: Uint32Array.from([0, ...ids.map((id) => (end += lists.get(id)!.length))]),
    candidateIds: Float64Array.from(all, ({ id }) => id),
    scores: Float32Array.from(all, (one) => one.score),
    judgements: Uint32Array.from(all, (one) => packJudgement(one.tier, one.reasons)),
  };
}

const near = (expected: number) => expect.closeTo(expected, 4) as number;

test('every judgement comes back from one number', () => {
  fc.assert(
    fc.property(tier, reasons, (given, kinds) => {
      expect(unpackJudgement(packJudgement(given, kinds))).toEqual({ tier: given, reasons: kinds });
    }),
  );
});

test('the lists of all issues come back, each from the part that names it, in parts that fit', () => {
  const lists = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 2 ** 40 }), fc.array(candidate, { maxLength: 10 })), {
      maxLength: 40,
      selector: ([id]) => id,
    })
    .map((entries) => new Map(entries));
  fc.assert(
    fc.property(lists, fc.integer({ min: 600, max: 3000 }), (given, maxBytes) => {
      const parts = encodeLists(listsOf(given), maxBytes);
      const ids = [...given.keys()].sort((a, b) => a - b);
      expect(parts.every(({ bytes }) => bytes.length <= maxBytes)).toBe(true);
      expect(parts.map(({ firstId }) => firstId)).toEqual(
        [...parts.map(({ firstId }) => firstId)].sort((a, b) => a - b),
      );
      for (const id of ids) {
        const holding = parts.filter(({ firstId, lastId }) => firstId <= id && id <= lastId);
        expect(holding).toHaveLength(1);
        const wanted = given.get(id)!.map((one) => ({ ...one, score: near(one.score) }));
        expect(decodeLists(holding[0]!.bytes).of(id)).toEqual(wanted);
      }
    }),
  );
});

test('an issue that a part does not hold is null, one without candidates is empty', () => {
  const [part] = encodeLists(
    listsOf(
      new Map([
        [7, []],
        [9, []],
      ]),
    ),
    1000,
  );
  expect(decodeLists(part!.bytes).of(7)).toEqual([]);
  expect(decodeLists(part!.bytes).of(8)).toBeNull();
});

test('pairs come back in their order, in parts that fit', () => {
  const pair = fc.record({
    a: fc.integer({ min: 1, max: 2 ** 40 }),
    distance: fc.integer({ min: 1, max: 2 ** 20 }),
    score,
    tier,
    reasons,
    confidence: fc.nat(255),
    series: fc.nat(200_000),
  });
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 120 }), fc.integer({ min: 600, max: 2000 }), (pairs, maxBytes) => {
      const list: PairList = {
        a: Float64Array.from(pairs, ({ a }) => a),
        b: Float64Array.from(pairs, ({ a, distance }) => a + distance),
        scores: Float32Array.from(pairs, (one) => one.score),
        judgements: Uint32Array.from(pairs, (one) => packJudgement(one.tier, one.reasons)),
        confidences: Uint8Array.from(pairs, (one) => one.confidence),
        series: Uint32Array.from(pairs, (one) => one.series),
      };
      const parts = encodePairs(list, maxBytes);
      expect(parts.every((bytes) => bytes.length <= maxBytes)).toBe(true);
      const wanted = pairs.map(({ a, distance, ...rest }) => ({
        a,
        b: a + distance,
        ...rest,
        score: near(rest.score),
        confidence: confidenceOf(rest.confidence),
      }));
      expect(parts.flatMap(decodePairs)).toEqual(wanted);
    }),
  );
});

test('statistics come back whole, and a term they do not know counts one issue', () => {
  const terms = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 0xffffffff }), fc.integer({ min: 2, max: 1e6 })), {
    maxLength: 300,
    selector: ([hash]) => hash,
  });
  fc.assert(
    fc.property(terms, fc.integer({ min: 200, max: 900 }), (given, maxBytes) => {
      const sorted = [...given].sort(([a], [b]) => a - b);
      const hashes = Uint32Array.from(sorted, ([hash]) => hash);
      const frequencies = Uint32Array.from(sorted, ([, frequency]) => frequency);
      const parts = encodeStatistics(createStatistics(1234, [4.5, 80.25, 0], hashes, frequencies), maxBytes);
      expect(parts.every((bytes) => bytes.length <= maxBytes)).toBe(true);
      const decoded = decodeStatistics(parts);
      expect(decoded.issueCount).toBe(1234);
      expect(decoded.averageLengths).toEqual([4.5, 80.25, 0]);
      for (const [hash, frequency] of given) expect(decoded.documentFrequency(hash)).toBe(frequency);
      const known = new Set(hashes);
      for (const hash of [1, 77, 0xffffffff]) if (!known.has(hash)) expect(decoded.documentFrequency(hash)).toBe(1);
    }),
  );
});

test('statistics of many terms answer each as the list of them does', () => {
  // Enough for the narrow columns, one group crowded beyond what a byte counts, some terms in very many issues.
  const spread = Array.from({ length: 9_000 }, (_, at) => Math.imul(at + 1, 0x9e3779b1) >>> 0);
  const crowded = Array.from({ length: 400 }, (_, at) => 0x12340000 + at * 3);
  const hashes = Uint32Array.from(new Set([...spread, ...crowded, 0, 0xffffffff])).sort();
  const frequencies = hashes.map((hash, at) => (at % 50 === 0 ? 255 + (hash % 70_000) : 2 + (hash % 253)));
  const given = createStatistics(100_000, [1, 2, 3], hashes, frequencies);
  for (const maxBytes of [4_000, 1_000_000]) {
    const parts = encodeStatistics(given, maxBytes);
    expect(parts.every((bytes) => bytes.length <= maxBytes)).toBe(true);
    const decoded = decodeStatistics(parts);
    const asked = [...hashes].flatMap((hash) => [hash, (hash + 1) >>> 0]);
    const wrong = asked.filter((hash) => decoded.documentFrequency(hash) !== given.documentFrequency(hash));
    expect(wrong).toEqual([]);
  }
});

test('statistics with a part missing, swapped or from elsewhere are damaged', () => {
  const hashes = Uint32Array.from({ length: 200 }, (_, at) => at * 1000 + 1);
  const parts = encodeStatistics(
    createStatistics(
      50,
      [1, 2, 3],
      hashes,
      hashes.map(() => 2),
    ),
    300,
  );
  expect(parts.length).toBeGreaterThan(2);
  expect(() => decodeStatistics([])).toThrow(DamagedValueError);
  expect(() => decodeStatistics(parts.slice(1))).toThrow(DamagedValueError);
  expect(() => decodeStatistics(parts.slice(0, -1))).toThrow(DamagedValueError);
  expect(() => decodeStatistics([parts[1]!, parts[0]!, ...parts.slice(2)])).toThrow(DamagedValueError);
});

describe('the stored forms are pinned: whoever changes one has to raise its format version', () => {
  const sure = (byte: number) => ({ confidence: confidenceOf(byte) });
  // Lists without confidences are in the order of the score.
  const older = (score: number) => ({ confidence: near(score) });

  test('lists', () => {
    const lists = decodeLists(bytesOfText('sgGa5/ZqY2ZnYmZiYGTh4tzf4PCfgaHFgVEJAA=='));
    const manyReasons: EvidenceKind[] = ['same-text', 'many-alike'];
    expect(lists.of(7)).toEqual([
      { id: 9, score: near(0.75), tier: 'very-likely', reasons: manyReasons },
      { id: 12, score: near(0.5), tier: 'possible', reasons: [] },
    ]);
    expect(lists.of(9)).toEqual([]);
    expect(lists.of(12)).toEqual([{ id: 7, score: near(0.25), tier: 'none', reasons: ['shared-terms'] }]);
  });

  test('pairs of the first format, which knew no series', () => {
    expect(decodePairs(bytesOfText('swH7s5n2YxJiZv75//////L7G/4zsDQKAAA='))).toEqual([
      { a: 9, b: 12, score: near(0.75), tier: 'very-likely', reasons: ['same-text'], ...older(0.75), series: 0 },
      { a: 7, b: 2 ** 40, score: near(0.5), tier: 'possible', reasons: ['title-slot'], ...older(0.5), series: 0 },
    ]);
  });

  test('pairs of the second format, which knew no confidences', () => {
    expect(decodePairs(bytesOfText('swJsSRvFYxJiZv75//////L7G/4zsDQKMKxhAgA='))).toEqual([
      { a: 9, b: 12, score: near(0.75), tier: 'very-likely', reasons: ['same-text'], ...older(0.75), series: 0 },
      { a: 7, b: 2 ** 40, score: near(0.5), tier: 'possible', reasons: ['title-slot'], ...older(0.5), series: 300 },
    ]);
  });

  test('pairs', () => {
    expect(decodePairs(bytesOfText('swOPj2e5YxJiZv75//////L7G/4zsDQKMKxhWhMFAA=='))).toEqual([
      { a: 9, b: 12, score: near(0.75), tier: 'very-likely', reasons: ['same-text'], ...sure(172), series: 0 },
      { a: 7, b: 2 ** 40, score: near(0.5), tier: 'possible', reasons: ['title-slot'], ...sure(90), series: 300 },
    ]);
  });

  const statisticsForms = [
    ['statistics of the first format', 'tAHAktTYY2BkZgADAQcw1WACoRkYGJhZmV4vYmGesHbFZz4mAA=='],
    [
      'statistics',
      'tAKtRYdrAAEBAAAAAAAAEEAAAAAAAIA0QAAAAAAAAAAAAwDvAQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAFAABwEQEAKGsCAwIA',
    ],
  ] as const;
  test.each(statisticsForms)('%s', (_, stored) => {
    const statistics = decodeStatistics([bytesOfText(stored)]);
    const asked = [5, 70_000, 4_000_000_000, 6];
    expect(asked.map((hash) => statistics.documentFrequency(hash))).toEqual([2, 3, 2, 1]);
    expect(statistics.averageLengths).toEqual([4, 20.5, 0]);
  });
});

test('damaged, cut and foreign values are errors, never empty lists', () => {
  const lists = encodeLists(
    listsOf(
      new Map([
        [7, []],
        [9, [{ id: 7, score: 1, tier: 'none', reasons: [] }]],
      ]),
    ),
    1000,
  )[0]!.bytes;
  const pairs = encodePairs(
    {
      a: Float64Array.of(1),
      b: Float64Array.of(2),
      scores: Float32Array.of(1),
      judgements: Uint32Array.of(0),
      confidences: Uint8Array.of(128),
      series: Uint32Array.of(0),
    },
    1000,
  )[0]!;
  const statistics = encodeStatistics(createStatistics(3, [1, 1, 1], Uint32Array.of(5), Uint32Array.of(2)), 1000)[0]!;
  const decoders = [
    [lists, decodeLists],
    [pairs, decodePairs],
    [statistics, (bytes: Uint8Array) => decodeStatistics([bytes])],
  ] as const;
  for (const [bytes, decode] of decoders) {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 1;
      expect(() => decode(damaged)).toThrow(DamagedValueError);
      expect(() => decode(bytes.subarray(0, at))).toThrow(DamagedValueError);
    }
    for (const [foreign] of decoders) if (foreign !== bytes) expect(() => decode(foreign)).toThrow(DamagedValueError);
  }
});
