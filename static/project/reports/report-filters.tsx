// Which pairs an export holds.

import type { ReportFilters, ReportState } from '../../../src/contract';
import { ChoiceField, type Choices, FilterBar, MatchField, TierField } from '../../shared/ui/filter-fields';
import { TeamField } from '../team-field';

interface ReportFilterBarProps {
  readonly filters: ReportFilters;
  readonly onChange: (filters: ReportFilters) => void;
}

/** Pairs that people decided may have any match. */
const leastMatch = 0.2;

const states: Choices<ReportState> = [
  ['any', 'report.any'],
  ['open', 'report.open'],
  ['snoozed', 'report.snoozed'],
  ['duplicate', 'report.duplicate'],
  ['related', 'report.related'],
  ['not-duplicate', 'report.notDuplicate'],
];

export function ReportFilterBar({ filters, onChange }: ReportFilterBarProps) {
  const set = (change: Partial<ReportFilters>) => onChange({ ...filters, ...change });
  return (
    <FilterBar label="report.what">
      <MatchField
        id="report-threshold"
        least={leastMatch}
        value={filters.threshold}
        onChange={(threshold) => set({ threshold })}
      />
      <TierField id="report-tier" value={filters.tier} onChange={(tier) => set({ tier })} />
      <TeamField id="report-team" teamId={filters.teamId} onChange={(teamId) => set({ teamId })} />
      <ChoiceField
        id="report-state"
        label="report.column.answer"
        choices={states}
        value={filters.state}
        onChange={(state) => set({ state })}
      />
    </FilterBar>
  );
}
