// What of the results to show: how good a match, how sure, in which order. Every change shows at once.

import { Label } from '@atlaskit/form';
import Range from '@atlaskit/range';
import Select from '@atlaskit/select';
import type { TextKey } from '../shared/text';
import { useWords } from '../shared/ui/words-context';
import styles from './project.module.css';
import type { PairFilters } from './use-pairs';

/** Weaker pairs are not kept by an analysis. */
export const lowestThreshold = 0.3;

interface PairFilterBarProps {
  readonly filters: PairFilters;
  readonly onChange: (filters: PairFilters) => void;
}

export function PairFilterBar({ filters, onChange }: PairFilterBarProps) {
  const words = useWords();
  const options = <T extends string>(keys: readonly (readonly [T, TextKey])[]) =>
    keys.map(([value, key]) => ({ value, label: words.say(key) }));
  const tiers = options([
    ['any', 'filters.tierAny'],
    ['very-likely', 'tier.very-likely'],
    ['possible', 'tier.possible'],
    ['none', 'tier.none'],
  ]);
  const sorts = options([
    ['score', 'sort.score'],
    ['newest', 'sort.newest'],
  ]);
  return (
    <div className={styles.filters} role="group" aria-label={words.say('filters.label')}>
      <div className={styles.filter}>
        <Label htmlFor="threshold">
          {words.say('filters.threshold')}: <span className={styles.figure}>{words.percent(filters.threshold)}</span>
        </Label>
        <Range
          id="threshold"
          min={lowestThreshold * 100}
          max={100}
          step={5}
          value={Math.round(filters.threshold * 100)}
          aria-valuetext={words.percent(filters.threshold)}
          onChange={(percent) => onChange({ ...filters, threshold: percent / 100 })}
        />
      </div>
      <div className={styles.filter}>
        <Label htmlFor="tier">{words.say('filters.tier')}</Label>
        <Select
          inputId="tier"
          isSearchable={false}
          options={tiers}
          value={tiers.find((option) => option.value === filters.tier) ?? null}
          onChange={(option) => option && onChange({ ...filters, tier: option.value })}
        />
      </div>
      <div className={styles.filter}>
        <Label htmlFor="sort">{words.say('filters.sort')}</Label>
        <Select
          inputId="sort"
          isSearchable={false}
          options={sorts}
          value={sorts.find((option) => option.value === filters.sort) ?? null}
          onChange={(option) => option && onChange({ ...filters, sort: option.value })}
        />
      </div>
    </div>
  );
}
