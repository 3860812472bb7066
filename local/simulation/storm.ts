// What goes wrong in one run, by the rates of its plan. A storm begins and ends: in the calm after it everything that was
// interrupted has to come to its end.

import { type Fault, type FaultPoint, type Faults, randomFaults } from '../faults';
import { Dice } from './dice';
import type { StormRates } from './plan';

/** While work takes minutes, its first deliveries all come twice. More would multiply: whoever waits for a lease asks again. */
const mostCopies = 3;

export class Storm implements Faults {
  #isOn = false;
  #copies = 0;
  readonly #usual: Faults;
  readonly #dice: Dice;

  constructor(
    seed: number,
    private readonly rates: StormRates,
  ) {
    this.#usual = randomFaults(seed, rates);
    this.#dice = new Dice(seed, 'storm');
  }

  begin(): void {
    this.#isOn = true;
  }

  end(): void {
    this.#isOn = false;
  }

  at(point: FaultPoint): Fault | undefined {
    if (!this.#isOn) return undefined;
    const isCall = point.layer === 'jira' || point.layer === 'kvs';
    // In the background only: a page gives up after 25 seconds whatever the call was about.
    if (isCall && point.functionKey.endsWith('-step') && this.#dice.chance(this.rates.slow)) {
      return { kind: 'delay', ms: 30_000 + this.#dice.below(240_000) };
    }
    if (this.rates.slow > 0 && isDeliveryOfStep(point) && this.#copies < mostCopies) {
      this.#copies++;
      return { kind: 'duplicate', afterMs: this.#dice.below(60_000) };
    }
    const isComment = point.layer === 'jira' && /^POST .*\/comment$/.test(point.operation);
    if (isComment && this.#dice.chance(this.rates.loseComment)) return { kind: 'lose-answer', status: 504 };
    if (point.layer === 'jira' && this.#dice.chance(this.rates.breakAnswer)) {
      return { kind: 'alter', alter: async () => new Response('<html>Bad gateway</html>') };
    }
    return this.#usual.at(point);
  }
}

function isDeliveryOfStep({ operation, functionKey }: FaultPoint): boolean {
  return operation === 'deliver' && functionKey === 'scan-step';
}
