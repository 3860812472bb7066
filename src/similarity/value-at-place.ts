// The value that stands at a place of the order, without putting all into order: a hundred thousand scores took ten
// times as long to sort as to look for the one below which they are thrown away.

/** The value at `place` if `values` stood in ascending order. Moves them about. */
export function valueAtPlace(values: Float64Array, place: number): number {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = middleOf(values[first]!, values[(first + last) >> 1]!, values[last]!);
    let low = first;
    let high = last;
    // What is not greater moves to the front, what is not smaller to the end; equal ones go both ways, so that a
    // template, whose scores are all the same, is halved too.
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (values[high]! > pivot) high--;
      if (low > high) break;
      const value = values[low]!;
      values[low++] = values[high]!;
      values[high--] = value;
    }
    if (place <= high) last = high;
    else if (place >= low) first = low;
    else return pivot;
  }
  return values[place]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
