// What of the queue to show. The filters ask the backend anew; the search looks through the rows that are here already,
// with every letter.

import Button from '@atlaskit/button/default/button';
import { Label } from '@atlaskit/form';
import Range from '@atlaskit/range';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { TextKey } from '../../shared/text';
import { useWords } from '../../shared/ui/words-context';
import { lowestThreshold } from '../pair-filters';
import { QueueMoreFilters } from './queue-more-filters';
import { queueStateKeys } from './review-words';
import styles from './review.module.css';
import type { QueueFilters } from './use-queue';

interface QueueFilterBarProps {
  readonly projectIds: readonly number[];
  readonly filters: QueueFilters;
  readonly query: string;
  readonly onChange: (filters: QueueFilters) => void;
  readonly onQuery: (query: string) => void;
}

export function QueueFilterBar({ projectIds, filters, query, onChange, onQuery }: QueueFilterBarProps) {
  const words = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div className={styles.filters} role="group" aria-label={words.say('filters.label')}>
        <div className={styles.filter}>
          <Label htmlFor="queue-search">{words.say('review.search')}</Label>
          <Textfield
            id="queue-search"
            type="search"
            value={query}
            placeholder={words.say('review.searchHint')}
            onChange={(event) => onQuery(event.currentTarget.value)}
          />
        </div>
        <Choice
          id="queue-state"
          label="review.state"
          keys={Object.entries(queueStateKeys) as [QueueFilters['state'], TextKey][]}
          value={filters.state}
          onChange={(state) => onChange({ ...filters, state })}
        />
        <Choice
          id="queue-tier"
          label="filters.tier"
          keys={tierKeys}
          value={filters.tier}
          onChange={(tier) => onChange({ ...filters, tier })}
        />
        <Choice
          id="queue-assignee"
          label="review.assignee"
          keys={assigneeKeys}
          value={filters.assignee}
          onChange={(assignee) => onChange({ ...filters, assignee })}
        />
        <div className={styles.filter}>
          <Label htmlFor="queue-threshold">
            {words.say('filters.threshold')}: {words.percent(filters.threshold)}
          </Label>
          <Range
            id="queue-threshold"
            min={lowestThreshold * 100}
            max={100}
            step={5}
            value={Math.round(filters.threshold * 100)}
            aria-valuetext={words.percent(filters.threshold)}
            onChange={(percent) => {
              const threshold = percent / 100;
              onChange({ ...filters, threshold, mostScore: Math.max(filters.mostScore, threshold) });
            }}
          />
        </div>
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {words.say(isOpen ? 'filters.fewer' : 'filters.more')}
        </Button>
      </div>
      {isOpen && <QueueMoreFilters {...{ projectIds, filters, onChange }} />}
    </>
  );
}

const tierKeys: readonly (readonly [QueueFilters['tier'], TextKey])[] = [
  ['any', 'filters.tierAny'],
  ['very-likely', 'tier.very-likely'],
  ['possible', 'tier.possible'],
  ['none', 'tier.none'],
];

const assigneeKeys: readonly (readonly [QueueFilters['assignee'], TextKey])[] = [
  ['anyone', 'review.assigneeAnyone'],
  ['me', 'review.assigneeMe'],
  ['nobody', 'review.assigneeNobody'],
];

interface ChoiceProps<T extends string> {
  readonly id: string;
  readonly label: TextKey;
  readonly keys: readonly (readonly [T, TextKey])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ id, label, keys, value, onChange }: ChoiceProps<T>) {
  const words = useWords();
  const options = keys.map(([key, text]) => ({ value: key, label: words.say(text) }));
  return (
    <div className={styles.filter}>
      <Label htmlFor={id}>{words.say(label)}</Label>
      <Select
        inputId={id}
        isSearchable={false}
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        onChange={(option) => option && onChange(option.value)}
      />
    </div>
  );
}
