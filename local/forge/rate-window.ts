// "At most so many per minute": a counter that starts again at each full window of the host's clock.

export class RateWindow {
  #window = -1;
  #used = 0;

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Takes `amount` from the current window, or takes nothing and answers false. */
  take(nowMs: number, amount = 1): boolean {
    const window = Math.floor(nowMs / this.windowMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    if (this.#used + amount > this.most) return false;
    this.#used += amount;
    return true;
  }
}
