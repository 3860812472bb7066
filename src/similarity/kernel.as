// The comparison of rows in AssemblyScript with 128-bit SIMD; kernel-js.ts is its readable twin and adds up in the
// same order. Built by `npm run build:kernel` into kernel-wasm-code.ts. It allocates nothing: all arrays
// lie where arena.ts put them, and their addresses stand in its control block.

const CONTROL: usize = 1024;
const NEXT_ROW = 32; // slots of the control block that hold the answer
const FOUND = 33;
const COUNTED = 34;

// Columns that at least every sixth row of a block has are added up without looking at which rows these are.
const SHARE_OF_DENSE = 6;

@inline function address(slot: i32): usize { return <usize>load<i32>(CONTROL + (<usize>slot << 2)); }
@inline function int(array: usize, at: i32): i32 { return load<i32>(array + (<usize>at << 2)); }
@inline function float(array: usize, at: i32): f32 { return load<f32>(array + (<usize>at << 2)); }
@inline function setInt(array: usize, at: i32, value: i32): void { store<i32>(array + (<usize>at << 2), value); }
@inline function setFloat(array: usize, at: i32, value: f32): void { store<f32>(array + (<usize>at << 2), value); }

@inline function rowStarts(): usize { return address(0); }
@inline function columns(): usize { return address(1); }
@inline function weights(): usize { return address(2); }
@inline function slacks(): usize { return address(3); }
@inline function groups(): usize { return address(4); }
@inline function linkStarts(): usize { return address(5); }
@inline function links(): usize { return address(6); }
@inline function postingStarts(): usize { return address(7); }
@inline function postingEnds(): usize { return address(8); }
@inline function postingRows(): usize { return address(9); }
@inline function postingWeights(): usize { return address(10); }
@inline function sums(): usize { return address(11); }
@inline function neighbours(): usize { return address(12); }
@inline function similarities(): usize { return address(13); }
@inline function lowest(): usize { return address(14); }
@inline function foundA(): usize { return address(15); }
@inline function foundB(): usize { return address(16); }
@inline function foundScores(): usize { return address(17); }
@inline function rowEnds(): usize { return address(18); }
@inline function restNorms(): usize { return address(19); }
@inline function spread(): usize { return address(20); }
@inline function denseWeights(): usize { return address(21); }

export function indexRows(first: i32, end: i32, columnCount: i32, blockRows: i32, maxDense: i32): void {
  const starts = postingStarts(), ends = postingEnds(), rows = rowStarts(), cuts = rowEnds();
  const column = columns(), weight = weights(), intoRows = postingRows(), intoWeights = postingWeights();
  memory.fill(starts, 0, <usize>(columnCount + 1) << 2);
  for (let row = first; row < end; row++) {
    for (let at = int(rows, row), last = int(cuts, row); at < last; at++) {
      const next = int(column, at) + 1;
      setInt(starts, next, int(starts, next) + 1);
    }
  }
  for (let at = 0; at < columnCount; at++) setInt(starts, at + 1, int(starts, at + 1) + int(starts, at));
  memory.copy(ends, starts, <usize>columnCount << 2);
  markDense(end - first, columnCount, strideOf(blockRows), maxDense);
  for (let row = first; row < end; row++) {
    for (let at = int(rows, row), last = int(cuts, row); at < last; at++) {
      const posting = int(ends, int(column, at));
      if (posting < 0) {
        setFloat(<usize>-posting, row - first, float(weight, at));
        continue;
      }
      setInt(ends, int(column, at), posting + 1);
      store<u16>(intoRows + (<usize>posting << 1), <u16>(row - first));
      setFloat(intoWeights, posting, float(weight, at));
    }
  }
  for (let at = 0; at < columnCount; at++) if (int(ends, at) >= 0) setInt(ends, at, int(starts, at));
}

/** Dense columns are read sixteen bytes at a time and may be read past the last row. */
@inline function strideOf(blockRows: i32): usize { return <usize>((blockRows + 3) & ~3) << 2; }

/**
 * Gives the most common columns of the block a place among the dense ones, emptied. Where a column's postings would
 * end then stands the address of that place, negative, so that rare columns need not be looked up once more.
 */
function markDense(rowCount: i32, columnCount: i32, stride: usize, maxDense: i32): void {
  const starts = postingStarts(), ends = postingEnds();
  let next = denseWeights();
  const end = next + <usize>maxDense * stride;
  // Columns are numbered from the rarest on.
  for (let c = columnCount - 1; c >= 0 && next < end; c--) {
    if ((int(starts, c + 1) - int(starts, c)) * SHARE_OF_DENSE < rowCount) continue;
    setInt(ends, c, -<i32>next);
    next += stride;
  }
  memory.fill(denseWeights(), 0, next - denseWeights());
}

/**
 * Adds the row's products with the first `compared` rows of the block, column by column in their order; then reveals
 * the row itself. In a dense column a row without it adds 0, which changes no sum.
 */
@inline function addUp(from: i32, to: i32, compared: i32, isInBlock: bool): void {
  const column = columns(), weight = weights(), starts = postingStarts(), ends = postingEnds();
  const ofRows = postingRows(), ofWeights = postingWeights(), sum = sums();
  for (let at = from; at < to; at++) {
    const c = int(column, at);
    const w = float(weight, at);
    const end = int(ends, c);
    if (end < 0) {
      if (at + 3 < to && isDenseRun(column + (<usize>at << 2), ends)) {
        addFourDense(at, compared);
        at += 3;
      } else {
        addDense(<usize>-end, w, compared);
      }
      continue;
    }
    let rowAt = ofRows + (<usize>int(starts, c) << 1);
    let weightAt = ofWeights + (<usize>int(starts, c) << 2);
    const last = ofRows + (<usize>end << 1);
    for (; rowAt < last; rowAt += 2, weightAt += 4) {
      const target = sum + (<usize>load<u16>(rowAt) << 2);
      store<f32>(target, load<f32>(target) + w * load<f32>(weightAt));
    }
    if (isInBlock) setInt(ends, c, end + 1);
  }
  // The last four sums may belong to rows that are not revealed yet.
  for (let other = compared; (other & 3) != 0; other++) setFloat(sums(), other, 0);
}

@inline function isDenseRun(column: usize, ends: usize): bool {
  return int(ends, int(column, 1)) < 0 && int(ends, int(column, 2)) < 0 && int(ends, int(column, 3)) < 0;
}

function addDense(dense: usize, w: f32, compared: i32): void {
  const sum = sums(), last = sum + (<usize>compared << 2), four = f32x4.splat(w);
  for (let at = sum; at < last; at += 16, dense += 16) {
    v128.store(at, f32x4.add(v128.load(at), f32x4.mul(four, v128.load(dense))));
  }
}

/** Four columns in one pass over the sums. */
function addFourDense(from: i32, compared: i32): void {
  const column = columns() + (<usize>from << 2), weight = weights(), ends = postingEnds();
  const sum = sums(), last = sum + (<usize>compared << 2);
  let a = <usize>-int(ends, int(column, 0)), b = <usize>-int(ends, int(column, 1));
  let c = <usize>-int(ends, int(column, 2)), d = <usize>-int(ends, int(column, 3));
  const weightA = f32x4.splat(float(weight, from)), weightB = f32x4.splat(float(weight, from + 1));
  const weightC = f32x4.splat(float(weight, from + 2)), weightD = f32x4.splat(float(weight, from + 3));
  for (let at = sum; at < last; at += 16, a += 16, b += 16, c += 16, d += 16) {
    let four = f32x4.add(v128.load(at), f32x4.mul(weightA, v128.load(a)));
    four = f32x4.add(four, f32x4.mul(weightB, v128.load(b)));
    four = f32x4.add(four, f32x4.mul(weightC, v128.load(c)));
    v128.store(at, f32x4.add(four, f32x4.mul(weightD, v128.load(d))));
  }
}

@inline function forgetLinks(row: i32, first: i32, end: i32): void {
  const starts = linkStarts();
  for (let at = int(starts, row), last = int(starts, row + 1); at < last; at++) {
    const other = int(links(), at);
    if (other >= first && other < end) setFloat(sums(), other - first, 0);
  }
}

@inline function areApart(group: i32, otherGroup: i32): bool {
  return (group & otherGroup & 1) != 0 || (group >> 1 != 0 && (group ^ otherGroup) >> 1 == 0);
}

function exactProduct(a: i32, b: i32): f64 {
  const column = columns(), weight = weights(), rows = rowStarts();
  let atA = int(rows, a), atB = int(rows, b);
  const endA = int(rows, a + 1), endB = int(rows, b + 1);
  let sum: f64 = 0;
  while (atA < endA && atB < endB) {
    const columnA = int(column, atA), columnB = int(column, atB);
    if (columnA == columnB) sum += <f64>float(weight, atA) * <f64>float(weight, atB);
    atA += i32(columnA <= columnB);
    atB += i32(columnB <= columnA);
  }
  return sum;
}

/** Less similar, or equally similar and the larger row: what is given up first. */
@inline function isWorse(values: usize, rows: usize, a: i32, value: f32, row: i32): bool {
  const valueOfA = float(values, a);
  return valueOfA < value || (valueOfA == value && int(rows, a) > row);
}

/** The neighbours of a row are a heap with the worst on top: the new one replaces it and sinks to its place. */
function keepNeighbour(row: i32, neighbour: i32, similarity: f32, top: i32, sureTop: i32, poolFloor: f32): void {
  const rows = neighbours() + (<usize>(row * top) << 2), values = similarities() + (<usize>(row * top) << 2);
  const size = heapSizeOf(rows, top, sureTop);
  sink(rows, values, size, neighbour, similarity);
  if (size < top && load<f32>(values) > poolFloor) widen(rows, values, top, sureTop, poolFloor);
  setFloat(lowest(), row, load<f32>(values));
}

/** A heap starts with `sureTop` places and gets the others once all of these are above the floor. */
@inline function heapSizeOf(rows: usize, top: i32, sureTop: i32): i32 {
  return int(rows, top - 1) < 0 ? sureTop : top;
}

/** What the heap holds moves to its new end, where nothing has children; free places come before it. */
function widen(rows: usize, values: usize, top: i32, sureTop: i32, poolFloor: f32): void {
  const moved = top - sureTop;
  memory.copy(rows + (<usize>moved << 2), rows, <usize>sureTop << 2);
  memory.copy(values + (<usize>moved << 2), values, <usize>sureTop << 2);
  for (let at = 0; at < moved; at++) {
    setInt(rows, at, -1);
    setFloat(values, at, poolFloor);
  }
}

function sink(rows: usize, values: usize, size: i32, row: i32, value: f32): void {
  let hole = 0;
  for (let child = 1; child < size; child = 2 * hole + 1) {
    if (child + 1 < size && isWorse(values, rows, child + 1, float(values, child), int(rows, child))) child++;
    if (!isWorse(values, rows, child, value, row)) break;
    setInt(rows, hole, int(rows, child));
    setFloat(values, hole, float(values, child));
    hole = child;
  }
  setInt(rows, hole, row);
  setFloat(values, hole, value);
}

/** Takes the worst off each heap again and again, so that the best is left in front. */
export function sortNeighbours(rowCount: i32, top: i32, sureTop: i32): void {
  for (let row = 0; row < rowCount; row++) {
    const rows = neighbours() + (<usize>(row * top) << 2), values = similarities() + (<usize>(row * top) << 2);
    for (let last = heapSizeOf(rows, top, sureTop) - 1; last > 0; last--) {
      const worstRow = load<i32>(rows), worstValue = load<f32>(values);
      sink(rows, values, last, int(rows, last), float(values, last));
      setInt(rows, last, worstRow);
      setFloat(values, last, worstValue);
    }
    for (let at = 0; at < top; at++) if (int(rows, at) < 0) setFloat(values, at, 0);
  }
}

@inline function report(count: i32, a: i32, b: i32, score: f64): void {
  setInt(foundA(), count, a);
  setInt(foundB(), count, b);
  store<f64>(foundScores() + (<usize>count << 3), score);
}

@inline function answer(nextRow: i32, found: i32, counted: i32): void {
  setInt(CONTROL, NEXT_ROW, nextRow);
  setInt(CONTROL, FOUND, found);
  setInt(CONTROL, COUNTED, counted);
}

/** A sum above it matters to the row, as a neighbour or as a pair. */
@inline function limitOf(low: f32, least: f32): v128 { return f32x4.splat(min(low, least)); }

@inline function isNear(at: usize, lowAt: usize, limit: v128): v128 {
  return f32x4.gt(v128.load(at), f32x4.pmin(v128.load(lowAt), limit));
}

@inline function isAnyNear(at: usize, lowAt: usize, limit: v128): bool {
  const half = v128.or(isNear(at, lowAt, limit), isNear(at + 16, lowAt + 16, limit));
  return v128.any_true(v128.or(half, v128.or(isNear(at + 32, lowAt + 32, limit), isNear(at + 48, lowAt + 48, limit))));
}

@inline function clearSixteen(at: usize): void {
  const nothing = f32x4.splat(0);
  v128.store(at, nothing);
  v128.store(at, nothing, 16);
  v128.store(at, nothing, 32);
  v128.store(at, nothing, 48);
}

/** Nearest neighbours of all, and pairs from the threshold on. */
export function compareRows(
  first: i32, end: i32, from: i32, to: i32, top: i32, maxFound: i32, threshold: f64, floor: f64, sureTop: i32,
  poolFloor: f32,
): void {
  const low = lowest(), sum = sums(), group = groups();
  const lowOfBlock = low + (<usize>first << 2);
  const nothing = f32x4.splat(0);
  let found = 0, counted = 0;
  for (let row = from; row < to; row++) {
    const compared = min(row, end) - first;
    if (found + compared > maxFound) { answer(row, found, counted); return; }
    addUp(int(rowStarts(), row), int(rowStarts(), row + 1), compared, row < end);
    forgetLinks(row, first, end);
    const slack = <f64>float(slacks(), row);
    const least = <f32>(threshold - slack - 1e-6);
    // Thousands of one template: pairs that are surely counted and no more than that, four at a time.
    const sureOfFour = f32x4.splat(<f32>(threshold + slack + 1e-6));
    const wantedOfFour = f32x4.splat(<f32>floor);
    const isComparedWithAll = int(group, row) == 0;
    let limit = limitOf(float(low, row), least);
    for (let other = 0; other < compared; other += 4) {
      const at = sum + (<usize>other << 2), lowAt = lowOfBlock + (<usize>other << 2);
      // Mostly nothing comes near, and that is soonest seen of sixteen.
      if ((other & 15) == 0 && !isAnyNear(at, lowAt, limit)) {
        clearSixteen(at);
        other += 12;
        continue;
      }
      const four = v128.load(at);
      const near = isNear(at, lowAt, limit);
      if (v128.any_true(near)) {
        const nearest = v128.or(f32x4.gt(four, v128.load(lowAt)), f32x4.gt(four, f32x4.splat(float(low, row))));
        const onlyCounted = v128.andnot(v128.and(f32x4.ge(four, sureOfFour), f32x4.lt(four, wantedOfFour)), nearest);
        if (isComparedWithAll && !v128.any_true(v128.xor(near, onlyCounted))) {
          counted += popcnt(i32x4.bitmask(onlyCounted));
          v128.store(at, nothing);
          continue;
        }
        for (let lane = other, last = min(other + 4, compared); lane < last; lane++) {
          const value = float(sum, lane);
          const candidate = first + lane;
          const isPair = <f64>value >= threshold - slack;
          if (!isPair && value <= float(low, row) && value <= float(low, candidate)) continue;
          if (areApart(int(group, row), int(group, candidate))) continue;
          if (value > float(low, row)) keepNeighbour(row, candidate, value, top, sureTop, poolFloor);
          if (value > float(low, candidate)) keepNeighbour(candidate, row, value, top, sureTop, poolFloor);
          if (!isPair) continue;
          const isSure = <f64>value >= threshold + slack;
          const isWanted = <f64>value >= floor;
          if (isSure && !isWanted) { counted++; continue; }
          const score = exactProduct(candidate, row);
          if (score < threshold) continue;
          counted++;
          if (isWanted) report(found++, candidate, row, score);
        }
        limit = limitOf(float(low, row), least);
      }
      v128.store(at, nothing);
    }
  }
  answer(to, found, counted);
}

/**
 * Cuts every row before its longest tail of common columns that is shorter than `maxRest`. Only what stands before
 * the cut is indexed and added up; by Cauchy and Schwarz the rest of a product is never more than such a tail.
 */
export function cutRows(rowCount: i32, maxRest: f64): void {
  for (let row = 0; row < rowCount; row++) {
    const start = int(rowStarts(), row);
    let at = int(rowStarts(), row + 1);
    let squares: f64 = 0;
    while (at > start) {
      const weight = <f64>float(weights(), at - 1);
      if (Math.sqrt(squares + weight * weight) >= maxRest) break;
      squares += weight * weight;
      at--;
    }
    setInt(rowEnds(), row, at);
    // Rounded up, so that the bound stays a bound.
    setFloat(restNorms(), row, <f32>(Math.sqrt(squares) + 1e-6));
  }
}

/** Only pairs from the threshold on, each decided in 64 bits. Rows have to be cut first. */
export function comparePairs(
  first: i32, end: i32, from: i32, to: i32, maxFound: i32, threshold: f64, floor: f64, maxRest: f64,
): void {
  const sum = sums(), group = groups(), column = columns(), weight = weights(), table = spread();
  const rows = rowStarts(), cuts = rowEnds(), rests = restNorms();
  const nothing = f32x4.splat(0);
  let found = 0, counted = 0;
  for (let row = from; row < to; row++) {
    const compared = min(row, end) - first;
    if (found + compared > maxFound) { answer(row, found, counted); return; }
    const start = int(rows, row), cut = int(cuts, row), stop = int(rows, row + 1);
    addUp(start, cut, compared, row < end);
    forgetLinks(row, first, end);
    const least = <f32>(threshold - <f64>float(slacks(), row)) - 1e-6;
    const enough = least - <f32>maxRest - 1e-6;
    const enoughOfFour = f32x4.splat(enough);
    const cutColumn = cut < stop ? int(column, cut) : i32.MAX_VALUE;
    const rest = float(rests, row);
    let isLoaded = false;
    for (let other = 0; other < compared; other += 8) {
      const at = sum + (<usize>other << 2);
      const hits = v128.or(f32x4.ge(v128.load(at), enoughOfFour), f32x4.ge(v128.load(at, 16), enoughOfFour));
      if (v128.any_true(hits)) {
        for (let lane = other, last = min(other + 8, compared); lane < last; lane++) {
          let value = float(sum, lane);
          if (value < enough) continue;
          const candidate = first + lane;
          const cutOfOther = int(cuts, candidate), stopOfOther = int(rows, candidate + 1);
          const otherColumn = cutOfOther < stopOfOther ? int(column, cutOfOther) : i32.MAX_VALUE;
          const otherRest = float(rests, candidate);
          const bound = cutColumn < otherColumn ? rest : otherColumn < cutColumn ? otherRest : rest * otherRest;
          if (value + bound < least || areApart(int(group, row), int(group, candidate))) continue;
          if (!isLoaded) {
            for (let k = start; k < stop; k++) setFloat(table, int(column, k), float(weight, k));
            isLoaded = true;
          }
          const startOfOther = int(rows, candidate);
          const restFrom = min(cutColumn, otherColumn);
          for (let k = stopOfOther - 1; k >= startOfOther; k--) {
            const c = int(column, k);
            if (c < restFrom) break;
            value += float(weight, k) * float(table, c);
          }
          if (value < least) continue;
          let score: f64 = 0;
          for (let k = startOfOther; k < stopOfOther; k++) score += <f64>float(weight, k) * <f64>float(table, int(column, k));
          if (score < threshold) continue;
          counted++;
          if (score >= floor) report(found++, candidate, row, score);
        }
      }
      v128.store(at, nothing);
      v128.store(at, nothing, 16);
    }
    if (isLoaded) for (let k = start; k < stop; k++) setFloat(table, int(column, k), 0);
  }
  answer(to, found, counted);
}
