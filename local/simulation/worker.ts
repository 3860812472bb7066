// One process that simulates the seeds it is sent, until its parent goes away. Which app it runs stands in the message that
// begins it: this checkout's, or a mutant's bundle.

import { simulateSeeds, type Summary } from './many';

export interface Order {
  readonly seeds: readonly number[];
  /** A bundle to run in place of this checkout's app. */
  readonly appFile: string | null;
  readonly stopAtFirst: boolean;
}

export type Report = Summary;

process.on('message', (order: Order) => void work(order));
process.on('disconnect', () => process.exit());

async function work({ seeds, appFile, stopAtFirst }: Order): Promise<void> {
  const load = appFile === null ? {} : { load: () => import(appFile) as Promise<object> };
  const report: Report = await simulateSeeds(seeds, { ...load, stopAtFirst });
  process.send?.(report);
}
