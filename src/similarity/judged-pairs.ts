// The judged pairs of an analysis on their way into the stored list. Tens of thousands, so they are kept in columns and
// sorted by position: as objects they took longer to sort than to judge.

import { NumberList } from './number-list';
import { type PairList, unpackTier, withReason } from './results';
import type { PairSignals } from './judge';
import { numberSeries, type SeriesPair, seriesPairOf } from './series';
import type { SeriesTitles } from './siblings';

export class JudgedPairs {
  private readonly a = new NumberList(Uint32Array);
  private readonly b = new NumberList(Uint32Array);
  private readonly cosines = new NumberList(Float64Array);
  private readonly judgements = new NumberList(Uint32Array);
  private readonly confidences = new NumberList(Uint8Array);
  /** Those that may belong to a series, and where they stand in the columns. */
  private readonly ofSeries: SeriesPair[] = [];
  private readonly places = new NumberList(Uint32Array);

  add(a: number, b: number, signals: PairSignals, judgement: number, confidence: number): void {
    const pair = seriesPairOf(a, b, signals, unpackTier(judgement));
    if (pair.role !== 'none' || pair.isSlot) {
      this.ofSeries.push(pair);
      this.places.push(this.a.length);
    }
    this.a.push(a);
    this.b.push(b);
    this.cosines.push(signals.cosine);
    this.judgements.push(judgement);
    this.confidences.push(confidence);
  }

  /** First the pairs of their own by tier (the lowest two bits, very likely is 0) and confidence; then series by series. */
  sorted(ids: Float64Array, titles: SeriesTitles): PairList {
    const a = this.a.finish();
    const b = this.b.finish();
    const cosines = this.cosines.finish();
    const judgements = this.judgements.finish();
    const confidences = this.confidences.finish();
    const series = this.seriesOf(judgements, titles);
    const order = Uint32Array.from(a, (_, at) => at).sort(
      (x, y) =>
        series[x]! - series[y]! ||
        (judgements[x]! & 3) - (judgements[y]! & 3) ||
        confidences[y]! - confidences[x]! ||
        cosines[y]! - cosines[x]! ||
        a[x]! - a[y]! ||
        b[x]! - b[y]!,
    );
    return {
      a: Float64Array.from(order, (at) => ids[a[at]!]!),
      b: Float64Array.from(order, (at) => ids[b[at]!]!),
      scores: Float32Array.from(order, (at) => cosines[at]!),
      judgements: order.map((at) => judgements[at]!),
      confidences: Uint8Array.from(order, (at) => confidences[at]!),
      series: order.map((at) => series[at]!),
    };
  }

  /** The number of each pair's series; notes in the judgements which pairs are siblings. */
  private seriesOf(judgements: Uint32Array, titles: SeriesTitles): Uint32Array {
    const series = new Uint32Array(judgements.length);
    const { numbers, areSiblings } = numberSeries(this.ofSeries, titles);
    this.places.finish().forEach((place, at) => {
      series[place] = numbers[at]!;
      if (areSiblings[at] === true) judgements[place] = withReason(judgements[place]!, 'sibling');
    });
    return series;
  }
}
