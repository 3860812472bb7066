// What of the results to show: how good a match, how sure, whose, in which order. Every change shows at once.

import type { PairSort } from '../../src/contract';
import { ChoiceField, type Choices, FilterBar, MatchField, TierField } from '../shared/ui/filter-fields';
import { TeamField } from './team-field';
import type { PairFilters } from './use-pairs';

interface PairFilterBarProps {
  readonly filters: PairFilters;
  readonly onChange: (filters: PairFilters) => void;
}

const sorts: Choices<PairSort> = [
  ['score', 'sort.score'],
  ['newest', 'sort.newest'],
];

export function PairFilterBar({ filters, onChange }: PairFilterBarProps) {
  const set = (change: Partial<PairFilters>) => onChange({ ...filters, ...change });
  return (
    <FilterBar label="filters.label">
      <MatchField id="threshold" value={filters.threshold} onChange={(threshold) => set({ threshold })} />
      <TierField id="tier" value={filters.tier} onChange={(tier) => set({ tier })} />
      <TeamField id="team" teamId={filters.teamId} onChange={(teamId) => set({ teamId })} />
      <ChoiceField
        id="sort"
        label="filters.sort"
        choices={sorts}
        value={filters.sort}
        onChange={(sort) => set({ sort })}
      />
    </FilterBar>
  );
}
