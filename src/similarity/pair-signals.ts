// What is known of a pair of issues, as plain numbers taken from blocks and vectors. Judging a pair needs no text and
// no reading: everything here was counted when the issues were read.

import type { Block } from './block';
import { isShortTrace, isStackFingerprint, mostIssuesOfShortTrace } from './fingerprint';
import { type PairSignals, sameTextCosine } from './judge';
import type { Model } from './model';
import { daysApart, hubPenalty, isImportDay, matchComponents, rankScoreOf, type ComponentMatch } from './rank';
import { platformHashes, type SeriesTitles, type TitleShares } from './siblings';
import { compareTitles, titleRowsOf, type TitleRows } from './titles';

const dayMs = 86_400_000;
// An issue within this share of a pair's cosine belongs to the crowd around it.
export const crowdShare = 0.85;

// Most issues have neither components nor fingerprints.
const noComponents = new Uint32Array(0);
const none: readonly number[] = [];

/** The neighbours that the join found, best first: `top` for each row, -1 where there are fewer. */
interface Neighbourhood {
  readonly top: number;
  readonly neighbours: Int32Array;
  readonly similarities: Float32Array;
}

export class PairReader implements SeriesTitles {
  /** Mean cosine of each row with its own ten nearest. */
  private readonly hubs: Float32Array;
  private readonly hubPenalties: Float64Array;
  private readonly isImported: Uint8Array;
  // Read some hundred times for each row, so they are taken out of the blocks once.
  private readonly createdMs: Float64Array;
  private readonly components: readonly Uint32Array[];
  /** Of short traces only. */
  private readonly issuesOfTrace: ReadonlyMap<number, number>;
  private readonly titles: TitleRows;
  private readonly platforms = platformHashes();
  /** `rankScore` of each row's neighbours, in the order of `neighbours`. */
  private readonly ranks: Float32Array;

  constructor(
    private readonly model: Model,
    private readonly nearest: Neighbourhood,
  ) {
    this.hubs = hubsOf(model.rowCount, nearest);
    this.hubPenalties = Float64Array.from(this.hubs, hubPenalty);
    this.isImported = importedRows(model);
    this.createdMs = new Float64Array(model.rowCount);
    this.components = Array.from({ length: model.rowCount }, (_, row) => {
      const { block, index } = entryOf(model, row);
      this.createdMs[row] = block.createdMs[index]!;
      const [from, to] = [block.componentStarts[index]!, block.componentStarts[index + 1]!];
      return from === to ? noComponents : block.componentHashes.subarray(from, to);
    });
    this.issuesOfTrace = countShortTraces(model);
    this.titles = titleRowsOf(model);
    this.ranks = this.ranksOfNeighbours();
  }

  /** What a candidate of `row` is sorted by. */
  rankOf(row: number, candidate: number, cosine: number): number {
    const days = this.daysBetween(row, candidate);
    return rankScoreOf(cosine, days, this.hubPenalties[candidate]!, this.componentMatch(row, candidate));
  }

  /** The rank of the neighbour at this place of `neighbours`, rounded to 32 bits. */
  roundedRankAt(place: number): number {
    return this.ranks[place]!;
  }

  hubOf(row: number): number {
    return this.hubs[row]!;
  }

  /** The terms of a row's title, as columns, with their shares of its weight. */
  of(row: number): TitleShares {
    const { starts, columns, weights } = this.titles;
    const title = new Map<number, number>();
    for (let at = starts[row]!; at < starts[row + 1]!; at++) title.set(columns[at]!, weights[at]! ** 2);
    return title;
  }

  isPlatform(column: number): boolean {
    return this.platforms.has(this.model.termHashes[column]!);
  }

  daysBetween(a: number, b: number): number {
    const isAnyImported = this.isImported[a] === 1 || this.isImported[b] === 1;
    return daysApart(this.createdMs[a]!, this.createdMs[b]!, isAnyImported);
  }

  componentMatch(a: number, b: number): ComponentMatch {
    return matchComponents(this.components[a]!, this.components[b]!);
  }

  signalsOf(a: number, b: number, cosine: number): PairSignals {
    const { block: blockA, index: indexA } = entryOf(this.model, a);
    const { block: blockB, index: indexB } = entryOf(this.model, b);
    const reporterA = blockA.reporterHashes[indexA]!;
    const reporterB = blockB.reporterHashes[indexB]!;
    const isReporterKnown = reporterA !== 0 && reporterB !== 0;
    const fingerprints = this.sharedFingerprints(a, b);
    const isSameText = cosine >= sameTextCosine;
    const titles = compareTitles(this.titles, a, b);
    // Every member by its name: spread into it, the titles' signals took as long as the rest of the analysis.
    return {
      titleCosine: titles.titleCosine,
      matchedTitleTerms: titles.matchedTitleTerms,
      unmatchedTitleTermsA: titles.unmatchedTitleTermsA,
      unmatchedTitleTermsB: titles.unmatchedTitleTermsB,
      isNumberSlot: titles.isNumberSlot,
      cosine,
      evidenceAmount: cosine * this.model.norms[a]! * this.model.norms[b]!,
      days: this.daysBetween(a, b),
      component: this.componentMatch(a, b),
      rankA: this.placeOf(a, b, cosine),
      rankB: this.placeOf(b, a, cosine),
      crowdA: this.crowdOf(a, crowdShare * cosine),
      crowdB: this.crowdOf(b, crowdShare * cosine),
      hubA: this.hubOf(a),
      hubB: this.hubOf(b),
      areBothWithoutDescription: !this.hasDescription(a) && !this.hasDescription(b),
      isSameReporter: isReporterKnown ? reporterA === reporterB : null,
      isSameProject: blockA.projectIds[indexA] === blockB.projectIds[indexB],
      areOfTwoParents: Math.min(blockA.parentIds[indexA]!, blockB.parentIds[indexB]!) > 0,
      isSameType: blockA.typeHashes[indexA] === blockB.typeHashes[indexB],
      twinsA: isSameText ? this.crowdOf(a, sameTextCosine) : 0,
      twinsB: isSameText ? this.crowdOf(b, sameTextCosine) : 0,
      isStackTraceShared: fingerprints.some(isStackFingerprint),
      isErrorCodeShared: fingerprints.some((fingerprint) => !isStackFingerprint(fingerprint)),
    };
  }

  private hasDescription(row: number): boolean {
    const { block, index } = entryOf(this.model, row);
    return block.fieldLengths[index * 3 + 1]! + block.fieldLengths[index * 3 + 2]! > 0;
  }

  private sharedFingerprints(a: number, b: number): readonly number[] {
    const { block, index } = entryOf(this.model, a);
    const other = entryOf(this.model, b);
    const from = block.fingerprintStarts[index]!;
    const to = block.fingerprintStarts[index + 1]!;
    if (from === to) return none;
    const shared: number[] = [];
    for (let at = from; at < to; at++) {
      const fingerprint = block.fingerprints[at]!;
      const isCommon = (this.issuesOfTrace.get(fingerprint) ?? 0) > mostIssuesOfShortTrace;
      if (!isCommon && hasFingerprint(other.block, other.index, fingerprint)) shared.push(fingerprint);
    }
    return shared;
  }

  /** Free places stay at the bottom, so that a loop over a row's places may end at the first. */
  private ranksOfNeighbours(): Float32Array {
    const { top, neighbours, similarities } = this.nearest;
    const ranks = new Float32Array(neighbours.length).fill(-Infinity);
    for (let row = 0; row < this.model.rowCount; row++) {
      for (let at = row * top; at < (row + 1) * top && neighbours[at]! >= 0; at++) {
        ranks[at] = this.rankOf(row, neighbours[at]!, similarities[at]!);
      }
    }
    return ranks;
  }

  /** 1 when no neighbour of `row` ranks before the candidate. */
  private placeOf(row: number, candidate: number, cosine: number): number {
    const { top, neighbours } = this.nearest;
    const own = Math.fround(this.rankOf(row, candidate, cosine));
    let place = 1;
    for (let at = row * top; at < (row + 1) * top && neighbours[at]! >= 0; at++) {
      if (this.ranks[at]! > own && neighbours[at] !== candidate) place++;
    }
    return place;
  }

  /** How many neighbours reach this cosine. */
  private crowdOf(row: number, cosine: number): number {
    const { top, similarities } = this.nearest;
    let crowd = 0;
    while (crowd < top && similarities[row * top + crowd]! >= cosine) crowd++;
    return crowd;
  }
}

function entryOf({ rows }: Model, row: number) {
  return { block: rows.blocks[rows.blockOf[row]!]!, index: rows.indexOf[row]! };
}

function hasFingerprint({ fingerprints, fingerprintStarts }: Block, index: number, wanted: number): boolean {
  const end = fingerprintStarts[index + 1]!;
  for (let at = fingerprintStarts[index]!; at < end; at++) if (fingerprints[at] === wanted) return true;
  return false;
}

function countShortTraces(model: Model): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < model.rowCount; row++) {
    const { block, index } = entryOf(model, row);
    for (let at = block.fingerprintStarts[index]!; at < block.fingerprintStarts[index + 1]!; at++) {
      const fingerprint = block.fingerprints[at]!;
      if (isShortTrace(fingerprint)) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
    }
  }
  return counts;
}

function hubsOf(rowCount: number, { top, similarities }: Neighbourhood): Float32Array {
  const nearestCount = Math.min(10, top);
  return Float32Array.from({ length: rowCount }, (_, row) => {
    let sum = 0;
    for (let at = 0; at < nearestCount; at++) sum += similarities[row * top + at]!;
    return nearestCount === 0 ? 0 : sum / nearestCount;
  });
}

function importedRows(model: Model): Uint8Array {
  const days = Int32Array.from({ length: model.rowCount }, (_, row) => {
    const { block, index } = entryOf(model, row);
    return Math.floor(block.createdMs[index]! / dayMs);
  });
  const issuesOfDay = new Map<number, number>();
  for (const day of days) issuesOfDay.set(day, (issuesOfDay.get(day) ?? 0) + 1);
  return Uint8Array.from(days, (day) => Number(isImportDay(issuesOfDay.get(day)!, model.rowCount)));
}
