// Duplicate links that went wrong over the years, for the page that finds and repairs them: a chain, a circle, a double
// link both ways, a duplicate of something closed, a resolution "Duplicate" that names no original.

import type { IssueSeed } from '../jira/seed';

interface Tangled {
  readonly summary: string;
  readonly description: string;
  /** Places in the list that this one is linked to as a duplicate of. */
  readonly duplicates?: readonly number[];
  readonly resolution?: 'Duplicate' | 'Done';
}

const tangles: readonly Tangled[] = [
  {
    summary: 'Staff discount is not taken off in the outlet',
    description: 'Card is scanned, nothing happens. Cashiers type the amount by hand.',
  },
  {
    summary: 'Outlet tills ignore the employee card',
    description: 'Colleagues pay the full price in the outlet although they show their card.',
    duplicates: [0],
    resolution: 'Duplicate',
  },
  {
    summary: 'Employee card does nothing at till 4',
    description: 'Outlet, till 4: the card of employees is read, the price stays.',
    duplicates: [1],
    resolution: 'Duplicate',
  },
  {
    summary: 'Fitting-room lights do not switch off',
    description: 'Sensor thinks that somebody is inside all night long.',
    duplicates: [4],
  },
  {
    summary: 'Light stays on in the changing cabins at night',
    description: 'Cleaning crew reports burning lights in all cabins at five in the morning.',
    duplicates: [3],
  },
  {
    summary: 'Price tags print without a currency',
    description: 'Shelf labels show 12.90 and nothing else since the firmware update.',
    resolution: 'Done',
  },
  {
    summary: 'Shelf labels lost the euro sign',
    description: 'After the update last night all shelf labels print the bare number.',
    duplicates: [5],
  },
  {
    summary: 'Door counter counts prams twice',
    description: 'Front and rear wheels are taken for two visitors.',
    resolution: 'Duplicate',
  },
];

/** All in the web shop's project; the first takes the number `firstNumber`. */
export function tangledItems(firstNumber: number, isoOfDay: (day: number) => string): IssueSeed[] {
  const keyAt = (place: number) => `SHOP-${firstNumber + place}`;
  return tangles.map(({ summary, description, duplicates, resolution }, place) => ({
    key: keyAt(place),
    project: 'SHOP',
    type: 'Bug',
    status: resolution === undefined ? 'To Do' : 'Done',
    ...(resolution === undefined ? {} : { resolution, resolved: isoOfDay(90 + place) }),
    created: isoOfDay(64 + place),
    updated: isoOfDay(90 + place),
    reporter: place % 2 === 0 ? 'chiara' : 'ben',
    components: ['Checkout'],
    summary,
    description,
    links: (duplicates ?? []).map((original) => ({ type: 'Duplicate', to: keyAt(original) })),
  }));
}
