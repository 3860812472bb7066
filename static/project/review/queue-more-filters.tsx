// The filters that are needed less often, behind one button: the upper end of the score, one reason, and what Jira knows
// about the work items. JQL takes what has no field of its own here; it is asked for when it is complete.

import { HelperMessage, Label } from '@atlaskit/form';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { EvidenceKind } from '../../../src/contract';
import { explainKind } from '../../shared/explain';
import { FailureMessage } from '../../shared/ui/failure-message';
import { FilterBar, FilterField, MatchField } from '../../shared/ui/filter-fields';
import { Select } from '../../shared/ui/select';
import { useWords } from '../../shared/ui/words-context';
import { useQueueChoices } from './queue-choices';
import styles from './review.module.css';
import { Several } from './several';
import type { QueueFilters } from './use-queue';

interface QueueMoreFiltersProps {
  readonly projectIds: readonly number[];
  readonly filters: QueueFilters;
  readonly onChange: (filters: QueueFilters) => void;
}

const reasonKinds: readonly EvidenceKind[] = [
  'same-text',
  'same-stack-trace',
  'same-error-code',
  'shared-terms',
  'same-component',
  'close-in-time',
];

export function QueueMoreFilters({ projectIds, filters, onChange }: QueueMoreFiltersProps) {
  const words = useWords();
  const { choices, failure } = useQueueChoices(projectIds, true);
  const [jql, setJql] = useState(filters.jql ?? '');
  const takeJql = () => {
    const wanted = jql.trim() === '' ? null : jql.trim();
    if (wanted !== filters.jql) onChange({ ...filters, jql: wanted });
  };
  const anyReason = { value: null, label: words.say('filters.reasonAny') };
  const reasons = [anyReason, ...reasonKinds.map((value) => ({ value, label: explainKind(value, words) }))];
  return (
    <>
      {failure && <FailureMessage failure={failure} />}
      <FilterBar label="filters.more">
        <FilterField id="queue-reason" label={words.say('filters.reason')}>
          <Select<{ value: EvidenceKind | null; label: string }>
            inputId="queue-reason"
            isSearchable={false}
            options={reasons}
            value={reasons.find(({ value }) => value === filters.reason) ?? anyReason}
            onChange={(option) => option && onChange({ ...filters, reason: option.value })}
          />
        </FilterField>
        <Several
          id="queue-types"
          label="filters.types"
          choices={choices?.types ?? null}
          isChosen={({ ids }) => ids.some((id) => filters.typeIds.includes(id))}
          onChange={(some) => onChange({ ...filters, typeIds: some.flatMap(({ ids }) => ids) })}
        />
        <Several
          id="queue-statuses"
          label="filters.statuses"
          choices={choices?.statuses ?? null}
          isChosen={({ ids }) => ids.some((id) => filters.statusIds.includes(id))}
          onChange={(some) => onChange({ ...filters, statusIds: some.flatMap(({ ids }) => ids) })}
        />
        <Several
          id="queue-components"
          label="filters.components"
          choices={choices?.components ?? null}
          isChosen={({ name }) => filters.componentNames.includes(name)}
          onChange={(some) => onChange({ ...filters, componentNames: some.map(({ name }) => name) })}
        />
        <MatchField
          id="queue-most"
          label="filters.mostScore"
          least={filters.threshold}
          value={filters.mostScore}
          onChange={(mostScore) => onChange({ ...filters, mostScore })}
        />
        <form
          className={styles.wideFilter}
          onSubmit={(event) => {
            event.preventDefault();
            takeJql();
          }}
        >
          <Label htmlFor="queue-jql">{words.say('filters.jql')}</Label>
          <Textfield
            id="queue-jql"
            value={jql}
            isMonospaced
            maxLength={1_000}
            aria-describedby="queue-jql-help"
            onChange={(event) => setJql(event.currentTarget.value)}
            onBlur={takeJql}
          />
          <div id="queue-jql-help">
            <HelperMessage>{words.say('filters.jqlHelp')}</HelperMessage>
          </div>
        </form>
      </FilterBar>
    </>
  );
}
