// Which pairs an export holds.

import { Label } from '@atlaskit/form';
import Range from '@atlaskit/range';
import Select from '@atlaskit/select';
import type { ReportFilters } from '../../../src/contract';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import styles from './reports.module.css';

interface ReportFilterBarProps {
  readonly filters: ReportFilters;
  readonly onChange: (filters: ReportFilters) => void;
}

export function ReportFilterBar({ filters, onChange }: ReportFilterBarProps) {
  const words = useWords();
  const options = <T extends string>(keys: readonly (readonly [T, TextKey])[]) =>
    keys.map(([value, key]) => ({ value, label: words.say(key) }));
  const tiers = options([
    ['any', 'filters.tierAny'],
    ['very-likely', 'tier.very-likely'],
    ['possible', 'tier.possible'],
    ['none', 'tier.none'],
  ]);
  const states = options([
    ['any', 'report.any'],
    ['open', 'report.open'],
    ['snoozed', 'report.snoozed'],
    ['duplicate', 'report.duplicate'],
    ['related', 'report.related'],
    ['not-duplicate', 'report.notDuplicate'],
  ]);
  return (
    <div className={styles.filters} role="group" aria-label={words.say('report.what')}>
      <div className={styles.filter}>
        <Label htmlFor="report-threshold">
          {words.say('filters.threshold')}: {words.percent(filters.threshold)}
        </Label>
        <Range
          id="report-threshold"
          min={20}
          max={100}
          step={5}
          value={Math.round(filters.threshold * 100)}
          aria-valuetext={words.percent(filters.threshold)}
          onChange={(percent) => onChange({ ...filters, threshold: percent / 100 })}
        />
      </div>
      <div className={styles.filter}>
        <Label htmlFor="report-tier">{words.say('filters.tier')}</Label>
        <Select
          inputId="report-tier"
          isSearchable={false}
          options={tiers}
          value={tiers.find((option) => option.value === filters.tier) ?? null}
          onChange={(option) => option && onChange({ ...filters, tier: option.value })}
        />
      </div>
      <div className={styles.filter}>
        <Label htmlFor="report-state">{words.say('report.column.answer')}</Label>
        <Select
          inputId="report-state"
          isSearchable={false}
          options={states}
          value={states.find((option) => option.value === filters.state) ?? null}
          onChange={(option) => option && onChange({ ...filters, state: option.value })}
        />
      </div>
    </div>
  );
}
