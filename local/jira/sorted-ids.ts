// Issue ids in ascending order, with the cheap walk from any of them that paging by "id > X order by id" needs.
// Adding at the end, which is what Jira mostly does, costs nothing; elsewhere it moves the tail of one array.

export class SortedIds {
  private readonly ids: number[] = [];

  get size(): number {
    return this.ids.length;
  }

  add(id: number): void {
    const last = this.ids[this.ids.length - 1];
    if (last === undefined || id > last) {
      this.ids.push(id);
      return;
    }
    const at = this.firstAtLeast(id);
    if (this.ids[at] !== id) this.ids.splice(at, 0, id);
  }

  remove(id: number): void {
    const at = this.firstAtLeast(id);
    if (this.ids[at] === id) this.ids.splice(at, 1);
  }

  at(position: number): number | undefined {
    return this.ids[position];
  }

  /** Position of the first id that is not below `id`. */
  firstAtLeast(id: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids[middle] ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Every id of all lists from `fromId` on, ascending; lists share no id. */
export function* ascendingFrom(lists: readonly SortedIds[], fromId: number): Generator<number> {
  const heads = lists.map((list) => list.firstAtLeast(fromId));
  for (;;) {
    let smallest = Infinity;
    let of = -1;
    for (let at = 0; at < lists.length; at++) {
      const id = lists[at]?.at(heads[at] ?? 0);
      if (id !== undefined && id < smallest) {
        smallest = id;
        of = at;
      }
    }
    if (of < 0) return;
    heads[of] = (heads[of] ?? 0) + 1;
    yield smallest;
  }
}

/** Every id of all lists from `fromId` down. */
export function* descendingFrom(lists: readonly SortedIds[], fromId: number): Generator<number> {
  const heads = lists.map((list) => list.firstAtLeast(fromId + 1) - 1);
  for (;;) {
    let largest = -1;
    let of = -1;
    for (let at = 0; at < lists.length; at++) {
      const id = lists[at]?.at(heads[at] ?? -1);
      if (id !== undefined && id > largest) {
        largest = id;
        of = at;
      }
    }
    if (of < 0) return;
    heads[of] = (heads[of] ?? 0) - 1;
    yield largest;
  }
}
