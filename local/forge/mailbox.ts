// What waits to be delivered to one installation: pushed events and product events. Kept in the backend until the
// delivery is settled, so a host that stops in the middle of one delivers it again after its restart: at least once.

import { afterPrefix, type Change, type KeyValueBackend } from './disk';

export interface Letter {
  /** `async` was pushed by the app to a queue, `product` comes from Jira. */
  readonly kind: 'async' | 'product';
  readonly eventId: string;
  readonly moduleKey: string;
  /** The event body that the app pushed, or the product's event. */
  readonly body: unknown;
  readonly jobId?: string;
  readonly queue?: string;
  readonly concurrency?: { readonly key: string; readonly limit: number };
  /** The first invocation of the chain of pushes that this one belongs to. */
  readonly chainId: string;
  readonly notBeforeMs: number;
  /** Begin of the retention window. */
  readonly acceptedAtMs: number;
  readonly retryCount: number;
  readonly retryReason?: string;
  readonly retryData?: unknown;
  /** A second delivery that the platform made by itself; it does not count in the statistics of the job. */
  readonly isCopy?: boolean;
}

export interface PendingLetter {
  readonly place: string;
  readonly letter: Letter;
}

export class Mailbox {
  readonly #pending = new Map<string, Letter>();
  readonly #taken = new Set<string>();
  #next = 0;

  private constructor(
    private readonly backend: KeyValueBackend,
    private readonly prefix: string,
  ) {}

  static async open(backend: KeyValueBackend, prefix: string): Promise<Mailbox> {
    const mailbox = new Mailbox(backend, prefix);
    for (const [address, text] of await backend.range(prefix, afterPrefix(prefix))) {
      const place = address.slice(prefix.length);
      mailbox.#pending.set(place, JSON.parse(text) as Letter);
      mailbox.#next = Math.max(mailbox.#next, Number(place) + 1);
    }
    return mailbox;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** `others` are written with the letters or not at all. */
  async put(letters: readonly Letter[], others: readonly Change[] = []): Promise<void> {
    const placed = letters.map((letter) => [String(this.#next++).padStart(12, '0'), letter] as const);
    await this.backend.write([...placed.map(([place, letter]) => this.#change(place, letter)), ...others]);
    for (const [place, letter] of placed) this.#pending.set(place, letter);
  }

  /** Letters that nobody is delivering, in the order of their time. */
  waiting(): PendingLetter[] {
    return [...this.#pending]
      .filter(([place]) => !this.#taken.has(place))
      .map(([place, letter]) => ({ place, letter }))
      .sort((one, other) => one.letter.notBeforeMs - other.letter.notBeforeMs || (one.place < other.place ? -1 : 1));
  }

  take({ place }: PendingLetter): void {
    this.#taken.add(place);
  }

  /** Ends a delivery: the letter is gone, or comes again as `again`. */
  async settle({ place }: PendingLetter, again: Letter | undefined, others: readonly Change[] = []): Promise<void> {
    await this.backend.write([this.#change(place, again), ...others]);
    if (again === undefined) this.#pending.delete(place);
    else this.#pending.set(place, again);
    this.#taken.delete(place);
  }

  async removeWhere(condition: (letter: Letter) => boolean, others: readonly Change[] = []): Promise<number> {
    const places = this.waiting().filter(({ letter }) => condition(letter));
    await this.backend.write([...places.map(({ place }) => this.#change(place, undefined)), ...others]);
    for (const { place } of places) this.#pending.delete(place);
    return places.length;
  }

  #change(place: string, letter: Letter | undefined): Change {
    return [this.prefix + place, letter === undefined ? undefined : JSON.stringify(letter)];
  }
}
