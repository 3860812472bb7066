// A typed array that grows. Plain arrays of a million numbers cost several times the memory, and the engine has to
// stay small beside everything else an invocation holds.

type NumberArray = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export class NumberList<A extends NumberArray> {
  private values: A;
  private used: number;

  constructor(
    private readonly ArrayOf: new (length: number) => A,
    first: readonly number[] = [],
  ) {
    this.values = new ArrayOf(Math.max(16, first.length));
    this.values.set(first);
    this.used = first.length;
  }

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const larger = new this.ArrayOf(this.used * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.used++] = value;
  }

  pushAll(values: ArrayLike<number>): void {
    for (let index = 0; index < values.length; index++) this.push(values[index]!);
  }

  /** A copy of exactly the values so far. */
  finish(): A {
    return this.values.slice(0, this.used) as A;
  }
}
